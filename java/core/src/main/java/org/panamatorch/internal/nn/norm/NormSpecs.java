package org.panamatorch.internal.nn.norm;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.declare.Unprinted;

/** The options of normalizations, each set declared once. */
public interface NormSpecs {
    /**
     * Options of batch normalization by given statistics.
     *
     * @param weight the scale, (C)
     * @param bias the shift, (C)
     * @param training whether to normalize by the statistics of the batch
     * @param momentum how much of the running values the new ones replace
     * @param eps a small number added to the variance
     */
    @OptionSet
    @Unprinted
    record BatchNormFuncSpec(
            @Default("null") Tensor weight,
            @Default("null") Tensor bias,
            @Default("false") boolean training,
            @Default("0.1") double momentum,
            @Default("1e-5") double eps) {}

    /**
     * Options of batch normalization.
     *
     * @param eps a small number added to the variance
     * @param momentum how much of the running statistics the new ones replace, or null for the
     *     plain mean of all batches
     * @param affine whether scale and shift are learned
     * @param trackRunningStats whether there are running statistics, which evaluation normalizes by
     * @param parameters parameters and buffers
     * @param bias whether a shift is learned, if a scale is
     */
    @OptionSet
    @Unprinted
    record BatchNormSpec(
            @Default("1e-5") Number eps,
            @Default("0.1") @OrNone Number momentum,
            @Default("true") boolean affine,
            @Default("true") boolean trackRunningStats,
            TensorOptions parameters,
            @Default("true") boolean bias)
            implements RunningNorm {}

    /**
     * Options of normalization by a running sum over other channels.
     *
     * @param alpha the factor of the sum of squares
     * @param beta the exponent
     * @param k a number added to the sum
     */
    @OptionSet
    record CrossMapLRN2dSpec(
            @Default("0.0001") Number alpha,
            @Default("0.75") Number beta,
            @Default("1") Number k) {}

    /**
     * Options of normalization over groups of channels, with given scale and shift.
     *
     * @param weight the scale, (C)
     * @param bias the shift, (C)
     * @param eps a small number added to the variance
     */
    @OptionSet
    @Unprinted
    record GroupNormFuncSpec(
            @Default("null") Tensor weight,
            @Default("null") Tensor bias,
            @Default("1e-5") double eps) {}

    /**
     * Options of normalization over groups of channels.
     *
     * @param eps a small number added to the variance
     * @param affine whether scale and shift are learned for each channel
     * @param parameters the parameters
     * @param bias whether a shift is learned, if a scale is
     */
    @OptionSet
    record GroupNormSpec(
            @Default("1e-5") Number eps,
            @Default("true") boolean affine,
            TensorOptions parameters,
            @Default("true") @Unprinted boolean bias) {}

    /**
     * Options of instance normalization by given statistics.
     *
     * @param runningMean the running means, (C), which training updates
     * @param runningVar the running variances, (C), which training updates
     * @param weight the scale, (C)
     * @param bias the shift, (C)
     * @param useInputStats whether to normalize by the input's statistics
     * @param momentum how much of the running values the new ones replace
     * @param eps a small number added to the variance
     */
    @OptionSet
    @Unprinted
    record InstanceNormFuncSpec(
            @Default("null") Tensor runningMean,
            @Default("null") Tensor runningVar,
            @Default("null") Tensor weight,
            @Default("null") Tensor bias,
            @Default("true") boolean useInputStats,
            @Default("0.1") double momentum,
            @Default("1e-5") double eps) {}

    /**
     * Options of instance normalization.
     *
     * @param eps a small number added to the variance
     * @param momentum how much of the running statistics the new ones replace, or null for the
     *     plain mean of all batches
     * @param affine whether scale and shift are learned
     * @param trackRunningStats whether there are running statistics, which evaluation normalizes by
     * @param parameters parameters and buffers
     * @param bias whether a shift is learned, if a scale is
     */
    @OptionSet
    @Unprinted
    record InstanceNormSpec(
            @Default("1e-5") Number eps,
            @Default("0.1") @OrNone Number momentum,
            @Default("false") boolean affine,
            @Default("false") boolean trackRunningStats,
            TensorOptions parameters,
            @Default("true") boolean bias)
            implements RunningNorm {}

    /**
     * Options of normalization over the last dimensions, with given scale and shift.
     *
     * @param weight the scale, of the normalized shape
     * @param bias the shift, of the normalized shape
     * @param eps a small number added to the variance
     */
    @OptionSet
    @Unprinted
    record LayerNormFuncSpec(
            @Default("null") Tensor weight,
            @Default("null") Tensor bias,
            @Default("1e-5") double eps) {}

    /**
     * Options of normalization over the last dimensions.
     *
     * @param eps a small number added to the variance
     * @param elementwiseAffine whether scale and shift are learned for each element
     * @param bias whether a shift is learned, if a scale is
     * @param parameters the parameters
     */
    @OptionSet
    record LayerNormSpec(
            @Default("1e-5") Number eps,
            @Default("true") boolean elementwiseAffine,
            @Default("true") @Unprinted boolean bias,
            TensorOptions parameters) {}

    /**
     * Options of instance normalization that learns the number of channels.
     *
     * @param eps a small number added to the variance
     * @param momentum how much of the running statistics the new ones replace, or null for the
     *     plain mean of all batches
     * @param affine whether scale and shift are learned
     * @param trackRunningStats whether there are running statistics, which evaluation normalizes by
     * @param parameters parameters and buffers
     * @param bias whether a shift is learned, if a scale is
     */
    @OptionSet
    @Unprinted
    record LazyInstanceNormSpec(
            @Default("1e-5") Number eps,
            @Default("0.1") @OrNone Number momentum,
            @Default("true") boolean affine,
            @Default("true") boolean trackRunningStats,
            TensorOptions parameters,
            @Default("true") boolean bias)
            implements RunningNorm {}

    /**
     * Options of normalization by neighbours in other channels.
     *
     * @param alpha the factor of the sum of squares
     * @param beta the exponent
     * @param k a number added to the sum
     */
    @OptionSet
    record LocalResponseNormSpec(
            @Default("0.0001") Number alpha,
            @Default("0.75") Number beta,
            @Default("1.0") Number k) {}

    /**
     * Options of division by the root of the mean square, with a given scale.
     *
     * @param weight the scale, of the normalized shape
     * @param eps a small number added to the mean square, where it is not the dtype's epsilon
     */
    @OptionSet
    @Unprinted
    record RMSNormFuncSpec(@Default("null") Tensor weight, @Default("null") Double eps) {}

    /**
     * Options of division by the root of the mean square.
     *
     * @param eps a small number added to the mean square, where it is not the dtype's epsilon
     * @param elementwiseAffine whether a scale is learned for each element
     * @param parameters the parameters
     */
    @OptionSet
    record RMSNormSpec(
            @Default("null") Number eps,
            @Default("true") boolean elementwiseAffine,
            TensorOptions parameters) {}
}
