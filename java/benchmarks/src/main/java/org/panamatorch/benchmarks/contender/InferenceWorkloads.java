package org.panamatorch.benchmarks.contender;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.ThreadsAtOnce;
import org.panamatorch.benchmarks.contest.Workload;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.LayerNorm;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.MultiheadAttention;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.TransformerActivation;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;
import org.panamatorch.nn.UnaryModule;

/** Forward passes of modules without gradients. */
record InferenceWorkloads(Parameters parameters) {
    static LSTM lstmOf(Parameters parameters) {
        return Steps.filled(
                new LSTM(
                        parameters.get("input"),
                        parameters.get("width"),
                        o -> o.numLayers(parameters.get("layers")).batchFirst(true)));
    }

    static TransformerEncoder encoderOf(Parameters parameters, TransformerActivation activation) {
        var layer =
                new TransformerEncoderLayer(
                        parameters.get("width"),
                        parameters.get("heads"),
                        o ->
                                o.dimFeedforward(parameters.get("hidden"))
                                        .dropout(0)
                                        .activation(activation)
                                        .batchFirst(parameters.is("batch_first")));
        return Steps.filled(new TransformerEncoder(layer, parameters.get("layers")));
    }

    static Tensor input(Parameters parameters, String... sizes) {
        long[] shape = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            shape[i] = parameters.get(sizes[i]);
        }
        return Steps.numbers(Numbers.INPUT, Numbers.INPUT_SCALE, shape);
    }

    private Tensor text() {
        Tensor text = input(parameters, "batch", "length", "width");
        return parameters.is("batch_first") ? text : text.transpose(0, 1).contiguous();
    }

    Workload lstm() {
        LSTM lstm = lstmOf(parameters).eval();
        Tensor x = input(parameters, "batch", "length", "input");
        return Steps.of(parameters, () -> lstm.call(x).output());
    }

    Workload encoder() {
        TransformerEncoder encoder = encoderOf(parameters, TransformerActivation.RELU).eval();
        Tensor src = text();
        return Steps.of(parameters, () -> encoder.call(src));
    }

    Workload attention() {
        var attention =
                Steps.filled(
                        new MultiheadAttention(
                                parameters.get("width"),
                                parameters.get("heads"),
                                o -> o.batchFirst(parameters.is("batch_first"))));
        attention.eval();
        Tensor x = text();
        return Steps.of(
                parameters, () -> attention.call(x, x, x, o -> o.needWeights(false)).output());
    }

    Workload minilm() {
        MiniLm model = Steps.filled(new MiniLm(parameters));
        model.eval();
        Tensor tokens =
                Steps.integers(
                        Numbers.INPUT,
                        parameters.get("words"),
                        parameters.get("batch"),
                        parameters.get("length"));
        return Steps.of(parameters, () -> model.call(tokens));
    }

    /** Sentences to vectors of length 1, as all-MiniLM-L6-v2 does it. */
    private static final class MiniLm extends UnaryModule {
        private final Embedding words;
        private final Embedding positions;
        private final LayerNorm norm;
        private final TransformerEncoder encoder;

        MiniLm(Parameters parameters) {
            long width = parameters.get("width");
            words = register("words", new Embedding(parameters.get("words"), width));
            positions = register("positions", new Embedding(parameters.get("positions"), width));
            norm = register("norm", new LayerNorm(width));
            encoder = register("encoder", encoderOf(parameters, TransformerActivation.GELU));
        }

        @Override
        protected Tensor forward(Tensor tokens) {
            Tensor places = positions.call(Torch.arange(tokens.size(1)));
            Tensor embedded = norm.call(words.call(tokens).add(places));
            return Functional.normalize(encoder.call(embedded).mean(1));
        }
    }

    /** One model in several threads; a pass in each is an operation. */
    Workload threads() {
        long width = parameters.get("width");
        Sequential model =
                Steps.filled(
                        new Sequential(
                                new Linear(width, width),
                                new ReLU(),
                                new Linear(width, width),
                                new ReLU(),
                                new Linear(width, width)));
        Tensor x = input(parameters, "batch", "width");
        Workload pass = Steps.of(parameters, () -> model.call(x));
        return new ThreadsAtOnce(pass, parameters.get("threads"));
    }
}
