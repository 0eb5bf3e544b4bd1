package org.panamatorch.internal.nn.attention;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.library.PtNn;
import org.panamatorch.internal.nn.Masks;
import org.panamatorch.internal.nn.attention.AttentionSpecs.MultiheadAttentionForwardFuncSpec;
import org.panamatorch.internal.nn.attention.AttentionSpecs.ScaledDotProductAttentionFuncSpec;
import org.panamatorch.nn.MultiheadAttention;

/** Attention. */
@Facade("org.panamatorch.nn.Functional")
public final class Attentions {
    private Attentions() {}

    /**
     * Means of the values, weighted by the softmax of the scaled products of queries and keys.
     *
     * <p>Shapes: query (N, *, L, E), key (N, *, S, E), value (N, *, S, Eᵥ), output (N, *, L, Eᵥ).
     *
     * @param query the queries
     * @param key the keys
     * @param value the values
     * @return the means
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or there is a mask
     *     beside a causal one
     */
    public static Tensor scaledDotProductAttention(
            Tensor query, Tensor key, Tensor value, ScaledDotProductAttentionFuncSpec options) {
        return AtenS.scaled_dot_product_attention(
                query,
                key,
                value,
                options.attnMask(),
                options.dropoutP(),
                options.isCausal(),
                options.scale(),
                options.enableGqa());
    }

    /**
     * Attention with several heads: what {@link org.panamatorch.nn.MultiheadAttention} computes,
     * with weights that are given. One tensor object given as query, key and value is
     * self-attention.
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
     * @return output, (L, N, E) or (L, E), and weights, as of {@link
     *     org.panamatorch.nn.MultiheadAttention}
     * @throws org.panamatorch.TorchException if shapes, dtypes or arguments do not fit
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
            MultiheadAttentionForwardFuncSpec options) {
        Masks.warnOfMismatch(
                options.keyPaddingMask(), "key_padding_mask", options.attnMask(), "attn_mask");
        Tensor[] results =
                PtNn.multi_head_attention_forward(
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
                        options.training(),
                        options.keyPaddingMask(),
                        options.needWeights(),
                        options.attnMask(),
                        options.useSeparateProjWeight(),
                        options.qProjWeight(),
                        options.kProjWeight(),
                        options.vProjWeight(),
                        options.staticK(),
                        options.staticV(),
                        options.averageAttnWeights(),
                        options.isCausal());
        return new MultiheadAttention.Output(results[0], results[1]);
    }
}
