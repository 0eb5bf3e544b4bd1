package org.panamatorch.rivals;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.normalize;

import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LayerNormImpl;
import org.bytedeco.pytorch.LayerNormOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.MultiheadAttentionImpl;
import org.bytedeco.pytorch.ReLUImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.SequentialImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TransformerActivation;
import org.bytedeco.pytorch.TransformerEncoderImpl;
import org.bytedeco.pytorch.TransformerEncoderLayerOptions;
import org.bytedeco.pytorch.TransformerEncoderOptions;
import org.bytedeco.pytorch.kGELU;
import org.bytedeco.pytorch.kReLU;
import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Parameters;
import org.panamatorch.benchmarks.contest.ThreadsAtOnce;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.function.Supplier;

/** Forward passes of the C++ front end's modules without gradients. */
record BytedecoModules(Parameters parameters) {
    static LSTMImpl lstmOf(Parameters parameters) {
        LSTMOptions options = new LSTMOptions(parameters.get("input"), parameters.get("width"));
        options.num_layers().put(parameters.get("layers"));
        options.batch_first().put(true);
        return BytedecoSteps.filled(new LSTMImpl(options));
    }

    static TransformerEncoderImpl encoderOf(
            Parameters parameters, TransformerActivation activation) {
        var options =
                new TransformerEncoderLayerOptions(
                        parameters.get("width"), parameters.get("heads"));
        options.dim_feedforward().put(parameters.get("hidden"));
        options.dropout().put(0.0);
        options.activation().put(activation);
        return BytedecoSteps.filled(
                new TransformerEncoderImpl(
                        new TransformerEncoderOptions(options, parameters.get("layers"))));
    }

    static Tensor input(Parameters parameters, String... sizes) {
        long[] shape = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            shape[i] = parameters.get(sizes[i]);
        }
        return BytedecoSteps.numbers(Numbers.INPUT, Numbers.INPUT_SCALE, shape);
    }

    private Workload steps(Supplier<Tensor> step) {
        return BytedecoSteps.of(parameters, step);
    }

    private Tensor text() {
        Tensor text = input(parameters, "batch", "length", "width");
        return parameters.is("batch_first") ? text : text.transpose(0, 1).contiguous();
    }

    Workload lstm() {
        LSTMImpl lstm = lstmOf(parameters);
        lstm.eval();
        Tensor x = input(parameters, "batch", "length", "input");
        return steps(() -> lstm.forward(x).get0());
    }

    Workload encoder() {
        var encoder = encoderOf(parameters, new TransformerActivation(new kReLU()));
        encoder.eval();
        Tensor src = text();
        return parameters.is("batch_first")
                ? steps(() -> encoder.forward(src.transpose(0, 1)).transpose(0, 1))
                : steps(() -> encoder.forward(src));
    }

    Workload attention() {
        var attention =
                BytedecoSteps.filled(
                        new MultiheadAttentionImpl(
                                parameters.get("width"), parameters.get("heads")));
        attention.eval();
        Tensor x = text();
        Tensor none = new Tensor();
        boolean batchFirst = parameters.is("batch_first");
        return steps(
                () -> {
                    Tensor in = batchFirst ? x.transpose(0, 1) : x;
                    Tensor out = attention.forward(in, in, in, none, false, none, true).get0();
                    return batchFirst ? out.transpose(0, 1) : out;
                });
    }

    /** Sentences to vectors of length 1, as all-MiniLM-L6-v2 does it. */
    Workload minilm() {
        long width = parameters.get("width");
        var model = new Module();
        var words =
                model.register_module("words", new EmbeddingImpl(parameters.get("words"), width));
        var positions =
                model.register_module(
                        "positions", new EmbeddingImpl(parameters.get("positions"), width));
        var norm =
                model.register_module(
                        "norm",
                        new LayerNormImpl(
                                new LayerNormOptions(new LongVector(new long[] {width}))));
        var encoder =
                model.register_module(
                        "encoder", encoderOf(parameters, new TransformerActivation(new kGELU())));
        BytedecoSteps.filled(model).eval();
        long length = parameters.get("length");
        Tensor tokens =
                BytedecoSteps.integers(
                        Numbers.INPUT, parameters.get("words"), parameters.get("batch"), length);
        return steps(
                () -> {
                    Tensor places = positions.forward(arange(new Scalar(length)));
                    Tensor embedded = norm.forward(words.forward(tokens).add(places));
                    Tensor encoded = encoder.forward(embedded.transpose(0, 1)).transpose(0, 1);
                    return normalize(encoded.mean(1));
                });
    }

    /** One model in several threads; a pass in each is an operation. */
    Workload threads() {
        long width = parameters.get("width");
        var model = new SequentialImpl();
        model.push_back(new LinearImpl(width, width));
        model.push_back(new ReLUImpl());
        model.push_back(new LinearImpl(width, width));
        model.push_back(new ReLUImpl());
        model.push_back(new LinearImpl(width, width));
        BytedecoSteps.filled(model);
        Tensor x = input(parameters, "batch", "width");
        Workload pass = steps(() -> model.forward(x));
        return new ThreadsAtOnce(pass, parameters.get("threads"));
    }
}
