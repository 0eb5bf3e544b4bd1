package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of a call of a Transformer.
 *
 * @param srcMask the pairs in the source that do not attend, (S, S) or (N·heads, S, S)
 * @param tgtMask the pairs in the target that do not attend, (T, T) or (N·heads, T, T)
 * @param memoryMask the pairs of target and source that do not attend, (T, S) or (N·heads, T, S)
 * @param srcKeyPaddingMask the source's elements that its own do not attend to, (N, S), or (S)
 *     unbatched
 * @param tgtKeyPaddingMask the target's elements that nothing attends to, (N, T), or (T) unbatched
 * @param memoryKeyPaddingMask the source's elements that the target does not attend to, (N, S), or
 *     (S) unbatched
 * @param srcIsCausal whether {@code srcMask} is the causal one; found out by comparing where it is
 *     not said
 * @param tgtIsCausal whether {@code tgtMask} is the causal one; found out by comparing where it is
 *     not said
 * @param memoryIsCausal a promise that {@code memoryMask} is the causal one
 */
@OptionSet
@Unprinted
public record TransformerCallSpec(
        @Default("null") Tensor srcMask,
        @Default("null") Tensor tgtMask,
        @Default("null") Tensor memoryMask,
        @Default("null") Tensor srcKeyPaddingMask,
        @Default("null") Tensor tgtKeyPaddingMask,
        @Default("null") Tensor memoryKeyPaddingMask,
        @Default("null") Boolean srcIsCausal,
        @Default("null") Boolean tgtIsCausal,
        @Default("false") boolean memoryIsCausal) {
    /** The options of the encoder's call. */
    public TransformerEncoderCallSpec encoder() {
        return new TransformerEncoderCallSpec(srcMask, srcKeyPaddingMask, srcIsCausal);
    }

    /** The options of the decoder's call. */
    public TransformerDecoderCallSpec decoder() {
        return new TransformerDecoderCallSpec(
                tgtMask,
                memoryMask,
                tgtKeyPaddingMask,
                memoryKeyPaddingMask,
                tgtIsCausal,
                memoryIsCausal);
    }
}
