package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.function.Supplier;

/** The recurrent variants. */
@Command(
        name = "recurrent_models",
        description =
                "The recurrent variants: LSTM, GRU, bidirectional LSTM and GRU, each run forward"
                        + " and trained for five steps.",
        mixinStandardHelpOptions = true)
final class RecurrentModels implements Runnable {
    private static final int SEQ_LEN = 6;
    private static final int BATCH_SIZE = 3;
    private static final int INPUT_SIZE = 5;
    private static final int HIDDEN_SIZE = 4;
    private static final int NUM_LAYERS = 2;
    private static final int DIRECTIONS = 2;

    private static final List<Supplier<Model>> KINDS =
            List.of(
                    LSTMModel::new,
                    GRUModel::new,
                    BidirectionalLSTMModel::new,
                    BidirectionalGRUModel::new);

    @Mixin private SeedOption seed;

    private abstract static sealed class Model extends UnaryModule {
        static Tensor zeros(Tensor input, long states) {
            return Torch.zeros(states, input.size(1), HIDDEN_SIZE);
        }
    }

    private static final class LSTMModel extends Model {
        private final LSTM lstm =
                register("lstm", new LSTM(INPUT_SIZE, HIDDEN_SIZE, o -> o.numLayers(NUM_LAYERS)));

        @Override
        protected Tensor forward(Tensor input) {
            Tensor h0 = zeros(input, NUM_LAYERS);
            Tensor c0 = zeros(input, NUM_LAYERS);
            return lstm.call(input, h0, c0).output().view(-1, HIDDEN_SIZE);
        }
    }

    private static final class GRUModel extends Model {
        private final GRU gru =
                register("gru", new GRU(INPUT_SIZE, HIDDEN_SIZE, o -> o.numLayers(NUM_LAYERS)));

        @Override
        protected Tensor forward(Tensor input) {
            return gru.call(input, zeros(input, NUM_LAYERS)).output().view(-1, HIDDEN_SIZE);
        }
    }

    private static final class BidirectionalLSTMModel extends Model {
        private final LSTM lstm =
                register(
                        "lstm",
                        new LSTM(
                                INPUT_SIZE,
                                HIDDEN_SIZE,
                                o -> o.numLayers(NUM_LAYERS).bidirectional(true)));

        @Override
        protected Tensor forward(Tensor input) {
            Tensor h0 = zeros(input, NUM_LAYERS * DIRECTIONS);
            Tensor c0 = zeros(input, NUM_LAYERS * DIRECTIONS);
            return lstm.call(input, h0, c0).output().view(-1, HIDDEN_SIZE * DIRECTIONS);
        }
    }

    private static final class BidirectionalGRUModel extends Model {
        private final GRU gru =
                register(
                        "gru",
                        new GRU(
                                INPUT_SIZE,
                                HIDDEN_SIZE,
                                o -> o.numLayers(NUM_LAYERS).bidirectional(true)));

        @Override
        protected Tensor forward(Tensor input) {
            Tensor h0 = zeros(input, NUM_LAYERS * DIRECTIONS);
            return gru.call(input, h0).output().view(-1, HIDDEN_SIZE * DIRECTIONS);
        }
    }

    @Override
    public void run() {
        seed.start();
        for (Supplier<Model> kind : KINDS) {
            try (var _ = new TensorScope()) {
                train(kind.get());
            }
        }
    }

    private static void train(Model model) {
        System.out.println(model);
        Tensor input = Torch.randn(SEQ_LEN, BATCH_SIZE, INPUT_SIZE);
        Tensor out = model.call(input);
        Tensor target = Torch.randn(out.sizes());
        System.out.println(out.shape());
        System.out.println(out);
        Adam optimizer = new Adam(model.parameters(), 0.01);
        Training.steps(optimizer, () -> Functional.mseLoss(model.call(input), target));
    }
}
