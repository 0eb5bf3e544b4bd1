package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;

/** A normalization whose scale and shift, where they are learned, are one for each element. */
public abstract sealed class AffineNorm extends UnaryModule permits GroupNorm, LayerNorm {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    AffineNorm() {}

    /** Registers scale and shift, or that there are none. */
    final void registerScaleAndShift(
            long[] sizes, boolean affine, boolean bias, TensorOptions parameters) {
        registerParameter(WEIGHT, affine ? Torch.empty(sizes, parameters) : null);
        registerParameter(BIAS, affine && bias ? Torch.empty(sizes, parameters) : null);
        resetParameters();
    }

    /** Sets scale and shift to those that change nothing. */
    public final void resetParameters() {
        if (weight() != null) {
            Init.ones_(weight());
        }
        if (bias() != null) {
            Init.zeros_(bias());
        }
    }

    /**
     * The scale.
     *
     * @return the scale, or null if none is learned
     */
    public final Tensor weight() {
        return parameter(WEIGHT);
    }

    /**
     * The shift.
     *
     * @return the shift, or null if none is learned
     */
    public final Tensor bias() {
        return parameter(BIAS);
    }
}
