package org.panamatorch.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panamatorch.Autocast;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Conv2d;
import org.panamatorch.nn.Dropout;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.GRU;
import org.panamatorch.nn.GRUCell;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.MultiheadAttention;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.TransformerActivation;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;
import org.panamatorch.nn.UnaryModule;
import org.panamatorch.nn.utils.Rnn;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

@NoLeaks
class PreparedModelTest {
    /**
     * Sums of some hundred products of numbers about 1 in another order: units of float32's eps.
     */
    private static final double RELATIVE = 1e-5;

    /** Eight bits of a number, in sums that grow with the layers. */
    private static final double BFLOAT16 = 5e-2;

    @BeforeEach
    void seed() {
        Torch.manualSeed(15);
    }

    private static void assertClose(Tensor actual, Tensor expected, double bound) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        assertThat(Torch.allclose(actual, expected, o -> o.rtol(bound).atol(bound)))
                .withFailMessage(() -> "they differ by " + actual.sub(expected).abs().max())
                .isTrue();
    }

    private static Linear linear(long inFeatures, long outFeatures) {
        Linear linear = new Linear(inFeatures, outFeatures);
        linear.eval();
        return linear;
    }

    private static TransformerEncoder encoder(TransformerActivation activation, boolean normFirst) {
        return new TransformerEncoder(
                new TransformerEncoderLayer(
                        16,
                        4,
                        o ->
                                o.dimFeedforward(32)
                                        .activation(activation)
                                        .normFirst(normFirst)
                                        .batchFirst(true)),
                2);
    }

    /** What takes prepared weights, or does not: a model, and how it is called. */
    private enum Kind {
        LINEAR(true, () -> new Linear(16, 8), (model, x) -> List.of(model.call(x))),
        LINEAR_WITHOUT_BIAS(
                true,
                () -> new Linear(16, 8, o -> o.bias(false)),
                (model, x) -> List.of(model.call(x.transpose(0, 1)))),
        NESTED(true, Pair::new, (model, x) -> List.of(model.call(x))),
        LSTM(
                true,
                () -> new LSTM(16, 8, o -> o.numLayers(2).bidirectional(true).batchFirst(true)),
                (model, x) -> {
                    LSTM.Output out = model.call(x);
                    return List.of(out.output(), out.hidden(), out.cell());
                }),
        /** Several lengths are multiplied as by a linear layer, with the same weights. */
        LSTM_OF_SEVERAL_LENGTHS_AND_OF_ONE(
                true,
                () -> new LSTM(16, 16),
                (model, x) ->
                        List.of(
                                model.call(Rnn.packPaddedSequence(x, 3, 3, 2, 1, 1))
                                        .output()
                                        .data(),
                                model.call(x).output())),
        GRU(
                true,
                () -> new GRU(16, 8),
                (model, x) -> {
                    GRU.Output out = model.call(x);
                    return List.of(out.output(), out.hidden());
                }),
        GRU_CELL(true, () -> new GRUCell(16, 8), (model, x) -> List.of(model.call(x.select(1, 0)))),
        ATTENTION(
                true,
                () -> new MultiheadAttention(16, 4, o -> o.batchFirst(true)),
                (model, x) -> List.of(model.call(x, x, x, o -> o.needWeights(false)).output())),
        ATTENTION_WITH_WEIGHTS(
                false,
                () -> new MultiheadAttention(16, 4, o -> o.batchFirst(true)),
                (model, x) -> {
                    var out = model.call(x, x, x);
                    return List.of(out.output(), out.weights());
                }),
        ATTENTION_TIME_FIRST(
                true,
                () -> new MultiheadAttention(16, 4),
                (model, x) -> List.of(model.call(x, x, x).output())),
        ENCODER(
                true,
                () -> encoder(TransformerActivation.GELU, false),
                (model, x) -> List.of(model.call(x))),
        ENCODER_NORM_FIRST(
                true,
                () -> encoder(TransformerActivation.RELU, true),
                (model, x) -> List.of(model.call(x))),
        ENCODER_CAUSAL(
                true,
                () -> encoder(TransformerActivation.RELU, false),
                (model, x) -> {
                    Tensor later = Torch.ones(5, 5).triu(1).to(DType.BOOL);
                    return List.of(model.call(x, o -> o.mask(later)));
                }),
        /** LibTorch makes a nested tensor of the sentences. */
        ENCODER_OF_SENTENCES(
                true,
                () -> encoder(TransformerActivation.GELU, false),
                (model, x) -> List.of(model.call(x, o -> o.srcKeyPaddingMask(padding(2, 5, 1))))),
        /** Padding on the left is no nested tensor. */
        ENCODER_OF_PADDED(
                true,
                () -> encoder(TransformerActivation.GELU, true),
                (model, x) -> {
                    Tensor left = padding(2, 5, 1).flip(1);
                    return List.of(model.call(x, o -> o.srcKeyPaddingMask(left)));
                }),
        ENCODER_OF_SENTENCES_AND_NOTHING(
                true,
                () -> encoder(TransformerActivation.RELU, false),
                (model, x) -> List.of(model.call(x, o -> o.srcKeyPaddingMask(padding(2, 0, 5))))),
        /** A sentence without words is left to LibTorch. */
        ENCODER_OF_NOTHING(
                false,
                () -> encoder(TransformerActivation.GELU, true),
                (model, x) -> {
                    Tensor nothing = padding(2, 5, 0);
                    return List.of(model.call(x, o -> o.srcKeyPaddingMask(nothing)).nanToNum());
                }),
        CONVOLUTION(
                false,
                () -> new Conv2d(1, 2, 3),
                (model, x) -> List.of(model.call(x.unsqueeze(1)))),
        DOUBLE(
                false,
                () -> new Linear(16, 8).toDouble(),
                (model, x) -> List.of(model.call(x.toDouble()))),
        EMBEDDING(
                false,
                () -> new Embedding(4, 3),
                (model, x) -> List.of(model.call(x.gt(0).toLong())));

        private final boolean isPrepared;
        private final Supplier<Model> model;

        <M extends Module> Kind(
                boolean isPrepared, Supplier<M> made, BiFunction<M, Tensor, List<Tensor>> called) {
            this.isPrepared = isPrepared;
            this.model =
                    () -> {
                        M module = made.get();
                        module.eval();
                        return new Model(module, x -> called.apply(module, x));
                    };
        }

        Model model() {
            return model.get();
        }

        /** True behind the words of sentences of these lengths. */
        private static Tensor padding(long... lengths) {
            Tensor places = Torch.arange(5).unsqueeze(0);
            return places.ge(Torch.tensor(lengths).unsqueeze(1));
        }
    }

    /** A model in evaluation, and how it is called. */
    private record Model(Module module, Function<Tensor, List<Tensor>> pass) {
        List<Tensor> call(Tensor x) {
            return pass.apply(x);
        }
    }

    /** A module of a program's, which multiplies by a parameter of its own, too. */
    private static final class Pair extends UnaryModule {
        private final Sequential first =
                register("first", new Sequential(new Linear(16, 8), new ReLU(), new Dropout(0.5)));
        private final Tensor own = registerParameter("own", Torch.randn(4, 8));

        @Override
        protected Tensor forward(Tensor input) {
            return Functional.linear(first.call(input), own);
        }
    }

    private static Tensor input() {
        return Torch.randn(3, 5, 16);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void call_anyModel_computesWhatTheModelDoes(Kind kind) {
        Model model = kind.model();
        Tensor x = input();
        List<Tensor> expected = Torch.noGrad(() -> model.call(x));
        try (var prepared = PreparedModel.ofPass(model.module(), in -> model.call(in.getFirst()))) {
            for (int i = 0; i < 2; i++) {
                List<Tensor> actual = prepared.call(x);
                assertThat(actual).hasSameSizeAs(expected);
                for (int j = 0; j < actual.size(); j++) {
                    assertClose(actual.get(j), expected.get(j), RELATIVE);
                    assertThat(actual.get(j).requiresGrad()).isFalse();
                }
            }
            assertThat(prepared.preparedBytes() > 0).isEqualTo(kind.isPrepared);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void call_bfloat16_computesNearlyWhatTheModelDoes(Kind kind) {
        Model model = kind.model();
        Tensor x = input();
        List<Tensor> expected = Torch.noGrad(() -> model.call(x));
        try (var prepared =
                PreparedModel.ofPass(
                        model.module(), in -> model.call(in.getFirst()), o -> o.bfloat16(true))) {
            List<Tensor> actual = prepared.call(x);
            double bound = prepared.isBfloat16() ? BFLOAT16 : RELATIVE;
            for (int j = 0; j < actual.size(); j++) {
                assertClose(actual.get(j), expected.get(j), bound);
            }
        }
    }

    @Test
    void call_anyShapeOfALinear_computesWhatTheModelDoes() {
        Linear model = linear(16, 8);
        try (var prepared = PreparedModel.of(model)) {
            for (Tensor x :
                    List.of(
                            Torch.randn(16),
                            Torch.randn(1, 16),
                            Torch.randn(0, 16),
                            Torch.randn(130, 16),
                            Torch.randn(2, 3, 4, 16),
                            Torch.randn(16, 6).t())) {
                assertClose(prepared.call(x), model.call(x).detach(), RELATIVE);
            }
        }
    }

    @Test
    void call_wrongInput_failsAsTheModelDoes() {
        Linear model = linear(4, 3);
        try (var prepared = PreparedModel.of(model)) {
            assertThatThrownBy(() -> prepared.call(Torch.ones(2, 5)))
                    .hasMessageStartingWith("mat1 and mat2 shapes cannot be multiplied")
                    .hasMessageContaining("(2x5 and 4x3)");
            assertClose(
                    prepared.call(Torch.ones(2, 4)),
                    model.call(Torch.ones(2, 4)).detach(),
                    RELATIVE);
        }
    }

    @Test
    void preparedBytes_aLinear_areItsWeights() {
        try (var prepared = PreparedModel.of(new Linear(64, 32).eval())) {
            assertThat(prepared.preparedBytes()).isZero();
            prepared.call(Torch.ones(2, 64));
            assertThat(prepared.preparedBytes()).isEqualTo(64 * 32 * Float.BYTES);
            prepared.call(Torch.ones(7, 64));
            assertThat(prepared.preparedBytes()).isEqualTo(64 * 32 * Float.BYTES);
        }
    }

    @Test
    void call_theModelItself_isAsBefore() {
        Linear model = linear(16, 8);
        Tensor x = Torch.randn(3, 16);
        Tensor before = model.call(x);
        try (var prepared = PreparedModel.of(model)) {
            prepared.call(x);
            assertThat(Torch.equal(model.call(x), before)).isTrue();
            assertThat(model.call(x).requiresGrad()).isTrue();
            assertThat(model.weight().requiresGrad()).isTrue();
        }
        assertThat(Torch.equal(model.call(x), before)).isTrue();
    }

    @Test
    void call_weightChangedInPlace_usesThePresentOne() {
        Linear model = linear(16, 8);
        Tensor x = Torch.randn(3, 16);
        try (var prepared = PreparedModel.of(model)) {
            prepared.call(x);
            Torch.noGrad(() -> model.weight().mul_(-3));
            assertClose(prepared.call(x), model.call(x).detach(), RELATIVE);
        }
    }

    @Test
    void call_biasWithGapsOrOfOneNumber_computesWhatTheModelDoes() {
        Linear model = linear(16, 8);
        Tensor x = Torch.randn(3, 16);
        try (var prepared = PreparedModel.of(model)) {
            for (Tensor bias : List.of(Torch.randn(8, 2).select(1, 0), Torch.randn(1).expand(8))) {
                model.bias().setData(bias);
                assertClose(prepared.call(x), model.call(x).detach(), RELATIVE);
            }
        }
    }

    @Test
    void call_weightTransposedInItsMemory_usesThePresentOne() {
        Linear model = linear(8, 8);
        Tensor x = Torch.randn(3, 8);
        try (var prepared = PreparedModel.of(model)) {
            prepared.call(x);
            model.weight().setData(model.weight().data().t());
            assertClose(prepared.call(x), model.call(x).detach(), RELATIVE);
        }
    }

    @Test
    void call_hiddenWeightOfAnLstmChanged_usesThePresentOne() {
        LSTM model = new LSTM(4, 8).eval();
        Tensor x = Torch.randn(3, 2, 4);
        try (var prepared = PreparedModel.ofPass(model, in -> model.call(in.getFirst()).output())) {
            prepared.call(x);
            Torch.noGrad(() -> model.getParameter("weight_hh_l0").mul_(-3));
            assertClose(prepared.call(x), model.call(x).output().detach(), RELATIVE);
        }
    }

    @Test
    void call_modelOfAnotherDtypeSince_computesWhatTheModelDoes() {
        Linear model = linear(16, 8);
        try (var prepared = PreparedModel.of(model)) {
            prepared.call(Torch.randn(3, 16));
            model.toDouble();
            Tensor x = Torch.randn(3, 16).toDouble();
            assertThat(Torch.equal(prepared.call(x), model.call(x))).isTrue();
        }
    }

    @Test
    void call_modelOfAnotherDtypeAndBack_usesThePresentWeights() {
        Linear model = linear(16, 8);
        Tensor x = Torch.randn(3, 16);
        try (var prepared = PreparedModel.of(model)) {
            prepared.call(x);
            model.to(DType.BFLOAT16).to(DType.FLOAT32);
            assertClose(prepared.call(x), model.call(x).detach(), RELATIVE);
        }
    }

    @Test
    void call_gradEnabledInside_recordsAsTheModelDoes() {
        Linear model = linear(16, 8);
        try (var prepared =
                PreparedModel.ofPass(
                        model, in -> Torch.enableGrad(() -> model.call(in.getFirst())))) {
            assertThat(prepared.call(Torch.randn(3, 16)).requiresGrad()).isTrue();
            assertThat(prepared.preparedBytes()).isZero();
        }
    }

    @Test
    void call_underAutocast_givesItsDtype() {
        Linear model = linear(16, 8);
        Tensor x = Torch.randn(3, 16);
        try (var prepared = PreparedModel.of(model)) {
            try (var _ = new Autocast(Device.Type.CPU, DType.BFLOAT16)) {
                assertThat(prepared.call(x).dtype()).isEqualTo(DType.BFLOAT16);
            }
        }
    }

    @Test
    void call_withinAnother_usesTheWeightsOfBoth() {
        Linear inner = linear(16, 16);
        Linear outer = linear(16, 16);
        Tensor x = Torch.randn(3, 16);
        try (var first = PreparedModel.of(inner);
                var second =
                        PreparedModel.ofPass(outer, in -> outer.call(first.call(in.getFirst())))) {
            assertClose(second.call(x), outer.call(inner.call(x)).detach(), RELATIVE);
            assertThat(first.preparedBytes()).isPositive();
            assertThat(second.preparedBytes()).isPositive();
        }
    }

    @Test
    void call_passThatFails_leavesTheModeAsBefore() {
        Linear model = linear(2, 2);
        try (var prepared =
                PreparedModel.ofPass(
                        model,
                        _ -> {
                            throw new UnsupportedOperationException("a test");
                        })) {
            assertThatThrownBy(() -> prepared.call(Torch.ones(2, 2))).hasMessage("a test");
        }
        assertThat(Torch.isGradEnabled()).isTrue();
        assertThat(model.call(Torch.ones(2, 2)).requiresGrad()).isTrue();
    }

    @Test
    void call_closedInside_goesOn() {
        Linear model = linear(16, 8);
        Tensor x = Torch.randn(3, 16);
        PreparedModel<?>[] self = new PreparedModel<?>[1];
        var prepared =
                PreparedModel.ofPass(
                        model,
                        in -> {
                            self[0].close();
                            return model.call(in.getFirst());
                        });
        self[0] = prepared;
        assertClose(prepared.call(x), model.call(x).detach(), RELATIVE);
        assertThatThrownBy(() -> prepared.call(x)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void call_fromManyThreads_computesWhatTheModelDoes() throws Exception {
        Sequential model = new Sequential(new Linear(16, 32), new ReLU(), new Linear(32, 8)).eval();
        Tensor x = Torch.randn(3, 16);
        Tensor expected = model.call(x).detach();
        try (var prepared = PreparedModel.of(model);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Tensor>> results =
                    IntStream.range(0, 20)
                            .mapToObj(_ -> threads.submit(() -> prepared.call(x)))
                            .toList();
            for (Future<Tensor> each : results) {
                assertClose(each.get(), expected, RELATIVE);
            }
        }
    }

    @Test
    void of_modelInTraining_isRefused() {
        Sequential model = new Sequential(new Linear(2, 2), new Dropout(0.5)).eval();
        model.get(1).train();
        assertThatThrownBy(() -> PreparedModel.of(model))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "PreparedModel.of: the model has a Dropout in training, expected"
                                + " evaluation; call eval() on the model");
    }

    @Test
    void call_modelInTrainingSince_isRefused() {
        Linear model = linear(2, 2);
        try (var prepared = PreparedModel.of(model)) {
            model.train();
            assertThatThrownBy(() -> prepared.call(Torch.ones(2, 2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "PreparedModel.call: the model has a Linear in training, expected"
                                    + " evaluation; call eval() on the model");
        }
    }

    @Test
    void call_inputThatRequiresGrad_isRefused() {
        try (var prepared = PreparedModel.of(new Linear(2, 2).eval())) {
            assertThatThrownBy(() -> prepared.call(Torch.ones(2, 2).requiresGrad_()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "PreparedModel.call: an input of 'inputs' requires grad, and a prepared"
                                    + " model has no gradients; detach it, or call the model"
                                    + " itself");
        }
    }

    @Test
    void call_twoInputsOfAUnaryModel_areRefused() {
        try (var prepared = PreparedModel.of(new Linear(2, 2).eval())) {
            assertThatThrownBy(() -> prepared.call(Torch.ones(2, 2), Torch.ones(2, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("PreparedModel.call: the model takes one input, got 2");
        }
    }

    @Test
    void call_closed_isRefused() {
        var prepared = PreparedModel.of(new Linear(2, 2).eval());
        prepared.close();
        prepared.close();
        assertThatThrownBy(() -> prepared.call(Torch.ones(2, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PreparedModel.call");
    }
}
