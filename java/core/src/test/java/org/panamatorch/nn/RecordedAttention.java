package org.panamatorch.nn;

import static org.panamatorch.nn.Functional.multiHeadAttentionForward;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.RecordedFunctions.Call;

import java.util.Map;
import java.util.function.Supplier;

/** The calls of attention in {@code scripts/python/function_cases.py}, by the same names. */
final class RecordedAttention {
    static final Map<String, Supplier<Call>> CALLS =
            Map.of(
                    "multi_head_attention_forward", RecordedAttention::ofItself,
                    "multi_head_attention_forward weights", RecordedAttention::weightsOfItself,
                    "multi_head_attention_forward causal", RecordedAttention::causal,
                    "multi_head_attention_forward memory", RecordedAttention::ofMemory,
                    "multi_head_attention_forward separate", () -> separate(true),
                    "multi_head_attention_forward separate fast", () -> separate(false),
                    "multi_head_attention_forward static", RecordedAttention::toStaticKeys);

    private RecordedAttention() {}

    private static Tensor randn(long... size) {
        return Torch.randn(size).requiresGrad_();
    }

    private static Call ofItself() {
        Tensor x = randn(5, 2, 8);
        Tensor weight = randn(24, 8);
        Tensor bias = randn(24);
        Tensor last = randn(8, 8);
        MultiheadAttention.Output out =
                multiHeadAttentionForward(
                        x, x, x, 8, 2, weight, bias, null, null, false, 0.25, last, null);
        return new Call(out.output(), x, weight, bias, last);
    }

    private static Call weightsOfItself() {
        Tensor x = randn(5, 2, 8);
        Tensor weight = randn(24, 8);
        Tensor bias = randn(24);
        Tensor last = randn(8, 8);
        MultiheadAttention.Output out =
                multiHeadAttentionForward(
                        x,
                        x,
                        x,
                        8,
                        2,
                        weight,
                        bias,
                        null,
                        null,
                        false,
                        0.25,
                        last,
                        null,
                        o -> o.training(false).averageAttnWeights(false));
        return new Call(out.weights(), x, weight, bias, last);
    }

    private static Call causal() {
        Tensor x = randn(5, 2, 8);
        Tensor weight = randn(24, 8);
        Tensor bias = randn(24);
        Tensor last = randn(8, 8);
        Tensor mask = Torch.ones(5, 5).triu(1).to(DType.BOOL);
        MultiheadAttention.Output out =
                multiHeadAttentionForward(
                        x,
                        x,
                        x,
                        8,
                        2,
                        weight,
                        bias,
                        null,
                        null,
                        false,
                        0.25,
                        last,
                        null,
                        o -> o.training(false).needWeights(false).attnMask(mask).isCausal(true));
        return new Call(out.output(), x, weight, bias, last);
    }

    private static Call ofMemory() {
        Tensor x = randn(5, 2, 8);
        Tensor memory = randn(6, 2, 8);
        Tensor weight = randn(24, 8);
        Tensor last = randn(8, 8);
        Tensor lastBias = randn(8);
        Tensor padding = Torch.arange(12).view(2, 6).ge(10);
        MultiheadAttention.Output out =
                multiHeadAttentionForward(
                        x,
                        memory,
                        memory,
                        8,
                        4,
                        weight,
                        null,
                        null,
                        null,
                        true,
                        0,
                        last,
                        lastBias,
                        o -> o.keyPaddingMask(padding).averageAttnWeights(false));
        return new Call(out.output().add(out.weights().sum()), x, memory, weight, last, lastBias);
    }

    private static Call separate(boolean needWeights) {
        Tensor query = randn(5, 2, 8);
        Tensor key = randn(6, 2, 4);
        Tensor value = randn(6, 2, 10);
        Tensor q = randn(8, 8);
        Tensor k = randn(8, 4);
        Tensor v = randn(8, 10);
        Tensor bias = randn(24);
        Tensor biasK = randn(1, 1, 8);
        Tensor biasV = randn(1, 1, 8);
        Tensor last = randn(8, 8);
        Tensor lastBias = randn(8);
        Tensor padding = Torch.tensor(new float[] {0, 0.5f}).unsqueeze(1).expand(2, 6);
        Tensor mask = Torch.linspace(-1, 1, 30).reshape(5, 6);
        MultiheadAttention.Output out =
                multiHeadAttentionForward(
                        query,
                        key,
                        value,
                        8,
                        2,
                        null,
                        bias,
                        biasK,
                        biasV,
                        true,
                        0.5,
                        last,
                        lastBias,
                        o ->
                                o.training(false)
                                        .keyPaddingMask(padding)
                                        .needWeights(needWeights)
                                        .attnMask(mask)
                                        .useSeparateProjWeight(true)
                                        .qProjWeight(q)
                                        .kProjWeight(k)
                                        .vProjWeight(v));
        return new Call(
                out.output(), query, key, value, q, k, v, bias, biasK, biasV, last, lastBias);
    }

    private static Call toStaticKeys() {
        Tensor x = randn(5, 8);
        Tensor weight = randn(24, 8);
        Tensor last = randn(8, 8);
        Tensor staticK = randn(2, 7, 4);
        Tensor staticV = randn(2, 7, 4);
        MultiheadAttention.Output out =
                multiHeadAttentionForward(
                        x,
                        x,
                        x,
                        8,
                        2,
                        weight,
                        null,
                        null,
                        null,
                        false,
                        0,
                        last,
                        null,
                        o -> o.staticK(staticK).staticV(staticV));
        return new Call(out.output().mul(out.weights().mean()), x, last, staticK, staticV);
    }
}
