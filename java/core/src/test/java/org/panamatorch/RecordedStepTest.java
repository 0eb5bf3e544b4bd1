package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.BatchNorm2d;
import org.panamatorch.nn.Conv2d;
import org.panamatorch.nn.Dropout;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Flatten;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.GRU;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.MaxPool2d;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.RNNCell;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;
import org.panamatorch.nn.UnaryModule;
import org.panamatorch.optim.Adam;
import org.panamatorch.optim.SGD;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

@NoLeaks
class RecordedStepTest {
    private static final int STEPS = 6;

    /** A model, its loss of inputs and a target, and batches of these. */
    private enum Program {
        CELL {
            @Override
            Module model() {
                return new RNNCell(4, 4);
            }

            @Override
            List<Tensor> batch(int step) {
                return List.of(Torch.randn(5, 2, 4), Torch.randint(0, 4, Shape.of(5, 2)));
            }

            @Override
            Tensor loss(Module model, List<Tensor> in) {
                Tensor hidden = Torch.zeros(2, 4);
                Tensor loss = null;
                for (int i = 0; i < 5; i++) {
                    hidden = ((RNNCell) model).call(in.get(0).get(i), hidden);
                    Tensor part = Functional.crossEntropy(hidden, in.get(1).get(i));
                    loss = loss == null ? part : loss.add(part);
                }
                return loss;
            }
        },
        CHARACTERS {
            @Override
            Module model() {
                return new Characters();
            }

            @Override
            List<Tensor> batch(int step) {
                return List.of(
                        Torch.randint(0, 7, Shape.of(3, 6)), Torch.randint(0, 7, Shape.of(3, 6)));
            }

            @Override
            Tensor loss(Module model, List<Tensor> in) {
                Tensor logits = ((Characters) model).call(in.get(0));
                return Functional.crossEntropy(logits.flatten(0, 1), in.get(1).flatten());
            }
        },
        IMAGES {
            @Override
            Module model() {
                return new Sequential(
                        new Conv2d(1, 4, 3, o -> o.padding(1)),
                        new BatchNorm2d(4),
                        new ReLU(),
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dropout(0.3),
                        new Linear(36, 3));
            }

            @Override
            List<Tensor> batch(int step) {
                return List.of(Torch.randn(4, 1, 6, 6), Torch.randint(0, 3, Shape.of(4)));
            }

            @Override
            Tensor loss(Module model, List<Tensor> in) {
                return Functional.crossEntropy(((Sequential) model).call(in.get(0)), in.get(1));
            }
        },
        ENCODER {
            @Override
            Module model() {
                var layer =
                        new TransformerEncoderLayer(
                                8, 2, o -> o.dimFeedforward(16).batchFirst(true).dropout(0.1));
                return new TransformerEncoder(layer, 2);
            }

            @Override
            List<Tensor> batch(int step) {
                return List.of(Torch.randn(2, 5, 8), Torch.randn(2, 5, 8));
            }

            @Override
            Tensor loss(Module model, List<Tensor> in) {
                return Functional.mseLoss(((TransformerEncoder) model).call(in.get(0)), in.get(1));
            }
        },
        VIEWS {
            @Override
            Module model() {
                return new Linear(6, 6);
            }

            @Override
            List<Tensor> batch(int step) {
                return List.of(Torch.randn(4, 6), Torch.randint(0, 4, Shape.of(9)));
            }

            @Override
            Tensor loss(Module model, List<Tensor> in) {
                Tensor out = ((Linear) model).call(in.get(0));
                Tensor[] parts = out.t().split(2, 0);
                Tensor joined = Torch.cat(parts[2].exp(), parts[0].tanh().mul(parts[1]));
                Tensor chosen = out.index(Index.of(in.get(1)));
                return joined.std().add(chosen.pow(2).mean()).add(out.unbind()[0].norm());
            }
        };

        abstract Module model();

        abstract List<Tensor> batch(int step);

        abstract Tensor loss(Module model, List<Tensor> in);
    }

    private static final class Characters extends UnaryModule {
        private final Embedding emb = register("emb", new Embedding(7, 5));
        private final GRU gru = register("gru", new GRU(5, 6, o -> o.batchFirst(true)));
        private final Linear fc = register("fc", new Linear(6, 7));

        @Override
        protected Tensor forward(Tensor x) {
            return fc.call(gru.call(emb.call(x)).output());
        }
    }

    /** Losses, gradients and parameters of some steps, as bits. */
    private static List<int[]> train(Program program, boolean recorded) {
        Torch.manualSeed(5);
        Module model = program.model();
        Adam optimizer = new Adam(model.parameters(), 0.05);
        List<int[]> bits = new ArrayList<>();
        try (var step =
                RecordedStep.of(model.parameters(), inputs -> program.loss(model, inputs))) {
            for (int i = 0; i < STEPS; i++) {
                List<Tensor> batch = program.batch(i);
                Tensor loss;
                if (recorded) {
                    loss = step.call(batch.toArray(Tensor[]::new));
                } else {
                    optimizer.zeroGrad();
                    loss = program.loss(model, batch);
                    loss.backward();
                }
                bits.add(bits(loss));
                model.parameters().forEach(each -> bits.add(bits(each.grad())));
                optimizer.step();
            }
            assertThat(step.size() > 0).isEqualTo(recorded);
        }
        model.parameters().forEach(each -> bits.add(bits(each)));
        model.buffers().forEach(each -> bits.add(bits(each.toFloat())));
        return bits;
    }

    private static int[] bits(Tensor tensor) {
        float[] elements = tensor.detach().toFloatArray();
        int[] bits = new int[elements.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(elements[i]));
        return bits;
    }

    @ParameterizedTest
    @EnumSource
    void replay_givesTheBitsOfTheStepItself(Program program) {
        try (var _ = new TensorScope()) {
            assertThat(train(program, true))
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(train(program, false));
        }
    }

    /** A step of (w · x)², which counts how often Java runs. */
    private static final class Square implements AutoCloseable {
        final Tensor weight = Torch.tensor(new float[] {1, 2, 3}).requiresGrad_();
        final RecordedStep step;
        int runs;

        Square(Function<Tensor, Tensor> before) {
            step =
                    RecordedStep.of(
                            List.of(weight),
                            in -> {
                                runs++;
                                return weight.mul(before.apply(in.getFirst())).sum().square();
                            });
        }

        @Override
        public void close() {
            step.close();
            weight.close();
        }
    }

    @Test
    void javaRunsOnceForAForm_andOnceMoreForAnother() {
        try (var _ = new TensorScope();
                var square = new Square(x -> x)) {
            Tensor x = Torch.tensor(new float[] {1, 0, 1});
            assertThat(square.step.call(x).item()).isEqualTo(16.0);
            assertThat(square.step.call(x.add(1)).item()).isEqualTo(100.0);
            assertThat(square.weight.grad().toFloatArray()).containsExactly(40, 20, 40);
            assertThat(square.runs).isEqualTo(1);

            assertThat(square.step.call(Torch.ones(2, 3)).item()).isEqualTo(144.0);
            assertThat(square.step.call(x).item()).isEqualTo(16.0);
            assertThat(square.runs).isEqualTo(2);

            square.step.forget();
            assertThat(square.step.size()).isZero();
            assertThat(square.step.call(x).item()).isEqualTo(16.0);
            assertThat(square.runs).isEqualTo(3);
        }
    }

    @Test
    void parameterOfAnotherForm_isRecordedAnew() {
        try (var _ = new TensorScope();
                var linear = new ClosingLinear();
                var step =
                        RecordedStep.of(
                                linear.model.parameters(),
                                in -> linear.model.call(in.getFirst()).sum())) {
            Tensor x = Torch.ones(1, 3);
            step.call(x);
            linear.model.toDouble();
            assertThat(step.call(x.toDouble()).dtype()).isEqualTo(DType.FLOAT64);
            assertThat(linear.model.weight().grad().dtype()).isEqualTo(DType.FLOAT64);
        }
    }

    private static final class ClosingLinear implements AutoCloseable {
        final Linear model = new Linear(3, 2);

        @Override
        public void close() {
            model.parameters().forEach(Tensor::close);
        }
    }

    @Test
    void whatIsMadeOfJavasNumbers_staysWhatItWas() {
        try (var _ = new TensorScope();
                var square =
                        new Square(
                                new Function<>() {
                                    private float factor = 1;

                                    @Override
                                    public Tensor apply(Tensor x) {
                                        return x.mul(Torch.tensor(new float[] {factor++}));
                                    }
                                })) {
            Tensor x = Torch.ones(3);
            assertThat(square.step.call(x).item()).isEqualTo(36.0);
            assertThat(square.step.call(x).item()).isEqualTo(36.0);
        }
    }

    @Test
    void results_areAllThatTheStepReturns() {
        try (var _ = new TensorScope()) {
            Tensor weight = Torch.ones(2).requiresGrad_();
            try (var step =
                    RecordedStep.ofAll(
                            List.of(weight),
                            in -> {
                                Tensor product = weight.mul(in.getFirst());
                                return List.of(product.sum(), product, in.getFirst());
                            })) {
                step.callAll(Torch.ones(2));
                Tensor x = Torch.tensor(new float[] {5, 7});
                List<Tensor> results = step.callAll(x);
                assertThat(results.get(0).item()).isEqualTo(12.0);
                assertThat(results.get(1).toFloatArray()).containsExactly(5, 7);
                assertThat(results.get(1).requiresGrad()).isFalse();
                assertThat(results.get(2).dataPtr()).isEqualTo(x.dataPtr());
                // Of its own, whatever the next replay does.
                step.callAll(Torch.ones(2));
                assertThat(results.get(1).toFloatArray()).containsExactly(5, 7);
            }
        }
    }

    private static void requireRefused(Function<Tensor, Tensor> before, String text) {
        try (var _ = new TensorScope();
                var square = new Square(before)) {
            assertThatThrownBy(() -> square.step.call(Torch.ones(3)))
                    .isInstanceOf(RuntimeException.class)
                    .hasMessageContaining(text);
            assertThat(square.step.size()).isZero();
            // Nothing is recorded any more.
            assertThat(Torch.ones(3).sum().item()).isEqualTo(3.0);
        }
    }

    @Test
    void readingElements_isRefused() {
        String text =
                "a recorded step cannot read elements: a replay would go on with what they were;"
                        + " return the tensor, and read it after the step";
        requireRefused(x -> x.mul(x.sum().item()), text);
        requireRefused(x -> x.mul(x.toFloatArray()[0]), text);
        requireRefused(x -> Torch.tensor(x.tolist()), text);
    }

    @Test
    void sizesThatDependOnElements_areRefused() {
        requireRefused(
                x -> x.nonzero().sum(),
                "aten::nonzero cannot be recorded: what it gives is a number, or its size depends"
                        + " on elements");
        requireRefused(x -> x.index(Index.of(x.gt(0))).sum(), "aten::index.Tensor cannot be");
    }

    @Test
    void optimizersStep_isRefused() {
        Tensor other = Torch.ones(1).requiresGrad_();
        SGD sgd = new SGD(List.of(other), 0.1);
        requireRefused(
                x -> {
                    sgd.step();
                    return x;
                },
                "step: a RecordedStep cannot have this in it, as a replay would leave it out; call"
                        + " it after the step");
        other.close();
    }

    @Test
    void passWithoutALoss_isRefused() {
        try (var _ = new TensorScope();
                var nothing = RecordedStep.of(List.of(), _ -> null);
                var none = RecordedStep.ofAll(List.of(), _ -> List.of());
                var hole = RecordedStep.ofAll(List.of(), _ -> Arrays.asList(x(), null))) {
            assertThatThrownBy(nothing::call)
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("RecordedStep.call: result of 'loss' is null, expected a tensor");
            assertThatThrownBy(none::call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "RecordedStep.call: result of 'pass' is empty, expected the loss"
                                    + " first");
            assertThatThrownBy(hole::call)
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(
                            "RecordedStep.call: result of 'pass' is null, expected a list of"
                                    + " tensors");
        }
    }

    private static Tensor x() {
        return Torch.ones(1).requiresGrad_();
    }

    @Test
    void stepInsideAStep_isRefused() {
        try (var inner = new Square(x -> x)) {
            requireRefused(inner.step::call, "a recorded step cannot be part of another one");
        }
    }

    @Test
    void inputThatRequiresGrad_isRefused() {
        try (var _ = new TensorScope();
                var square = new Square(x -> x)) {
            assertThatThrownBy(() -> square.step.call(Torch.ones(3).requiresGrad_()))
                    .isInstanceOf(TorchException.class)
                    .hasMessageContaining(
                            "an input of a recorded step requires grad, and only parameters get"
                                    + " gradients");
        }
    }

    @Test
    void parameterThatIsNotNamed_isRefused() {
        Tensor other = Torch.ones(3).requiresGrad_();
        requireRefused(
                x -> x.mul(other),
                "a tensor of sizes [3] requires grad, and is none of the parameters of the recorded"
                        + " step");
        other.close();
    }

    @Test
    void failureInAReplay_leavesTheStepUsable() {
        try (var _ = new TensorScope()) {
            Tensor weight = Torch.ones(4, 2).requiresGrad_();
            try (var step =
                    RecordedStep.of(
                            List.of(weight),
                            in -> Functional.embedding(in.getFirst(), weight).sum())) {
                Tensor good = Torch.tensor(new long[] {0, 3});
                assertThat(step.call(good).item()).isEqualTo(4.0);
                assertThatThrownBy(() -> step.call(Torch.tensor(new long[] {0, 4})))
                        .isInstanceOf(TorchException.class);
                assertThat(step.call(good).item()).isEqualTo(4.0);
            }
        }
    }

    @Test
    void virtualThread_recordsAndReplays() throws InterruptedException {
        List<Object> losses = new ArrayList<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (var _ = new TensorScope();
                                    var square = new Square(x -> x)) {
                                Tensor x = Torch.ones(3);
                                losses.add(square.step.call(x).item());
                                losses.add(square.step.call(x.mul(2)).item());
                                losses.add(square.runs);
                            }
                        })
                .join();
        assertThat(losses).containsExactly(36.0, 144.0, 1);
    }
}
