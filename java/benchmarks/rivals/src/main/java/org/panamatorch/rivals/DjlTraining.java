package org.panamatorch.rivals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.function.Supplier;

/** Training steps; what comes out is the loss. */
record DjlTraining(Parameters parameters) {
    private static final float LEARNING_RATE = 1e-3f;
    private static final long[] HELLO = {1, 0, 2, 2, 3};
    private static final long[] OHLOL = {3, 1, 2, 3, 2};

    /** A step of an optimizer after a loss, with gradients clipped where a norm is given. */
    private static Workload training(
            NDList weights, Optimizer optimizer, double clippedAt, Supplier<NDArray> loss) {
        return DjlSteps.withState(
                () -> {
                    NDArray result;
                    // It sets the gradients to zero.
                    try (var collector = Engine.getInstance().newGradientCollector()) {
                        result = loss.get();
                        collector.backward(result);
                    }
                    double factor = clippedAt == 0 ? 1 : clippedAt / norm(weights);
                    for (int i = 0; i < weights.size(); i++) {
                        NDArray gradient = weights.get(i).getGradient();
                        NDArray clipped = factor < 1 ? gradient.mul(factor) : gradient;
                        optimizer.update(Integer.toString(i), weights.get(i), clipped);
                    }
                    return result;
                });
    }

    private static Workload training(NDList weights, Optimizer optimizer, Supplier<NDArray> loss) {
        return training(weights, optimizer, 0, loss);
    }

    /** As torch.nn.utils.clip_grad_norm_ has it, which the library has not. */
    private static double norm(NDList weights) {
        double squares = 0;
        for (NDArray weight : weights) {
            squares += weight.getGradient().square().sum().getFloat();
        }
        return Math.sqrt(squares) + 1e-6;
    }

    private static Optimizer sgd() {
        return Optimizer.sgd().setLearningRateTracker(Tracker.fixed(LEARNING_RATE)).build();
    }

    private static Optimizer adamOf(float learningRate) {
        return Optimizer.adam().optLearningRateTracker(Tracker.fixed(learningRate)).build();
    }

    private static NDArray crossEntropy(NDArray logits, NDArray labels) {
        return Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(logits));
    }

    Workload lstm() {
        var weights = new DjlNetworks.Weights(true);
        var lstm = DjlNetworks.lstmOf(parameters, weights);
        NDArray x = DjlNetworks.input(parameters, "batch", "length", "input");
        return training(weights.all, sgd(), () -> lstm.apply(x).square().mean());
    }

    Workload encoder() {
        var weights = new DjlNetworks.Weights(true);
        var encoder = DjlNetworks.encoderOf(parameters, weights, Activation::relu);
        NDArray src = DjlNetworks.input(parameters, "length", "batch", "width");
        return training(
                weights.all, sgd(), () -> encoder.apply(src.swapAxes(0, 1)).square().mean());
    }

    Workload helloRnnCell() {
        var weights = new DjlNetworks.Weights(true);
        NDArray weightIh = weights.next(4, 4);
        NDArray weightHh = weights.next(4, 4);
        NDArray biasIh = weights.next(4);
        NDArray biasHh = weights.next(4);
        NDArray oneHot = DjlSteps.MANAGER.eye(4).get(DjlSteps.MANAGER.create(HELLO));
        NDList steps = oneHot.reshape(5, 1, 4).split(5);
        NDList labels = DjlSteps.MANAGER.create(OHLOL).split(5);
        return training(
                weights.all,
                adamOf(0.01f),
                () -> {
                    NDArray hidden = DjlSteps.MANAGER.zeros(new Shape(1, 4));
                    NDArray loss = null;
                    for (int i = 0; i < 5; i++) {
                        NDArray x = steps.get(i).reshape(1, 4);
                        hidden =
                                DjlNetworks.linear(x, weightIh, biasIh)
                                        .add(DjlNetworks.linear(hidden, weightHh, biasHh))
                                        .tanh();
                        NDArray step = crossEntropy(hidden, labels.get(i));
                        loss = loss == null ? step : loss.add(step);
                        hidden.argMax(1).getLong();
                    }
                    return loss;
                });
    }

    Workload helloEmbedding() {
        var weights = new DjlNetworks.Weights(true);
        NDArray table = weights.next(4, 10);
        NDList rnn = new NDList();
        for (int i = 0; i < 2; i++) {
            rnn.add(weights.next(8, i == 0 ? 10 : 8));
            rnn.add(weights.next(8, 8));
            rnn.add(weights.next(8));
            rnn.add(weights.next(8));
        }
        NDArray weight = weights.next(4, 8);
        NDArray bias = weights.next(4);
        NDArray inputs = DjlSteps.MANAGER.create(HELLO).reshape(1, 5);
        NDArray labels = DjlSteps.MANAGER.create(OHLOL);
        return training(
                weights.all,
                adamOf(0.05f),
                () -> {
                    NDArray hidden = DjlSteps.MANAGER.zeros(new Shape(2, 1, 8));
                    NDArray x = DjlNetworks.embedded(inputs, table);
                    NDArray states =
                            x.getNDArrayInternal()
                                    .rnn(
                                            x,
                                            hidden,
                                            rnn,
                                            true,
                                            2,
                                            RNN.Activation.TANH,
                                            0,
                                            true,
                                            false,
                                            true)
                                    .getFirst();
                    NDArray outputs = DjlNetworks.linear(states, weight, bias).reshape(-1, 4);
                    outputs.argMax(1).toLongArray();
                    return crossEntropy(outputs, labels);
                });
    }

    Workload charModel() {
        long characters = parameters.get("characters");
        long input = parameters.get("input");
        long width = parameters.get("width");
        long batch = parameters.get("batch");
        var weights = new DjlNetworks.Weights(true);
        NDArray table = weights.next(characters, input);
        NDList gru =
                new NDList(
                        weights.next(3 * width, input),
                        weights.next(3 * width, width),
                        weights.next(3 * width),
                        weights.next(3 * width));
        NDArray weight = weights.next(characters, width);
        NDArray bias = weights.next(characters);
        NDArray x = DjlSteps.integers(Numbers.INPUT, characters, batch, parameters.get("length"));
        NDArray y = DjlSteps.integers(Numbers.TARGET, characters, batch, parameters.get("length"));
        return training(
                weights.all,
                adamOf(3e-3f),
                0.5,
                () -> {
                    NDArray hidden = DjlSteps.MANAGER.zeros(new Shape(1, batch, width));
                    NDArray text = DjlNetworks.embedded(x, table);
                    NDArray states =
                            text.getNDArrayInternal()
                                    .gru(text, hidden, gru, true, 1, 0, true, false, true)
                                    .getFirst();
                    NDArray logits = DjlNetworks.linear(states, weight, bias);
                    return crossEntropy(logits.reshape(-1, characters), y.flatten());
                });
    }

    private static NDArray features(NDArray x, NDArray kernel, NDList norm, NDList statistics) {
        Shape one = new Shape(1, 1);
        Shape two = new Shape(2, 2);
        NDArray convolved = Conv2d.conv2d(x, kernel, null, one, one).singletonOrThrow();
        NDArray normal =
                BatchNorm.batchNorm(
                                convolved,
                                statistics.get(0),
                                statistics.get(1),
                                norm.get(0),
                                norm.get(1),
                                1,
                                0.1f,
                                1e-5f,
                                true)
                        .singletonOrThrow();
        return Pool.maxPool2d(Activation.relu(normal), two, two, new Shape(0, 0), false);
    }

    private static NDList statistics(long channels) {
        Shape shape = new Shape(channels);
        return new NDList(DjlSteps.MANAGER.zeros(shape), DjlSteps.MANAGER.ones(shape));
    }

    Workload smallCnn() {
        var weights = new DjlNetworks.Weights(true);
        NDArray firstKernel = weights.next(16, 1, 3, 3);
        NDList firstNorm = new NDList(weights.next(16), weights.next(16));
        NDArray secondKernel = weights.next(32, 16, 3, 3);
        NDList secondNorm = new NDList(weights.next(32), weights.next(32));
        NDArray weight = weights.next(4, 32 * 9);
        NDArray bias = weights.next(4);
        NDList firstStatistics = statistics(16);
        NDList secondStatistics = statistics(32);
        long batch = parameters.get("batch");
        NDArray x = DjlSteps.numbers(Numbers.INPUT, Numbers.INPUT_SCALE, batch, 1, 12, 12);
        NDArray y = DjlSteps.integers(Numbers.TARGET, 4, batch);
        Optimizer optimizer =
                Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(0.05f))
                        .optMomentum(0.9f)
                        .optWeightDecays(5e-4f)
                        .build();
        return training(
                weights.all,
                optimizer,
                () -> {
                    NDArray first = features(x, firstKernel, firstNorm, firstStatistics);
                    NDArray second = features(first, secondKernel, secondNorm, secondStatistics);
                    NDArray logits = DjlNetworks.linear(second.reshape(batch, -1), weight, bias);
                    return crossEntropy(logits, y);
                });
    }

    /** Adam alone: the gradients stay what they are. What comes out is the last parameter. */
    Workload adam() {
        if (parameters.is("fused")) {
            return null;
        }
        NDList weights = new NDList();
        NDList gradients = new NDList();
        for (int i = 0; i < parameters.get("tensors"); i++) {
            long elements = parameters.get("elements");
            weights.add(DjlSteps.numbers(i, 1, elements));
            gradients.add(DjlSteps.numbers(Numbers.INPUT + i, 1, elements));
        }
        Optimizer optimizer = adamOf(LEARNING_RATE);
        return DjlSteps.withState(
                () -> {
                    for (int i = 0; i < weights.size(); i++) {
                        optimizer.update(Integer.toString(i), weights.get(i), gradients.get(i));
                    }
                    return weights.getLast();
                });
    }
}
