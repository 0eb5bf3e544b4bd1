package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.InScope;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What native modules share with all others, and what LibTorch's own classes lack. */
@NoLeaks
class NativeModuleTest {
    @RegisterExtension final InScope scope = new InScope();
    private Tensor x;

    @BeforeEach
    void makeInput() {
        Torch.manualSeed(1);
        x = Torch.randn(4, 2, 8);
    }

    private static TransformerEncoderLayer layer() {
        return new TransformerEncoderLayer(8, 2, o -> o.dimFeedforward(12));
    }

    private static TransformerEncoderLayer layer(Layer activation) {
        return new TransformerEncoderLayer(8, 2, o -> o.dimFeedforward(12).activation(activation));
    }

    private static <M> M seeded(Supplier<M> maker) {
        Torch.manualSeed(5);
        return maker.get();
    }

    @Test
    void encoder_copiesOfALayer_haveItsValues() {
        TransformerEncoderLayer original = layer();
        TransformerEncoder encoder = new TransformerEncoder(original, 2);
        for (TransformerEncoderLayer copy : encoder.layers()) {
            for (int i = 0; i < original.parameters().size(); i++) {
                assertThat(copy.parameters().get(i).equal(original.parameters().get(i))).isTrue();
                assertThat(copy.parameters().get(i).sharesStorageWith(original.parameters().get(i)))
                        .isFalse();
            }
        }
    }

    @Test
    void encoder_makingIt_drawsNothing() {
        TransformerEncoderLayer original = seeded(NativeModuleTest::layer);
        Tensor expected = Torch.rand(3);
        seeded(NativeModuleTest::layer);
        new TransformerEncoder(original, 3);
        assertThat(Torch.rand(3).equal(expected)).isTrue();
    }

    @Test
    void booleanMask_keepsTheFutureOut() {
        MultiheadAttention attention = new MultiheadAttention(8, 2);
        Tensor causal = Torch.ones(new long[] {4, 4}, TensorOptions.of(DType.BOOL)).triu(1);
        Tensor weights = attention.call(x, x, x, o -> o.attnMask(causal)).weights();
        assertThat(weights.triu(1).abs().max().item().doubleValue()).isZero();
    }

    @Test
    void activationFunction_givesWhatItsNameGives() {
        Tensor named = run(seeded(NativeModuleTest::layer));
        Tensor function = run(seeded(() -> layer(Torch::relu)));
        assertThat(function.equal(named)).isTrue();
    }

    @Test
    void activationFunctionInEncoder_givesWhatItsNameGives() {
        Tensor named =
                run(seeded(() -> new TransformerEncoder(layer(TransformerActivation.GELU), 2)));
        Tensor function = run(seeded(() -> new TransformerEncoder(layer(Functional::gelu), 2)));
        assertThat(function.equal(named)).isTrue();
    }

    // The seed is for the dropout.
    private Tensor run(Layer layer) {
        return seeded(() -> layer.call(x));
    }

    @Test
    void hookOfAPart_runs() {
        TransformerEncoderLayer layer = layer();
        Tensor expected = run(layer);
        List<Module> called = new ArrayList<>();
        layer.namedChildren()
                .get("linear1")
                .registerForwardHook(
                        (module, inputs, output) -> {
                            called.add(module);
                            return null;
                        });
        assertThat(run(layer).equal(expected)).isTrue();
        assertThat(called).containsExactly(layer.namedChildren().get("linear1"));
    }

    @Test
    void copy_changedInPlace_leavesTheOriginal() {
        LSTM original = new LSTM(8, 3, o -> o.bidirectional(true));
        Tensor before = original.call(x).output();
        LSTM copy = original.copy();
        try (var _ = Torch.noGrad()) {
            copy.parameters().forEach(parameter -> parameter.mul_(2));
        }
        assertThat(original.call(x).output().equal(before)).isTrue();
        assertThat(copy.call(x).output().equal(before)).isFalse();
    }

    @Test
    void toDouble_computesInDouble() {
        TransformerEncoder encoder = new TransformerEncoder(layer(), 1);
        encoder.toDouble();
        assertThat(encoder.call(x.to(DType.FLOAT64)).dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void metaModule_filledFromAState_computesLikeItsSource() {
        GRU source = new GRU(8, 3);
        GRU target = new GRU(8, 3, o -> o.device(Device.META));
        target.toEmpty(Device.CPU);
        target.loadStateDict(source.stateDict());
        assertThat(target.call(x).output().equal(source.call(x).output())).isTrue();
    }

    @Test
    void networkWithoutCellStates_returnsNoneToTheCollector() {
        // Another thread has no scope.
        CompletableFuture<Tensor> output =
                CompletableFuture.supplyAsync(() -> new GRU(8, 3).call(x).output());
        try (Tensor computed = output.join()) {
            assertThat(computed.sizes()).containsExactly(x.size(0), x.size(1), 3);
        }
    }

    @Test
    void train_reachesTheNativeModule() {
        MultiheadAttention attention = new MultiheadAttention(8, 2, o -> o.dropout(0.9));
        Tensor training = attention.call(x, x, x).weights();
        attention.eval();
        Tensor evaluating = attention.call(x, x, x).weights();
        assertThat(evaluating.sum(-1).allclose(Torch.ones(2, 4))).isTrue();
        assertThat(training.sum(-1).allclose(Torch.ones(2, 4))).isFalse();
    }

    @Test
    void fastpath_switchedOff_givesNearlyTheSame() {
        TransformerEncoderLayer layer =
                new TransformerEncoderLayer(8, 2, o -> o.dimFeedforward(12).batchFirst(true));
        layer.eval();
        try (var _ = Torch.noGrad()) {
            Tensor fast = layer.call(x);
            MultiheadAttention.setFastpathEnabled(false);
            assertThat(layer.call(x).allclose(fast, o -> o.rtol(1e-4).atol(1e-5))).isTrue();
        } finally {
            MultiheadAttention.setFastpathEnabled(true);
        }
    }

    @Test
    void resetParameters_sameSeed_givesTheSameValues() {
        RNN rnn = seeded(() -> new RNN(8, 3));
        Tensor before = rnn.parameters().get(0).clone();
        seeded(
                () -> {
                    rnn.resetParameters();
                    return rnn;
                });
        assertThat(rnn.parameters().get(0).equal(before)).isTrue();
    }

    @Test
    void squareSubsequentMask_isMinusInfinityAboveTheDiagonal() {
        assertThat(Transformer.generateSquareSubsequentMask(2).toFloatArray())
                .containsExactly(0, Float.NEGATIVE_INFINITY, 0, 0);
    }

    @Test
    void closedInput_isNamed() {
        Tensor closed = x.clone();
        closed.close();
        assertThatThrownBy(() -> new GRU(8, 3).call(closed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GRU");
    }

    @Test
    void nullQuery_isNamed() {
        assertThatThrownBy(() -> new MultiheadAttention(8, 2).call(null, x, x))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("MultiheadAttention: argument 'query' is null, expected a tensor");
    }

    @Test
    void error_listsWhatTheModuleWasCalledWith() {
        assertThatThrownBy(() -> layer().call(Torch.zeros(4, 2, 9)))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("in TransformerEncoderLayer(src=float32[4, 2, 9]");
    }
}
