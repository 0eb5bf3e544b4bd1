package org.panamatorch.nn;

import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.declare.Listed;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.PadMode;

/**
 * Adds a constant.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
 */
@Leaves
public abstract class ConstantPadNd extends PadBase {
    private final Number value;

    /**
     * Makes the module.
     *
     * @param padding how much is added, one number for all ends or one each: before and after the
     *     last dimension, then the last but one, and so on
     * @param value the constant
     */
    ConstantPadNd(int dims, @Listed Extent padding, Number value) {
        super(dims, padding, PadMode.CONSTANT, value == null ? null : value.doubleValue());
        this.value = value;
    }

    @Override
    protected String extraRepr() {
        return "padding=" + super.extraRepr() + ", value=" + PythonFormat.repr(value);
    }
}
