package org.panamatorch.nativeparity;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.nn.CrossEntropyLoss;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.RNNCell;
import org.panamatorch.optim.Adam;
import org.panamatorch.support.OneThread;

import java.util.List;

/** The hello programs' training, printed value by value as native/parity/main.cpp prints it. */
final class HelloTraining {
    private static final int INPUT_SIZE = 4;
    private static final long[] HELLO = {1, 0, 2, 2, 3};
    private static final long[] OHLOL = {3, 1, 2, 3, 2};

    /** A model with its data. */
    abstract static sealed class Model extends Module
            permits RnnCellModel, RnnModel, EmbeddingModel {
        final CrossEntropyLoss criterion = new CrossEntropyLoss();
        final int epochs;
        final double learningRate;

        Model(int epochs, double learningRate) {
            this.epochs = epochs;
            this.learningRate = learningRate;
        }

        abstract Tensor loss();

        static Model of(String program) {
            return switch (program) {
                case "hello_rnncell" -> new RnnCellModel();
                case "hello_rnn" -> new RnnModel();
                case "hello_embedding" -> new EmbeddingModel();
                default -> throw new IllegalArgumentException(program);
            };
        }
    }

    private static final class RnnCellModel extends Model {
        private final RNNCell rnncell = register("rnncell", new RNNCell(INPUT_SIZE, INPUT_SIZE));
        private final List<Tensor> inputs = oneHot().stream().toList();
        private final List<Tensor> labels = Torch.tensor(OHLOL).view(-1, 1).stream().toList();

        RnnCellModel() {
            super(60, 0.01);
        }

        @Override
        Tensor loss() {
            Tensor hidden = Torch.zeros(1, INPUT_SIZE);
            Tensor loss = null;
            for (int i = 0; i < inputs.size(); i++) {
                hidden = rnncell.call(inputs.get(i), hidden);
                Tensor step = criterion.call(hidden, labels.get(i));
                loss = loss == null ? step : loss.add(step);
            }
            return loss;
        }
    }

    private static final class RnnModel extends Model {
        private final RNN rnn = register("rnn", new RNN(INPUT_SIZE, INPUT_SIZE));
        private final Tensor inputs = oneHot();
        private final Tensor labels = Torch.tensor(OHLOL);

        RnnModel() {
            super(15, 0.5);
        }

        @Override
        Tensor loss() {
            Tensor output = rnn.call(inputs, Torch.zeros(1, 1, INPUT_SIZE)).output();
            return criterion.call(output.view(-1, INPUT_SIZE), labels);
        }
    }

    private static final class EmbeddingModel extends Model {
        private final Embedding emb = register("emb", new Embedding(INPUT_SIZE, 10));
        private final RNN rnn =
                register("rnn", new RNN(10, 8, o -> o.numLayers(2).batchFirst(true)));
        private final Linear fc = register("fc", new Linear(8, INPUT_SIZE));
        private final Tensor inputs = Torch.tensor(new long[][] {HELLO});
        private final Tensor labels = Torch.tensor(OHLOL);

        EmbeddingModel() {
            super(15, 0.05);
        }

        @Override
        Tensor loss() {
            Tensor states = rnn.call(emb.call(inputs), Torch.zeros(2, 1, 8)).output();
            return criterion.call(fc.call(states).view(-1, INPUT_SIZE), labels);
        }
    }

    private HelloTraining() {}

    private static Tensor oneHot() {
        return Torch.eye(INPUT_SIZE).indexSelect(0, Torch.tensor(HELLO)).view(-1, 1, INPUT_SIZE);
    }

    /** Trains a model and returns what it went through. */
    static String values(String program, long seed) {
        Torch.manualSeed(seed);
        StringBuilder text = new StringBuilder();
        Model model = Model.of(program);
        try (OneThread _ = new OneThread();
                Adam adam = new Adam(model.parameters(), model.learningRate)) {
            append(text, 0, model);
            for (int epoch = 1; epoch <= model.epochs; epoch++) {
                try (TensorScope _ = new TensorScope()) {
                    adam.zeroGrad();
                    Tensor loss = model.loss();
                    loss.backward();
                    adam.step();
                    append(text, epoch, "loss", loss);
                    int now = epoch;
                    model.namedParameters()
                            .forEach(
                                    (name, tensor) ->
                                            append(text, now, "grad " + name, tensor.grad()));
                    append(text, epoch, model);
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int epoch, Model model) {
        model.namedParameters().forEach((name, tensor) -> append(text, epoch, name, tensor));
    }

    private static void append(StringBuilder text, int epoch, String name, Tensor tensor) {
        text.append("epoch ").append(epoch).append(' ').append(name);
        for (float value : tensor.toFloatArray()) {
            text.append(' ').append(Double.toHexString(value));
        }
        text.append('\n');
    }
}
