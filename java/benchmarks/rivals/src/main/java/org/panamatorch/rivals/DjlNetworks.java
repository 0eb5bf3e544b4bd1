package org.panamatorch.rivals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;

import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.ThreadsAtOnce;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Forward passes of networks without gradients. The library's encoder normalizes batches, and it
 * has no other attention: these are of its operators.
 */
record DjlNetworks(Parameters parameters) {
    private static final float EPSILON = 1e-5f;

    /** Parameters with the numbers of those of torch.nn's modules, in their order. */
    static final class Weights {
        final NDList all = new NDList();
        private final boolean learnt;

        Weights(boolean learnt) {
            this.learnt = learnt;
        }

        NDArray next(long... sizes) {
            NDArray weight = DjlSteps.numbers(all.size(), Numbers.PARAMETER_SCALE, sizes);
            weight.setRequiresGradient(learnt);
            all.add(weight);
            return weight;
        }
    }

    static NDArray input(Parameters parameters, String... sizes) {
        long[] shape = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            shape[i] = parameters.get(sizes[i]);
        }
        return DjlSteps.numbers(Numbers.INPUT, Numbers.INPUT_SCALE, shape);
    }

    static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }

    static UnaryOperator<NDArray> lstmOf(Parameters parameters, Weights weights) {
        long width = parameters.get("width");
        int layers = parameters.count("layers");
        NDList list = new NDList();
        for (int i = 0; i < layers; i++) {
            list.add(weights.next(4 * width, i == 0 ? parameters.get("input") : width));
            list.add(weights.next(4 * width, width));
            list.add(weights.next(4 * width));
            list.add(weights.next(4 * width));
        }
        return x -> {
            Shape shape = new Shape(layers, x.getShape().get(0), width);
            NDList state = new NDList(DjlSteps.MANAGER.zeros(shape), DjlSteps.MANAGER.zeros(shape));
            return x.getNDArrayInternal()
                    .lstm(x, state, list, true, layers, 0, weights.learnt, false, true)
                    .getFirst();
        };
    }

    private record Attention(
            long heads, NDArray inWeight, NDArray inBias, NDArray outWeight, NDArray outBias) {
        static Attention of(Parameters parameters, Weights weights) {
            long width = parameters.get("width");
            return new Attention(
                    parameters.get("heads"),
                    weights.next(3 * width, width),
                    weights.next(3 * width),
                    weights.next(width, width),
                    weights.next(width));
        }

        private NDArray split(NDArray x) {
            Shape shape = x.getShape();
            return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                    .transpose(0, 2, 1, 3);
        }

        /** Of text with the batch first. */
        NDArray forward(NDArray x) {
            NDList parts = linear(x, inWeight, inBias).split(3, 2);
            NDArray query = split(parts.get(0));
            NDArray scores = query.matMul(split(parts.get(1)).swapAxes(2, 3));
            double scale = Math.sqrt(query.getShape().get(3));
            NDArray mixed = scores.div(scale).softmax(-1).matMul(split(parts.get(2)));
            NDArray joined = mixed.transpose(0, 2, 1, 3).reshape(x.getShape());
            return linear(joined, outWeight, outBias);
        }
    }

    private record Layer(Attention attention, NDList rest, UnaryOperator<NDArray> activation) {
        static Layer of(Parameters parameters, Weights weights, UnaryOperator<NDArray> activation) {
            long width = parameters.get("width");
            long hidden = parameters.get("hidden");
            Attention attention = Attention.of(parameters, weights);
            NDList rest =
                    new NDList(
                            weights.next(hidden, width),
                            weights.next(hidden),
                            weights.next(width, hidden),
                            weights.next(width),
                            weights.next(width),
                            weights.next(width),
                            weights.next(width),
                            weights.next(width));
            return new Layer(attention, rest, activation);
        }

        NDArray forward(NDArray x) {
            NDArray attended = norm(x.add(attention.forward(x)), rest.get(4), rest.get(5));
            NDArray inner = activation.apply(linear(attended, rest.get(0), rest.get(1)));
            NDArray outer = linear(inner, rest.get(2), rest.get(3));
            return norm(attended.add(outer), rest.get(6), rest.get(7));
        }
    }

    private static NDArray norm(NDArray x, NDArray weight, NDArray bias) {
        Shape last = new Shape(x.getShape().get(2));
        return LayerNorm.layerNorm(x, last, weight, bias, EPSILON).singletonOrThrow();
    }

    static UnaryOperator<NDArray> encoderOf(
            Parameters parameters, Weights weights, UnaryOperator<NDArray> activation) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < parameters.get("layers"); i++) {
            layers.add(Layer.of(parameters, weights, activation));
        }
        return x -> {
            for (Layer layer : layers) {
                x = layer.forward(x);
            }
            return x;
        };
    }

    /** A network for batches first, on text in either order. */
    private Workload onText(UnaryOperator<NDArray> network) {
        NDArray text = input(parameters, "batch", "length", "width");
        if (parameters.is("batch_first")) {
            return DjlSteps.of(() -> network.apply(text));
        }
        NDArray timeFirst = text.swapAxes(0, 1).duplicate();
        return DjlSteps.of(() -> network.apply(timeFirst.swapAxes(0, 1)).swapAxes(0, 1));
    }

    Workload lstm() {
        var lstm = lstmOf(parameters, new Weights(false));
        NDArray x = input(parameters, "batch", "length", "input");
        return DjlSteps.of(() -> lstm.apply(x));
    }

    Workload encoder() {
        return onText(encoderOf(parameters, new Weights(false), Activation::relu));
    }

    Workload attention() {
        return onText(Attention.of(parameters, new Weights(false))::forward);
    }

    static NDArray embedded(NDArray indices, NDArray table) {
        return Embedding.embedding(indices, table, SparseFormat.DENSE).singletonOrThrow();
    }

    /** Sentences to vectors of length 1, as all-MiniLM-L6-v2 does it. */
    Workload minilm() {
        long width = parameters.get("width");
        Weights weights = new Weights(false);
        NDArray words = weights.next(parameters.get("words"), width);
        NDArray positions = weights.next(parameters.get("positions"), width);
        NDArray scale = weights.next(width);
        NDArray shift = weights.next(width);
        var encoder = encoderOf(parameters, weights, Activation::gelu);
        NDArray tokens =
                DjlSteps.integers(
                        Numbers.INPUT,
                        parameters.get("words"),
                        parameters.get("batch"),
                        parameters.get("length"));
        return DjlSteps.of(
                () -> {
                    int length = parameters.count("length");
                    NDArray places = embedded(DjlSteps.MANAGER.arange(length), positions);
                    NDArray x = norm(embedded(tokens, words).add(places), scale, shift);
                    NDArray means = encoder.apply(x).mean(new int[] {1});
                    return means.normalize(2, 1);
                });
    }

    /** One model in several threads; a pass in each is an operation. */
    Workload threads() {
        long width = parameters.get("width");
        Weights made = new Weights(false);
        for (int i = 0; i < 3; i++) {
            made.next(width, width);
            made.next(width);
        }
        NDList weights = made.all;
        NDArray x = input(parameters, "batch", "width");
        Workload pass =
                DjlSteps.of(
                        () -> {
                            NDArray first = linear(x, weights.get(0), weights.get(1));
                            NDArray second =
                                    linear(Activation.relu(first), weights.get(2), weights.get(3));
                            return linear(Activation.relu(second), weights.get(4), weights.get(5));
                        });
        return new ThreadsAtOnce(pass, parameters.get("threads"));
    }
}
