package org.panamatorch.internal.nn.distance;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;
import org.panamatorch.internal.nn.Extent;

/** The options of distances, each set declared once. */
public interface DistanceSpecs {
    /**
     * Options of the cosines between vectors.
     *
     * @param dim the dimension of the vectors
     * @param eps the least product of the norms
     */
    @OptionSet
    @Unprinted
    record CosineSimilaritySpec(@Default("1") long dim, @Default("1e-8") double eps) {}

    /**
     * Options of the division by a norm.
     *
     * @param p the p of the norm
     * @param dim the dimensions that it is taken over
     * @param eps the least norm
     * @param out a tensor to write the output to; autograd does not record what is written
     */
    @OptionSet
    @Unprinted
    record NormalizeFuncSpec(
            @Default("2.0") double p,
            @Default("1") Extent dim,
            @Default("1e-12") double eps,
            @Default("null") Tensor out) {}

    /**
     * Options of the distances between vectors.
     *
     * @param p the p of the norm
     * @param eps a small number added to the differences
     * @param keepdim whether the last dimension stays, with the size 1
     */
    @OptionSet
    @Unprinted
    record PairwiseDistanceSpec(
            @Default("2.0") double p,
            @Default("1e-6") double eps,
            @Default("false") boolean keepdim) {}
}
