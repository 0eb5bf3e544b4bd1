package org.panamatorch.internal.nn.attention;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of attention with several heads.
 *
 * @param dropout the probability with which attention weights are zeroed in training, from 0 to 1
 * @param bias whether the projections have biases
 * @param addBiasKv whether learned biases are appended to keys and values as one more element
 * @param addZeroAttn whether zeros are appended to keys and values as one more element
 * @param kdim the features of keys, where they are not those of the queries
 * @param vdim the features of values, where they are not those of the queries
 * @param batchFirst whether input and output are (batch, sequence, features) instead of (sequence,
 *     batch, features)
 * @param device where the parameters are
 * @param dtype the dtype of the parameters
 */
@OptionSet
@Unprinted
public record MultiheadAttentionSpec(
        @Default("0.0") double dropout,
        @Default("true") boolean bias,
        @Default("false") boolean addBiasKv,
        @Default("false") boolean addZeroAttn,
        @Default("null") Long kdim,
        @Default("null") Long vdim,
        @Default("false") boolean batchFirst,
        @Default("null") Device device,
        @Default("null") DType dtype) {
    /** Where and of what dtype the parameters are. */
    public TensorOptions parameters() {
        return TensorOptions.of(dtype, device);
    }
}
