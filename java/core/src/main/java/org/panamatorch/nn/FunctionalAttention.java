package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.AttentionCalls;
import org.panamatorch.internal.nn.Masks;

/** Attention. */
abstract class FunctionalAttention extends FunctionalVision {
    FunctionalAttention() {}

    /**
     * Attention with several heads, in training and without masks: what {@link MultiheadAttention}
     * computes, with weights that are given.
     *
     * @param query the queries, (L, N, E), or (L, E) unbatched
     * @param key the keys, (S, N, E), or of other features with separate weights
     * @param value the values, (S, N, E), or of other features with separate weights
     * @param embedDimToCheck the features, E
     * @param numHeads the heads, H, of which E is a multiple
     * @param inProjWeight the weights of the three projections, (3·E, E), or null with separate
     *     weights
     * @param inProjBias their biases, (3·E), or null
     * @param biasK a bias that is appended to the keys, (1, 1, E), or null
     * @param biasV a bias that is appended to the values, (1, 1, E), null if and only if that is
     * @param addZeroAttn whether zeros are appended to keys and values
     * @param dropoutP the probability with which attention weights are zeroed in training
     * @param outProjWeight the weight of the last projection, (E, E)
     * @param outProjBias its bias, (E), or null
     * @return output, (L, N, E) or (L, E), and weights, as of {@link MultiheadAttention}
     * @throws org.panamatorch.TorchException if shapes, dtypes or arguments do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multi_head_attention_forward.html">torch.nn.functional.multi_head_attention_forward</a>
     */
    public static MultiheadAttention.Output multiHeadAttentionForward(
            Tensor query,
            Tensor key,
            Tensor value,
            long embedDimToCheck,
            long numHeads,
            Tensor inProjWeight,
            Tensor inProjBias,
            Tensor biasK,
            Tensor biasV,
            boolean addZeroAttn,
            double dropoutP,
            Tensor outProjWeight,
            Tensor outProjBias) {
        return multiHeadAttentionForward(
                query,
                key,
                value,
                embedDimToCheck,
                numHeads,
                inProjWeight,
                inProjBias,
                biasK,
                biasV,
                addZeroAttn,
                dropoutP,
                outProjWeight,
                outProjBias,
                true,
                null,
                true,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                true,
                false);
    }

    /**
     * Attention with several heads: what {@link MultiheadAttention} computes, with weights that are
     * given. One tensor object given as query, key and value is self-attention.
     *
     * @param query the queries, (L, N, E), or (L, E) unbatched
     * @param key the keys, (S, N, E), or of other features with separate weights
     * @param value the values, (S, N, E), or of other features with separate weights
     * @param embedDimToCheck the features, E
     * @param numHeads the heads, H, of which E is a multiple
     * @param inProjWeight the weights of the three projections, (3·E, E), or null with separate
     *     weights
     * @param inProjBias their biases, (3·E), or null
     * @param biasK a bias that is appended to the keys, (1, 1, E), or null
     * @param biasV a bias that is appended to the values, (1, 1, E), null if and only if that is
     * @param addZeroAttn whether zeros are appended to keys and values
     * @param dropoutP the probability with which attention weights are zeroed in training
     * @param outProjWeight the weight of the last projection, (E, E)
     * @param outProjBias its bias, (E), or null
     * @param training whether dropout applies
     * @param keyPaddingMask the keys that nothing attends to, (N, S), or (S) unbatched, or null
     * @param needWeights whether the weights are wanted; without them the fastest operator is taken
     * @param attnMask the pairs of query and key that do not attend, (L, S) or (N·H, L, S), or null
     * @param useSeparateProjWeight whether the next three are the weights of the projections
     * @param qProjWeight the queries' weight, (E, E), or null
     * @param kProjWeight the keys' weight, (E, features of keys), or null
     * @param vProjWeight the values' weight, (E, features of values), or null
     * @param staticK keys by head to take instead, (N·H, S, E/H), or null
     * @param staticV values by head to take instead, (N·H, S, E/H), or null
     * @param averageAttnWeights whether the weights are averaged over the heads
     * @param isCausal a promise that {@code attnMask}, which must be there, is the causal one; a
     *     wrong one gives wrong results
     * @return output, (L, N, E) or (L, E), and weights, as of {@link MultiheadAttention}
     * @throws org.panamatorch.TorchException if shapes, dtypes or arguments do not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.functional.multi_head_attention_forward.html">torch.nn.functional.multi_head_attention_forward</a>
     */
    public static MultiheadAttention.Output multiHeadAttentionForward(
            Tensor query,
            Tensor key,
            Tensor value,
            long embedDimToCheck,
            long numHeads,
            Tensor inProjWeight,
            Tensor inProjBias,
            Tensor biasK,
            Tensor biasV,
            boolean addZeroAttn,
            double dropoutP,
            Tensor outProjWeight,
            Tensor outProjBias,
            boolean training,
            Tensor keyPaddingMask,
            boolean needWeights,
            Tensor attnMask,
            boolean useSeparateProjWeight,
            Tensor qProjWeight,
            Tensor kProjWeight,
            Tensor vProjWeight,
            Tensor staticK,
            Tensor staticV,
            boolean averageAttnWeights,
            boolean isCausal) {
        Masks.warnOfMismatch(keyPaddingMask, "key_padding_mask", attnMask, "attn_mask");
        Tensor[] results =
                AttentionCalls.multiHeadAttentionForward(
                        query,
                        key,
                        value,
                        embedDimToCheck,
                        numHeads,
                        inProjWeight,
                        inProjBias,
                        biasK,
                        biasV,
                        addZeroAttn,
                        dropoutP,
                        outProjWeight,
                        outProjBias,
                        training,
                        keyPaddingMask,
                        needWeights,
                        attnMask,
                        useSeparateProjWeight,
                        qProjWeight,
                        kProjWeight,
                        vProjWeight,
                        staticK,
                        staticV,
                        averageAttnWeights,
                        isCausal);
        return new MultiheadAttention.Output(results[0], results[1]);
    }
}
