package org.panamatorch.benchmarks.contender;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.ThreadsAtOnce;
import org.panamatorch.benchmarks.contest.Workload;
import org.panamatorch.inference.PreparedModel;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.LayerNorm;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
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

    /** A pass of a model, with its weights in order where that is asked for. */
    private Workload pass(Module model, Layer call, Tensor input) {
        if (!parameters.is("prepared")) {
            return Steps.of(parameters, () -> call.call(input));
        }
        PreparedModel<Tensor> prepared =
                PreparedModel.ofPass(model.eval(), in -> call.call(in.getFirst()));
        return Steps.of(parameters, () -> prepared.call(input));
    }

    Workload lstm() {
        LSTM lstm = lstmOf(parameters).eval();
        Tensor x = input(parameters, "batch", "length", "input");
        return pass(lstm, in -> lstm.call(in).output(), x);
    }

    Workload encoder() {
        TransformerEncoder encoder = encoderOf(parameters, TransformerActivation.RELU).eval();
        Tensor src = text();
        return pass(encoder, encoder, src);
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
        return pass(
                attention, in -> attention.call(in, in, in, o -> o.needWeights(false)).output(), x);
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
        return pass(model, model, tokens);
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
        return new ThreadsAtOnce(pass(model, model, x), parameters.get("threads"));
    }
}
