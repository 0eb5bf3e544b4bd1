package org.panamatorch.interop;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.nn.BinaryModule;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.LayerNorm;
import org.panamatorch.nn.StateDict;
import org.panamatorch.nn.TransformerActivation;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;

/** The encoder of all-MiniLM-L6-v2: of token ids and a mask it makes an embedding a sentence. */
final class MiniLm extends BinaryModule {
    static final int WORDS = 30_522;
    static final int POSITIONS = 512;
    private static final int TYPES = 2;
    private static final int SIZE = 384;
    private static final int LAYERS = 6;
    private static final int HEADS = 12;
    private static final int INNER = 1536;
    private static final double EPSILON = 1e-12;

    private final Embedding words = register("words", new Embedding(WORDS, SIZE));
    private final Embedding positions = register("positions", new Embedding(POSITIONS, SIZE));
    private final Embedding types = register("types", new Embedding(TYPES, SIZE));
    private final LayerNorm norm = register("norm", new LayerNorm(SIZE, o -> o.eps(EPSILON)));
    private final TransformerEncoder encoder =
            register(
                    "encoder",
                    new TransformerEncoder(
                            new TransformerEncoderLayer(
                                    SIZE,
                                    HEADS,
                                    o ->
                                            o.dimFeedforward(INNER)
                                                    .activation(TransformerActivation.GELU)
                                                    .layerNormEps(EPSILON)
                                                    .batchFirst(true)),
                            LAYERS));

    /** The embeddings, of length 1, of token ids and a mask that is 1 where there is a token. */
    @Override
    protected Tensor forward(Tensor ids, Tensor mask) {
        return embeddings(tokens(ids, mask), mask);
    }

    /** The encoder's output for each token. */
    Tensor tokens(Tensor ids, Tensor mask) {
        Tensor place = Torch.arange(ids.size(1));
        Tensor embedded =
                words.call(ids).add(types.call(Torch.zerosLike(ids))).add(positions.call(place));
        return encoder.call(norm.call(embedded), o -> o.srcKeyPaddingMask(mask.eq(0)));
    }

    /** The mean of what the encoder gives for a sentence's tokens, brought to length 1. */
    static Tensor embeddings(Tensor tokens, Tensor mask) {
        Tensor isToken = mask.unsqueeze(-1);
        return Functional.normalize(tokens.mul(isToken).sum(1).div(isToken.sum(1)));
    }

    /**
     * Takes the weights of the ONNX model over. Its products have their matrices under numbers, in
     * the order of the computation, and the other way round than {@code Linear}.
     */
    void load(SequencedMap<String, Tensor> initializers) {
        Queue<Tensor> matrices = new ArrayDeque<>();
        initializers.forEach(
                (name, tensor) -> {
                    if (name.startsWith("onnx::MatMul")) {
                        matrices.add(tensor.t());
                    }
                });
        StateDict state = new StateDict();
        state.put("words.weight", initializers.get("embeddings.word_embeddings.weight"));
        state.put("positions.weight", initializers.get("embeddings.position_embeddings.weight"));
        state.put("types.weight", initializers.get("embeddings.token_type_embeddings.weight"));
        state.put("norm.weight", initializers.get("embeddings.LayerNorm.weight"));
        state.put("norm.bias", initializers.get("embeddings.LayerNorm.bias"));
        for (int i = 0; i < LAYERS; i++) {
            String to = "encoder.layers." + i + ".";
            String from = "encoder.layer." + i + ".";
            state.put(
                    to + "self_attn.in_proj_weight",
                    Torch.cat(matrices.remove(), matrices.remove(), matrices.remove()));
            state.put(
                    to + "self_attn.in_proj_bias",
                    Torch.cat(
                            initializers.get(from + "attention.self.query.bias"),
                            initializers.get(from + "attention.self.key.bias"),
                            initializers.get(from + "attention.self.value.bias")));
            state.put(to + "self_attn.out_proj.weight", matrices.remove());
            state.put(to + "linear1.weight", matrices.remove());
            state.put(to + "linear2.weight", matrices.remove());
            Map.of(
                            "self_attn.out_proj.bias", "attention.output.dense.bias",
                            "linear1.bias", "intermediate.dense.bias",
                            "linear2.bias", "output.dense.bias",
                            "norm1.weight", "attention.output.LayerNorm.weight",
                            "norm1.bias", "attention.output.LayerNorm.bias",
                            "norm2.weight", "output.LayerNorm.weight",
                            "norm2.bias", "output.LayerNorm.bias")
                    .forEach(
                            (ours, theirs) ->
                                    state.put(to + ours, initializers.get(from + theirs)));
        }
        loadStateDict(state);
    }
}
