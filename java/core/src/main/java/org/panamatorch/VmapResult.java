package org.panamatorch;

import org.panamatorch.internal.call.Arguments;

/**
 * The result of a {@link VmapRule}.
 *
 * @param output a tensor, an array or a list of tensors
 * @param outDims which dimension of each output is the batch's, null for outputs without it; or one
 *     for all
 */
public record VmapResult(Object output, Integer... outDims) {
    /**
     * Tells which dimensions are the batch's.
     *
     * @param output a tensor, an array or a list of tensors
     * @param outDims which dimension of each output is the batch's, null for outputs without it; or
     *     one for all
     */
    public VmapResult {
        Arguments.requirePresent(output, "VmapResult", "output", "a tensor or several");
        // A bare null is one output without the batch.
        outDims = outDims == null ? new Integer[1] : outDims.clone();
    }

    /**
     * The dimensions.
     *
     * @return a copy
     */
    @Override
    public Integer[] outDims() {
        return outDims.clone();
    }
}
