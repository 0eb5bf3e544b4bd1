package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.OrNone;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.option.Side;

/** The options of what is done to modules, parameters and sequences, each set declared once. */
public interface UtilsSpecs {
    /**
     * Options of a call of a module with other parameters and buffers.
     *
     * @param tieWeights whether a tensor that the module has under several names is replaced under
     *     all of them
     * @param strict whether missing and unexpected names are errors
     */
    @OptionSet
    @Unprinted
    record FunctionalCallSpec(
            @Default("true") boolean tieWeights, @Default("false") boolean strict) {}

    /**
     * Options of a convolution and a batch normalization as one convolution.
     *
     * @param convB the convolution's bias
     * @param bnW the normalization's weight, ones without it
     * @param bnB the normalization's bias, zeros without it
     * @param transpose whether the convolution is a transposed one
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record FuseConvBnSpec(
            @Default("null") Tensor convB,
            @Default("null") Tensor bnW,
            @Default("null") Tensor bnB,
            @Default("false") boolean transpose) {}

    /**
     * Options of a linear map and a batch normalization as one linear map.
     *
     * @param linearB the map's bias
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record FuseLinearBnSpec(@Default("null") Tensor linearB) {}

    /**
     * Options of {@code orthogonal}.
     *
     * @param name the name of a tensor of matrices, (*, m, n)
     * @param orthogonalMap {@code matrix_exp}, {@code cayley} or {@code householder}; if not set,
     *     {@code matrix_exp} where the matrices are square or complex, else {@code householder}
     * @param useTrivialization whether the original is relative to a base, the buffer {@code base}
     *     of the parametrization
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record OrthogonalSpec(
            @Default("\"weight\"") String name,
            @Default("null") String orthogonalMap,
            @Default("true") boolean useTrivialization) {}

    /**
     * Options of what packs a padded batch.
     *
     * @param batchFirst whether the batch comes first
     * @param enforceSorted whether the sequences must be sorted by length, the longest first; else
     *     they will be
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record PackPaddedSequenceSpec(
            @Default("false") boolean batchFirst, @Default("true") boolean enforceSorted) {}

    /**
     * Options of what pads packed sequences.
     *
     * @param batchFirst whether the batch shall come first
     * @param paddingValue the value of the padding
     * @param totalLength the length to pad to, where it is not the longest sequence's
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record PadPackedSequenceSpec(
            @Default("false") boolean batchFirst,
            @Default("0.0") double paddingValue,
            @Default("null") Long totalLength) {}

    /**
     * Options of what puts sequences into a padded batch.
     *
     * @param batchFirst whether the batch shall come first
     * @param paddingValue the value of the padding
     * @param paddingSide where to pad
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record PadSequenceSpec(
            @Default("false") boolean batchFirst,
            @Default("0.0") double paddingValue,
            @Default("RIGHT") Side paddingSide) {}

    /**
     * Options of {@code spectralNorm}.
     *
     * @param name the tensor's name
     * @param nPowerIterations how many steps each computation in training makes
     * @param eps the least norm that is divided by
     * @param dim the dimension of the outputs; if not set, 0, and 1 of transposed convolutions
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record SpectralNormSpec(
            @Default("\"weight\"") String name,
            @Default("1") long nPowerIterations,
            @Default("1e-12") double eps,
            @Default("null") Long dim) {}

    /**
     * Options of the norm of tensors as if they were one vector.
     *
     * @param normType the p of the p-norm, may be infinite
     * @param errorIfNonfinite whether a norm that is infinite or no number is an error
     * @param foreach whether all tensors of a dtype are computed with at once; null for where it is
     *     faster
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record TotalNormSpec(
            @Default("2.0") double normType,
            @Default("false") boolean errorIfNonfinite,
            @Default("null") Boolean foreach) {}

    /**
     * Options of {@code weightNorm}.
     *
     * @param name the tensor's name
     * @param dim the dimension that each have a norm of their own, or null for a single norm
     */
    @OptionSet(home = "org.panamatorch.nn.utils")
    @Unprinted
    record WeightNormSpec(@Default("\"weight\"") String name, @Default("0L") @OrNone Long dim) {}
}
