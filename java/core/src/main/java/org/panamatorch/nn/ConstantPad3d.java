package org.panamatorch.nn;

import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.PadMode;

/**
 * Adds a constant.
 *
 * <p>Shapes: input (N, C, D, H, W) or (C, D, H, W), output (N, C, Dₒ, Hₒ, Wₒ) or without N.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.ConstantPad3d.html">torch.nn.ConstantPad3d</a>
 */
public final class ConstantPad3d extends PadNd {
    private final Number value;

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     * @param value the constant
     */
    public ConstantPad3d(long padding, Number value) {
        super(3, PadMode.CONSTANT, Extent.single(padding), value);
        this.value = value;
    }

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: left, right, top,
     *     bottom, front and back
     * @param value the constant
     * @throws IllegalArgumentException if there is another number of ends
     */
    public ConstantPad3d(long[] padding, Number value) {
        super(3, PadMode.CONSTANT, Extent.tuple(ConstantPad3d.class, "padding", padding), value);
        this.value = value;
    }

    @Override
    protected String extraRepr() {
        return "padding=" + padding() + ", value=" + PythonFormat.repr(value);
    }
}
