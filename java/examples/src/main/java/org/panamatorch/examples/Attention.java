package org.panamatorch.examples;

import org.panamatorch.*;
import org.panamatorch.nn.*;
import org.panamatorch.nn.Module;
import org.panamatorch.optim.*;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.function.Supplier;

/** The attention variants. */
@Command(
        name = "attention",
        description =
                "The attention variants: LSTM with attention, basic (encoder-decoder), self and"
                        + " multi-head attention.",
        mixinStandardHelpOptions = true)
final class Attention implements Runnable {
    private static final int BATCH_SIZE = 3;
    private static final int SEQ_LEN = 6;
    private static final int INPUT_SIZE = 5;
    private static final int HIDDEN_SIZE = 4;
    private static final int NUM_HEADS = 2;
    private static final int NUM_LAYERS = 2;
    private static final int EMBED_DIM = 8;

    @Mixin private SeedOption seed;

    private static final class AttentionModel extends UnaryModule {
        private final LSTM lstm =
                register("lstm", new LSTM(INPUT_SIZE, HIDDEN_SIZE, o -> o.numLayers(NUM_LAYERS)));
        private final Linear attention =
                register("attention", new Linear(HIDDEN_SIZE, HIDDEN_SIZE));

        @Override
        protected Tensor forward(Tensor input) {
            Tensor h0 = Torch.zeros(NUM_LAYERS, input.size(1), HIDDEN_SIZE);
            Tensor c0 = Torch.zeros(NUM_LAYERS, input.size(1), HIDDEN_SIZE);
            Tensor out = lstm.call(input, h0, c0).output();
            Tensor weights = attention.call(out).softmax(1);
            return weights.transpose(1, 2).bmm(out).view(-1, HIDDEN_SIZE);
        }
    }

    private record Attended(Tensor context, Tensor weights) {
        List<Tensor> both() {
            return List.of(context, weights);
        }
    }

    private static final class BasicAttention extends BiFunctionModule<Tensor, Tensor, Attended> {
        BasicAttention() {
            register("attention", new Linear(HIDDEN_SIZE, HIDDEN_SIZE));
        }

        @Override
        protected Attended forward(Tensor encoderOutputs, Tensor decoderHidden) {
            Tensor weights = encoderOutputs.bmm(decoderHidden.unsqueeze(2)).squeeze(2).softmax(1);
            Tensor context = weights.unsqueeze(1).bmm(encoderOutputs).squeeze(1);
            return new Attended(context, weights);
        }
    }

    private static final class SelfAttention extends FunctionModule<Tensor, Attended> {
        private final Linear query = register("query", new Linear(INPUT_SIZE, HIDDEN_SIZE));
        private final Linear key = register("key", new Linear(INPUT_SIZE, HIDDEN_SIZE));
        private final Linear value = register("value", new Linear(INPUT_SIZE, HIDDEN_SIZE));

        @Override
        protected Attended forward(Tensor x) {
            Tensor q = query.call(x);
            Tensor k = key.call(x);
            Tensor v = value.call(x);
            Tensor weights = q.bmm(k.transpose(1, 2)).div(scale()).softmax(-1);
            return new Attended(weights.bmm(v), weights);
        }
    }

    private static final class MultiHeadAttention extends FunctionModule<Tensor, Attended> {
        private final Linear query =
                register("query", new Linear(INPUT_SIZE, HIDDEN_SIZE * NUM_HEADS));
        private final Linear key = register("key", new Linear(INPUT_SIZE, HIDDEN_SIZE * NUM_HEADS));
        private final Linear value =
                register("value", new Linear(INPUT_SIZE, HIDDEN_SIZE * NUM_HEADS));
        private final Linear fc = register("fc", new Linear(HIDDEN_SIZE * NUM_HEADS, HIDDEN_SIZE));

        @Override
        protected Attended forward(Tensor x) {
            Tensor q = split(query.call(x));
            Tensor k = split(key.call(x));
            Tensor v = split(value.call(x));
            Tensor weights = q.matmul(k.transpose(-2, -1)).div(scale()).softmax(-1);
            Tensor context = weights.matmul(v).transpose(1, 2).contiguous();
            return new Attended(
                    fc.call(context.view(x.size(0), -1, HIDDEN_SIZE * NUM_HEADS)), weights);
        }

        private static Tensor split(Tensor projection) {
            return projection.view(projection.size(0), -1, NUM_HEADS, HIDDEN_SIZE).transpose(1, 2);
        }
    }

    private static Tensor scale() {
        return Torch.tensor((float) HIDDEN_SIZE).sqrt();
    }

    @Override
    public void run() {
        seed.start();
        try (var _ = new TensorScope()) {
            AttentionModel model = new AttentionModel();
            Tensor input = Torch.randn(SEQ_LEN, BATCH_SIZE, INPUT_SIZE);
            show(model, () -> List.of(model.call(input)));
        }
        try (var _ = new TensorScope()) {
            BasicAttention model = new BasicAttention();
            Tensor encoderOutputs = Torch.randn(BATCH_SIZE, SEQ_LEN, HIDDEN_SIZE);
            Tensor decoderHidden = Torch.randn(BATCH_SIZE, HIDDEN_SIZE);
            show(model, () -> model.call(encoderOutputs, decoderHidden).both());
        }
        try (var _ = new TensorScope()) {
            SelfAttention model = new SelfAttention();
            Tensor x = Torch.randn(BATCH_SIZE, SEQ_LEN, INPUT_SIZE);
            show(model, () -> model.call(x).both());
        }
        try (var _ = new TensorScope()) {
            MultiHeadAttention model = new MultiHeadAttention();
            Tensor x = Torch.randn(BATCH_SIZE, SEQ_LEN, INPUT_SIZE);
            show(model, () -> model.call(x).both());
        }
        showMasks();
    }

    private static void show(Module model, Supplier<List<Tensor>> forward) {
        System.out.println(model);
        for (Tensor value : forward.get()) {
            System.out.println(value.shape());
            System.out.println(value);
        }
        Adam optimizer = new Adam(model.parameters(), 0.01);
        Supplier<Tensor> loss = () -> forward.get().getFirst().square().mean();
        if (loss.get().requiresGrad()) {
            Training.steps(optimizer, loss);
        }
    }

    private static void showMasks() {
        MultiheadAttention multihead =
                new MultiheadAttention(EMBED_DIM, NUM_HEADS, o -> o.batchFirst(true));
        Tensor x = Torch.randn(BATCH_SIZE, SEQ_LEN, EMBED_DIM);
        Tensor future =
                Torch.ones(new long[] {SEQ_LEN, SEQ_LEN}, TensorOptions.of(DType.BOOL)).triu(1);
        Tensor padding = Torch.arange(SEQ_LEN).ge(Torch.tensor(new long[][] {{6}, {5}, {4}}));
        System.out.println(multihead);
        MultiheadAttention.Output result =
                multihead.call(
                        x,
                        x,
                        x,
                        o -> o.keyPaddingMask(padding).attnMask(future).averageAttnWeights(false));
        System.out.println(result.output());
        System.out.println(result.weights());
    }
}
