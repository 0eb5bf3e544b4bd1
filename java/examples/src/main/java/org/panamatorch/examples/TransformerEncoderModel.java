package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Transformer encoder with positional encoding. */
@Command(
        name = "transformer_encoder",
        description =
                "A Transformer encoder built of a ModuleList of nn.TransformerEncoderLayer, with"
                        + " positional encoding, trained a few steps.",
        mixinStandardHelpOptions = true)
final class TransformerEncoderModel implements Runnable {
    private static final int SEQ_LEN = 7;
    private static final int BATCH_SIZE = 3;
    private static final int INPUT_SIZE = 5;
    private static final int HIDDEN_SIZE = 8;
    private static final int NUM_HEADS = 2;
    private static final int NUM_LAYERS = 2;
    private static final int DIM_FEEDFORWARD = 16;

    @Mixin private SeedOption seed;

    private static final class PositionalEncoding extends UnaryModule {
        private static final int MAX_LEN = 64;
        private static final double BASE = 10_000.0;

        private final Tensor pe;

        PositionalEncoding(int dModel) {
            Tensor position = Torch.arange(MAX_LEN).unsqueeze(1);
            Tensor divTerm = Torch.arange(0, dModel, 2).mul(-Math.log(BASE) / dModel).exp();
            Tensor table = Torch.zeros(MAX_LEN, 1, dModel);
            table.setAt(position.mul(divTerm).sin(), Index.all(), Index.at(0), Index.from(0).by(2));
            table.setAt(position.mul(divTerm).cos(), Index.all(), Index.at(0), Index.from(1).by(2));
            pe = registerBuffer("pe", table);
        }

        @Override
        protected Tensor forward(Tensor x) {
            return x.add(pe.index(Index.to(x.size(0))));
        }
    }

    private static final class TransformerEncoder extends UnaryModule {
        private final ModuleList<TransformerEncoderLayer> layers =
                register("layers", new ModuleList<>(newLayers()));
        private final Linear embedding = register("embedding", new Linear(INPUT_SIZE, HIDDEN_SIZE));
        private final PositionalEncoding position =
                register("position", new PositionalEncoding(HIDDEN_SIZE));

        private static List<TransformerEncoderLayer> newLayers() {
            List<TransformerEncoderLayer> layers = new ArrayList<>();
            for (int i = 0; i < NUM_LAYERS; i++) {
                layers.add(new TransformerEncoderLayer(HIDDEN_SIZE, NUM_HEADS));
            }
            return layers;
        }

        @Override
        protected Tensor forward(Tensor src) {
            Tensor out = position.call(embedding.call(src));
            for (TransformerEncoderLayer layer : layers) {
                out = layer.call(out);
            }
            return out;
        }
    }

    @Override
    public void run() {
        seed.start();
        try (var _ = new TensorScope()) {
            train();
        }
        try (var _ = new TensorScope()) {
            showStack();
        }
    }

    private static void train() {
        TransformerEncoder model = new TransformerEncoder();
        System.out.println(model);
        System.out.println(
                model.parameters().stream().mapToLong(Tensor::numel).sum() + " parameters");
        System.out.println(
                model.stateDict().keySet().stream()
                        .collect(Collectors.joining("', '", "['", "']")));
        Tensor src = Torch.randn(SEQ_LEN, BATCH_SIZE, INPUT_SIZE);
        Tensor target = Torch.randn(SEQ_LEN, BATCH_SIZE, HIDDEN_SIZE);
        Adam optimizer = new Adam(model.parameters(), 0.001);
        Training.steps(optimizer, () -> Functional.mseLoss(model.call(src), target));
        model.eval();
        try (var _ = Torch.noGrad()) {
            System.out.println(model.call(src));
        }
    }

    private static void showStack() {
        TransformerEncoderLayer layer =
                new TransformerEncoderLayer(
                        HIDDEN_SIZE,
                        NUM_HEADS,
                        o ->
                                o.dimFeedforward(DIM_FEEDFORWARD)
                                        .dropout(0)
                                        .activation(TransformerActivation.GELU)
                                        .batchFirst(true)
                                        .normFirst(true));
        var stack =
                new org.panamatorch.nn.TransformerEncoder(
                        layer, NUM_LAYERS, o -> o.enableNestedTensor(false));
        Tensor causal = Transformer.generateSquareSubsequentMask(SEQ_LEN);
        System.out.println(stack);
        System.out.println(
                stack.call(
                        Torch.randn(BATCH_SIZE, SEQ_LEN, HIDDEN_SIZE),
                        o -> o.mask(causal).isCausal(true)));
    }
}
