package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.nn.Functional.multiHeadAttentionForward;

import org.junit.jupiter.api.Test;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;

/** Wrong arguments of {@code multi_head_attention_forward}, with Python's texts. */
@NoLeaks
class AttentionMisuseTest {
    private long embedDim = 8;
    private long numHeads = 2;
    private long[] weightSize = {24, 8};
    private long[] biasSize = {24};
    private boolean hasBiasK;
    private boolean hasBiasV;
    private boolean isSeparate;
    private long[] querySize = {8, 8};
    private long[] staticSize;

    private static Tensor ones(long... sizes) {
        return sizes == null ? null : Torch.ones(sizes);
    }

    private void assertRefused(String text) {
        try (var _ = new TensorScope()) {
            Tensor x = ones(5, 2, 8);
            Tensor one = ones(1, 1, 8);
            Tensor q = isSeparate ? ones(querySize) : null;
            Tensor other = isSeparate ? ones(8, 8) : null;
            assertThatThrownBy(
                            () ->
                                    multiHeadAttentionForward(
                                            x,
                                            x,
                                            x,
                                            embedDim,
                                            numHeads,
                                            ones(weightSize),
                                            ones(biasSize),
                                            hasBiasK ? one : null,
                                            hasBiasV ? one : null,
                                            false,
                                            0,
                                            ones(8, 8),
                                            null,
                                            o ->
                                                    o.useSeparateProjWeight(isSeparate)
                                                            .qProjWeight(q)
                                                            .kProjWeight(other)
                                                            .vProjWeight(other)
                                                            .staticK(ones(staticSize))))
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining(text)
                    .hasMessageContaining("in multi_head_attention_forward(query=float32[5, 2, 8]");
        }
    }

    @Test
    void otherEmbeddingDimension_isRefused() {
        embedDim = 6;
        assertRefused("was expecting embedding dimension of 6, but got 8");
    }

    @Test
    void headsThatDoNotDivide_areRefused() {
        numHeads = 3;
        assertRefused("embed_dim 8 not divisible by num_heads 3");
    }

    @Test
    void noHeads_areRefused() {
        numHeads = 0;
        assertRefused("integer division or modulo by zero");
    }

    @Test
    void missingWeight_isRefused() {
        weightSize = null;
        assertRefused("use_separate_proj_weight is False but in_proj_weight is None");
    }

    @Test
    void biasOfTwoParts_isRefused() {
        isSeparate = true;
        biasSize = new long[] {2};
        assertRefused("not enough values to unpack (expected 3, got 2)");
    }

    @Test
    void missingSeparateWeight_isRefused() {
        isSeparate = true;
        querySize = null;
        assertRefused("use_separate_proj_weight is True but q_proj_weight is None");
    }

    @Test
    void separateWeightOfAnotherSize_isRefused() {
        isSeparate = true;
        querySize = new long[] {8, 7};
        assertRefused("expecting query weights shape of (8, 8), but got torch.Size([8, 7])");
    }

    @Test
    void shortBias_isRefused() {
        isSeparate = true;
        biasSize = new long[] {12};
        assertRefused("expecting query bias shape of (8,), but got torch.Size([4])");
    }

    @Test
    void biasOfKeysAlone_isRefused() {
        hasBiasK = true;
        assertRefused("bias_k is set but bias_v is None");
    }

    @Test
    void biasOfValuesAlone_isRefused() {
        hasBiasV = true;
        assertRefused("bias_v is set but bias_k is None");
    }

    @Test
    void biasOfStaticKeys_isRefused() {
        hasBiasK = true;
        hasBiasV = true;
        staticSize = new long[] {4, 7, 4};
        assertRefused("bias cannot be added to static key.");
    }

    @Test
    void staticKeysOfAnotherBatch_areRefused() {
        staticSize = new long[] {3, 7, 4};
        assertRefused("expecting static_k.size(0) of 4, but got 3");
    }

    @Test
    void staticKeysOfOtherFeatures_areRefused() {
        staticSize = new long[] {4, 7, 5};
        assertRefused("expecting static_k.size(2) of 4, but got 5");
    }
}
