package org.panamatorch.internal.nn.norm;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of division by the root of the mean square.
 *
 * @param eps what is added to the mean square, where it is not the dtype's epsilon
 * @param elementwiseAffine whether a scale is learned for each element
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 */
@OptionSet
public record RMSNormSpec(
        @Default("null") Number eps,
        @Default("true") boolean elementwiseAffine,
        @Default("null") @Unprinted Device device,
        @Default("null") @Unprinted DType dtype) {
    /** Where and of what dtype the parameters are. */
    public TensorOptions parameters() {
        return TensorOptions.of(dtype, device);
    }
}
