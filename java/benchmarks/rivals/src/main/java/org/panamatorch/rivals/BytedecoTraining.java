package org.panamatorch.rivals;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;
import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.eye;
import static org.bytedeco.pytorch.global.torch.tensor;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.FlattenImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.MaxPool2dImpl;
import org.bytedeco.pytorch.MaxPool2dOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RNNCellImpl;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.ReLUImpl;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.SequentialImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.TransformerActivation;
import org.bytedeco.pytorch.kReLU;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.function.Supplier;

/** Training steps of the C++ front end's modules; what comes out is the loss. */
record BytedecoTraining(Parameters parameters) {
    private static final double LEARNING_RATE = 1e-3;
    private static final long[] HELLO = {1, 0, 2, 2, 3};
    private static final long[] OHLOL = {3, 1, 2, 3, 2};

    private Workload training(Optimizer optimizer, Supplier<Tensor> forward) {
        return BytedecoSteps.recorded(
                parameters,
                () -> {
                    optimizer.zero_grad();
                    Tensor loss = forward.get();
                    loss.backward();
                    optimizer.step();
                    return loss;
                });
    }

    private static Optimizer sgd(Module module) {
        return new SGD(module.parameters(), new SGDOptions(LEARNING_RATE));
    }

    private static Optimizer adam(Module module, double learningRate) {
        return new Adam(module.parameters(), new AdamOptions(learningRate));
    }

    Workload lstm() {
        var lstm = BytedecoModules.lstmOf(parameters);
        Tensor x = BytedecoModules.input(parameters, "batch", "length", "input");
        return training(sgd(lstm), () -> lstm.forward(x).get0().square().mean());
    }

    Workload encoder() {
        var encoder = BytedecoModules.encoderOf(parameters, new TransformerActivation(new kReLU()));
        Tensor src = BytedecoModules.input(parameters, "length", "batch", "width");
        return training(sgd(encoder), () -> encoder.forward(src).square().mean());
    }

    Workload helloRnnCell() {
        var cell = BytedecoSteps.filled(new RNNCellImpl(4, 4));
        TensorVector steps = eye(4).index_select(0, tensor(HELLO)).view(-1, 1, 4).unbind();
        TensorVector labels = tensor(OHLOL).view(-1, 1).unbind();
        return training(
                adam(cell, 0.01),
                () -> {
                    Tensor hidden = zeros(1, 4);
                    Tensor loss = null;
                    for (int i = 0; i < steps.size(); i++) {
                        hidden = cell.forward(steps.get(i), hidden);
                        Tensor step = cross_entropy(hidden, labels.get(i));
                        loss = loss == null ? step : loss.add(step);
                        hidden.max(1).get1().item_long();
                    }
                    return loss;
                });
    }

    Workload helloEmbedding() {
        var model = new Module();
        var emb = model.register_module("emb", new EmbeddingImpl(4, 10));
        RNNOptions options = new RNNOptions(10, 8);
        options.num_layers().put(2);
        options.batch_first().put(true);
        var rnn = model.register_module("rnn", new RNNImpl(options));
        var fc = model.register_module("fc", new LinearImpl(8, 4));
        BytedecoSteps.filled(model);
        Tensor inputs = tensor(HELLO).view(1, -1);
        Tensor labels = tensor(OHLOL);
        return training(
                adam(model, 0.05),
                () -> {
                    Tensor hidden = zeros(2, inputs.size(0), 8);
                    Tensor states = rnn.forward(emb.forward(inputs), hidden).get0();
                    Tensor outputs = fc.forward(states).view(-1, 4);
                    outputs.max(1).get1().data_ptr_long().get(0);
                    return cross_entropy(outputs, labels);
                });
    }

    Workload charModel() {
        long characters = parameters.get("characters");
        long input = parameters.get("input");
        long width = parameters.get("width");
        var model = new Module();
        var emb = model.register_module("emb", new EmbeddingImpl(characters, input));
        GRUOptions options = new GRUOptions(input, width);
        options.batch_first().put(true);
        var gru = model.register_module("gru", new GRUImpl(options));
        var fc = model.register_module("fc", new LinearImpl(width, characters));
        BytedecoSteps.filled(model);
        long[] sizes = {parameters.get("batch"), parameters.get("length")};
        Tensor x = BytedecoSteps.integers(Numbers.INPUT, characters, sizes);
        Tensor y = BytedecoSteps.integers(Numbers.TARGET, characters, sizes);
        Optimizer optimizer = adam(model, 3e-3);
        return BytedecoSteps.recorded(
                parameters,
                () -> {
                    optimizer.zero_grad();
                    Tensor logits = fc.forward(gru.forward(emb.forward(x)).get0());
                    Tensor loss = cross_entropy(logits.flatten(0, 1), y.flatten());
                    loss.backward();
                    clip_grad_norm_(model.parameters(), 0.5);
                    optimizer.step();
                    return loss;
                });
    }

    private static Conv2dImpl convolution(long in, long out) {
        Conv2dOptions options = new Conv2dOptions(in, out, new LongPointer(3, 3));
        options.padding().put(new LongPointer(1, 1));
        options.bias().put(false);
        return new Conv2dImpl(options);
    }

    private static MaxPool2dImpl pool() {
        return new MaxPool2dImpl(new MaxPool2dOptions(new LongPointer(2, 2)));
    }

    Workload smallCnn() {
        var model = new SequentialImpl();
        model.push_back(convolution(1, 16));
        model.push_back(new BatchNorm2dImpl(new BatchNormOptions(16)));
        model.push_back(new ReLUImpl());
        model.push_back(pool());
        model.push_back(convolution(16, 32));
        model.push_back(new BatchNorm2dImpl(new BatchNormOptions(32)));
        model.push_back(new ReLUImpl());
        model.push_back(pool());
        model.push_back(new FlattenImpl());
        model.push_back(new LinearImpl(32 * 9, 4));
        BytedecoSteps.filled(model);
        long batch = parameters.get("batch");
        Tensor x = BytedecoSteps.numbers(Numbers.INPUT, Numbers.INPUT_SCALE, batch, 1, 12, 12);
        Tensor y = BytedecoSteps.integers(Numbers.TARGET, 4, batch);
        SGDOptions options = new SGDOptions(0.05);
        options.momentum().put(0.9);
        options.weight_decay().put(5e-4);
        return training(
                new SGD(model.parameters(), options), () -> cross_entropy(model.forward(x), y));
    }

    /** Adam alone: the gradients stay what they are. What comes out is the last parameter. */
    Workload adam() {
        if (parameters.is("fused")) {
            return null;
        }
        TensorVector tensors = new TensorVector();
        for (int i = 0; i < parameters.get("tensors"); i++) {
            long elements = parameters.get("elements");
            Tensor tensor = BytedecoSteps.numbers(i, 1, elements).set_requires_grad(true);
            tensor.mutable_grad().put(BytedecoSteps.numbers(Numbers.INPUT + i, 1, elements));
            tensors.push_back(tensor);
        }
        Tensor last = tensors.get(tensors.size() - 1);
        Optimizer adam = new Adam(tensors, new AdamOptions(LEARNING_RATE));
        return BytedecoSteps.recorded(
                parameters,
                () -> {
                    adam.step();
                    return last;
                });
    }
}
