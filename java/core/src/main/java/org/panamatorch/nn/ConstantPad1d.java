package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.PadMode;

/**
 * Adds a constant.
 *
 * <p>Shapes: input (N, C, L) or (C, L), output (N, C, Lₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ConstantPad1d.html">torch.nn.ConstantPad1d</a>
 */
public final class ConstantPad1d extends PadNd {
    private final Number value;

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     * @param value the constant
     */
    public ConstantPad1d(long padding, Number value) {
        super(1, PadMode.CONSTANT, Extent.single(padding), value);
        this.value = value;
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left and right
     * @param value the constant
     * @throws IllegalArgumentException if there is another number of ends
     */
    public ConstantPad1d(long[] padding, Number value) {
        super(1, PadMode.CONSTANT, Extent.tuple(ConstantPad1d.class, "padding", padding), value);
        this.value = value;
    }

    @Override
    protected String extraRepr() {
        return "padding=" + padding() + ", value=" + PythonFormat.repr(value);
    }
}
