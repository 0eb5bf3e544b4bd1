package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a call of a Transformer's decoder.
 *
 * @param tgtMask the pairs in the target that do not attend, (T, T) or (N·heads, T, T)
 * @param memoryMask the pairs of target and memory that do not attend, (T, S) or (N·heads, T, S)
 * @param tgtKeyPaddingMask the target's elements that nothing attends to, (N, T), or (T) unbatched
 * @param memoryKeyPaddingMask the memory's elements that nothing attends to, (N, S), or (S)
 *     unbatched
 * @param tgtIsCausal whether {@code tgtMask} is the causal one; found out by comparing where it is
 *     not said
 * @param memoryIsCausal a promise that {@code memoryMask} is the causal one
 */
@OptionSet
@Unprinted
public record TransformerDecoderCallSpec(
        @Default("null") Tensor tgtMask,
        @Default("null") Tensor memoryMask,
        @Default("null") Tensor tgtKeyPaddingMask,
        @Default("null") Tensor memoryKeyPaddingMask,
        @Default("null") Boolean tgtIsCausal,
        @Default("false") boolean memoryIsCausal) {
    /** The options of a call of each layer. */
    public TransformerDecoderLayerCallSpec layer(boolean targetIsCausal) {
        return new TransformerDecoderLayerCallSpec(
                tgtMask,
                memoryMask,
                tgtKeyPaddingMask,
                memoryKeyPaddingMask,
                targetIsCausal,
                memoryIsCausal);
    }
}
