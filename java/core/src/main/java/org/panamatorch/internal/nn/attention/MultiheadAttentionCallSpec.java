package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a call of an attention.
 *
 * @param keyPaddingMask the keys that nothing attends to, (N, S), or (S) unbatched
 * @param needWeights whether the weights are wanted; without them the fastest operator is taken
 * @param attnMask the pairs of query and key that do not attend, (L, S) or (N·H, L, S)
 * @param averageAttnWeights whether the weights are averaged over the heads
 * @param isCausal a promise that {@code attnMask}, which must be there, is the causal one; a wrong
 *     one gives wrong results
 */
@OptionSet
@Unprinted
public record MultiheadAttentionCallSpec(
        @Default("null") Tensor keyPaddingMask,
        @Default("true") boolean needWeights,
        @Default("null") Tensor attnMask,
        @Default("true") boolean averageAttnWeights,
        @Default("false") boolean isCausal) {}
