package org.panamatorch.benchmarks.contender;

import org.panamatorch.RecordedStep;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;
import org.panamatorch.nn.BatchNorm2d;
import org.panamatorch.nn.Conv2d;
import org.panamatorch.nn.CrossEntropyLoss;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Flatten;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.GRU;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.MaxPool2d;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.RNNCell;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.TransformerActivation;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.UnaryModule;
import org.panamatorch.nn.utils.ClipGrad;
import org.panamatorch.optim.Adam;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.SGD;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Training steps: forward, backward and an optimizer's step; what comes out is the loss. */
record TrainingWorkloads(Parameters parameters) {
    private static final double LEARNING_RATE = 1e-3;
    private static final long[] HELLO = {1, 0, 2, 2, 3};
    private static final long[] OHLOL = {3, 1, 2, 3, 2};

    private Workload training(List<Tensor> model, Optimizer optimizer, Supplier<Tensor> forward) {
        return training(model, optimizer, () -> List.of(forward.get()), _ -> {});
    }

    /** A step whose forward pass gives the loss and what is read or done before the optimizer's. */
    private Workload training(
            List<Tensor> model,
            Optimizer optimizer,
            Supplier<List<Tensor>> forward,
            Consumer<List<Tensor>> then) {
        Supplier<List<Tensor>> passes = passes(model, optimizer, forward);
        return Steps.recorded(
                parameters,
                () -> {
                    List<Tensor> results = passes.get();
                    then.accept(results);
                    optimizer.step();
                    return results.getFirst();
                });
    }

    private Supplier<List<Tensor>> passes(
            List<Tensor> model, Optimizer optimizer, Supplier<List<Tensor>> forward) {
        if (parameters.is("replayed")) {
            RecordedStep step = RecordedStep.ofAll(model, _ -> forward.get());
            return step::callAll;
        }
        return () -> {
            optimizer.zeroGrad();
            List<Tensor> results = forward.get();
            results.getFirst().backward();
            return results;
        };
    }

    Workload lstm() {
        LSTM lstm = InferenceWorkloads.lstmOf(parameters);
        Tensor x = InferenceWorkloads.input(parameters, "batch", "length", "input");
        return training(
                lstm.parameters(),
                new SGD(lstm.parameters(), LEARNING_RATE),
                () -> lstm.call(x).output().square().mean());
    }

    Workload encoder() {
        TransformerEncoder encoder =
                InferenceWorkloads.encoderOf(parameters, TransformerActivation.RELU);
        Tensor src = InferenceWorkloads.input(parameters, "length", "batch", "width");
        return training(
                encoder.parameters(),
                new SGD(encoder.parameters(), LEARNING_RATE),
                () -> encoder.call(src).square().mean());
    }

    Workload helloRnnCell() {
        RNNCell cell = Steps.filled(new RNNCell(4, 4));
        var criterion = new CrossEntropyLoss();
        var steps =
                Torch.eye(4).indexSelect(0, Torch.tensor(HELLO)).view(-1, 1, 4).stream().toList();
        var labels = Torch.tensor(OHLOL).view(-1, 1).stream().toList();
        return training(
                cell.parameters(),
                new Adam(cell.parameters(), 0.01),
                () -> {
                    List<Tensor> results = new ArrayList<>();
                    Tensor hidden = Torch.zeros(1, 4);
                    Tensor loss = null;
                    for (int i = 0; i < steps.size(); i++) {
                        hidden = cell.call(steps.get(i), hidden);
                        Tensor step = criterion.call(hidden, labels.get(i));
                        loss = loss == null ? step : loss.add(step);
                        results.add(hidden.max(1).indices());
                    }
                    results.addFirst(loss);
                    return results;
                },
                results -> results.stream().skip(1).forEach(Tensor::itemLong));
    }

    private static final class EmbeddingModel extends UnaryModule {
        private final Embedding emb = register("emb", new Embedding(4, 10));
        private final RNN rnn =
                register("rnn", new RNN(10, 8, o -> o.numLayers(2).batchFirst(true)));
        private final Linear fc = register("fc", new Linear(8, 4));

        @Override
        protected Tensor forward(Tensor x) {
            Tensor hidden = Torch.zeros(2, x.size(0), 8);
            return fc.call(rnn.call(emb.call(x), hidden).output()).view(-1, 4);
        }
    }

    Workload helloEmbedding() {
        EmbeddingModel model = Steps.filled(new EmbeddingModel());
        var criterion = new CrossEntropyLoss();
        Tensor inputs = Torch.tensor(new long[][] {HELLO});
        Tensor labels = Torch.tensor(OHLOL);
        return training(
                model.parameters(),
                new Adam(model.parameters(), 0.05),
                () -> {
                    Tensor outputs = model.call(inputs);
                    return List.of(criterion.call(outputs, labels), outputs.max(1).indices());
                },
                results -> results.getLast().toLongArray());
    }

    private static final class CharModel extends UnaryModule {
        private final Embedding emb;
        private final GRU gru;
        private final Linear fc;

        CharModel(Parameters parameters) {
            long characters = parameters.get("characters");
            long input = parameters.get("input");
            long width = parameters.get("width");
            emb = register("emb", new Embedding(characters, input));
            gru = register("gru", new GRU(input, width, o -> o.batchFirst(true)));
            fc = register("fc", new Linear(width, characters));
        }

        @Override
        protected Tensor forward(Tensor x) {
            return fc.call(gru.call(emb.call(x)).output());
        }
    }

    Workload charModel() {
        CharModel model = Steps.filled(new CharModel(parameters));
        long[] sizes = {parameters.get("batch"), parameters.get("length")};
        Tensor x = Steps.integers(Numbers.INPUT, parameters.get("characters"), sizes);
        Tensor y = Steps.integers(Numbers.TARGET, parameters.get("characters"), sizes);
        Adam optimizer = new Adam(model.parameters(), 3e-3);
        return training(
                model.parameters(),
                optimizer,
                () -> List.of(Functional.crossEntropy(model.call(x).flatten(0, 1), y.flatten())),
                _ -> ClipGrad.clipGradNorm_(model.parameters(), 0.5));
    }

    Workload smallCnn() {
        Sequential model =
                Steps.filled(
                        new Sequential(
                                new Conv2d(1, 16, 3, o -> o.padding(1).bias(false)),
                                new BatchNorm2d(16),
                                new ReLU(),
                                new MaxPool2d(2),
                                new Conv2d(16, 32, 3, o -> o.padding(1).bias(false)),
                                new BatchNorm2d(32),
                                new ReLU(),
                                new MaxPool2d(2),
                                new Flatten(),
                                new Linear(32 * 9, 4)));
        long batch = parameters.get("batch");
        Tensor x = Steps.numbers(Numbers.INPUT, Numbers.INPUT_SCALE, batch, 1, 12, 12);
        Tensor y = Steps.integers(Numbers.TARGET, 4, batch);
        var optimizer =
                new SGD(model.parameters(), o -> o.lr(0.05).momentum(0.9).weightDecay(5e-4));
        return training(
                model.parameters(), optimizer, () -> Functional.crossEntropy(model.call(x), y));
    }

    /** Adam alone: the gradients stay what they are. What comes out is the last parameter. */
    Workload adam() {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < parameters.get("tensors"); i++) {
            long elements = parameters.get("elements");
            Tensor tensor = Steps.numbers(i, 1, elements).requiresGrad_();
            tensor.setGrad(Steps.numbers(Numbers.INPUT + i, 1, elements));
            tensors.add(tensor);
        }
        Adam adam =
                parameters.is("fused")
                        ? new Adam(tensors, o -> o.lr(LEARNING_RATE).fused(true))
                        : new Adam(tensors, LEARNING_RATE);
        return Steps.recorded(
                parameters,
                () -> {
                    adam.step();
                    return tensors.getLast();
                });
    }
}
