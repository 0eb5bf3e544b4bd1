package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of attention with several heads and given weights.
 *
 * @param training whether dropout applies
 * @param keyPaddingMask the keys that nothing attends to, (N, S), or (S) unbatched
 * @param needWeights whether the weights are wanted; without them the fastest operator is taken
 * @param attnMask the pairs of query and key that do not attend, (L, S) or (N·H, L, S)
 * @param useSeparateProjWeight whether the next three are the weights of the projections
 * @param qProjWeight the queries' weight, (E, E)
 * @param kProjWeight the keys' weight, (E, features of keys)
 * @param vProjWeight the values' weight, (E, features of values)
 * @param staticK keys by head to take instead, (N·H, S, E/H)
 * @param staticV values by head to take instead, (N·H, S, E/H)
 * @param averageAttnWeights whether the weights are averaged over the heads
 * @param isCausal a promise that {@code attnMask}, which must be there, is the causal one; a wrong
 *     one gives wrong results
 */
@OptionSet
@Unprinted
public record MultiheadAttentionForwardFuncSpec(
        @Default("true") boolean training,
        @Default("null") Tensor keyPaddingMask,
        @Default("true") boolean needWeights,
        @Default("null") Tensor attnMask,
        @Default("false") boolean useSeparateProjWeight,
        @Default("null") Tensor qProjWeight,
        @Default("null") Tensor kProjWeight,
        @Default("null") Tensor vProjWeight,
        @Default("null") Tensor staticK,
        @Default("null") Tensor staticV,
        @Default("true") boolean averageAttnWeights,
        @Default("false") boolean isCausal) {}
