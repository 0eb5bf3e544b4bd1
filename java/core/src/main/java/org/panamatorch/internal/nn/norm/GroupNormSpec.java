package org.panamatorch.internal.nn.norm;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of normalization over groups of channels.
 *
 * @param eps what is added to the variance
 * @param affine whether scale and shift are learned for each channel
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 * @param bias whether a shift is learned, if a scale is
 */
@OptionSet
public record GroupNormSpec(
        @Default("1e-5") Number eps,
        @Default("true") boolean affine,
        @Default("null") @Unprinted Device device,
        @Default("null") @Unprinted DType dtype,
        @Default("true") @Unprinted boolean bias) {
    /** Where and of what dtype the parameters are. */
    public TensorOptions parameters() {
        return TensorOptions.of(dtype, device);
    }
}
