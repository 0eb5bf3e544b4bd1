package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Layout;
import org.panamatorch.Nested;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchUnlisted;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.CTCLoss;
import org.panamatorch.nn.EmbeddingBag;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.MaxPoolResult;
import org.panamatorch.option.EmbeddingBagMode;
import org.panamatorch.option.Reduction;
import org.panamatorch.result.TensorTuple;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Indices and lengths that a program changes between forward and backward, behind autograd's back:
 * writing through {@code data()} or {@code memory()} counts no version.
 */
@NoLeaks
class BackwardChecksTest {
    /** A loss, and what to change before its backward. */
    private record Loss(Tensor loss, Tensor changed) {}

    private interface Forward {
        Loss run();
    }

    private static Tensor leaf(long... sizes) {
        return Torch.rand(sizes).requiresGrad_();
    }

    private static Tensor indices(long... values) {
        return Torch.tensor(values);
    }

    private static Loss pooled(MaxPoolResult results) {
        return new Loss(results.output(), results.indices());
    }

    private static Loss second(Object results) {
        Object[] pair =
                results instanceof TensorTuple tuple
                        ? tuple.tensors().toArray()
                        : (Object[]) results;
        return new Loss((Tensor) pair[0], (Tensor) pair[1]);
    }

    private static Loss bag(EmbeddingBagMode mode, boolean scaled) {
        EmbeddingBag bag = new EmbeddingBag(10, 3, o -> o.mode(mode).scaleGradByFreq(scaled));
        Tensor read = indices(1, 2, 3);
        return new Loss(bag.call(read, indices(0, 1)), read);
    }

    private static Loss partOfBag(int part) {
        Object[] results =
                (Object[])
                        Torch.call(
                                "aten::_embedding_bag",
                                leaf(10, 3),
                                indices(1, 2, 3),
                                indices(0, 1),
                                false,
                                1);
        return new Loss((Tensor) results[0], (Tensor) results[part]);
    }

    private static Loss nll(long... sizes) {
        Tensor target = Torch.zerosLike(Torch.rand(sizes).select(1, 0)).toLong();
        return new Loss(
                Functional.nllLoss(leaf(sizes), target, o -> o.reduction(Reduction.NONE)), target);
    }

    private static Loss ctc(Tensor targets) {
        Tensor input = leaf(5, 2, 6);
        return new Loss(
                Functional.ctcLoss(input.logSoftmax(2), targets, indices(5, 5), indices(2, 2)),
                targets);
    }

    private static Loss segments(String name, Tensor lengths) {
        return new Loss(
                (Tensor)
                        Torch.call(
                                "aten::segment_reduce",
                                List.of(leaf(5), "sum"),
                                Map.of(name, lengths)),
                lengths);
    }

    private static Loss sampleWeights() {
        Tensor read = indices(1, 2);
        Tensor result =
                Functional.embeddingBag(
                        read,
                        leaf(10, 3),
                        o ->
                                o.offsets(indices(0, 1))
                                        .mode(EmbeddingBagMode.SUM)
                                        .perSampleWeights(leaf(2)));
        return new Loss(result, read);
    }

    private static Loss scaledEmbedding() {
        Tensor read = indices(1, 2);
        return new Loss(
                (Tensor) Torch.call("aten::embedding", leaf(10, 3), read, -1, true, false), read);
    }

    private static Arguments loss(String name, Forward forward) {
        return Arguments.of(Named.of(name, forward));
    }

    private static Stream<Arguments> losses() {
        return Stream.of(
                loss("sum of a bag", () -> bag(EmbeddingBagMode.SUM, false)),
                loss("mean of a bag", () -> bag(EmbeddingBagMode.MEAN, false)),
                loss("bag by frequency", () -> bag(EmbeddingBagMode.SUM, true)),
                loss("bag with sample weights", BackwardChecksTest::sampleWeights),
                loss("offset2bag", () -> partOfBag(1)),
                loss("embedding by frequency", BackwardChecksTest::scaledEmbedding),
                loss("nll_loss", () -> nll(2, 3)),
                loss("nll_loss2d", () -> nll(2, 3, 4, 4)),
                loss("ctc_loss, rows", () -> ctc(Torch.tensor(new long[][] {{1, 2}, {3, 4}}))),
                loss("ctc_loss, list", () -> ctc(indices(1, 2, 3, 4))),
                loss("segment_reduce, lengths", () -> segments("lengths", indices(2, 3))),
                loss("segment_reduce, offsets", () -> segments("offsets", indices(0, 2, 5))),
                loss("max_pool1d", () -> pooled(Torch.maxPool1dWithIndices(leaf(1, 6), 2))),
                loss(
                        "max_pool2d",
                        () ->
                                second(
                                        Torch.call(
                                                "aten::max_pool2d_with_indices",
                                                leaf(1, 6, 6),
                                                2))),
                loss(
                        "max_pool3d",
                        () ->
                                second(
                                        Torch.call(
                                                "aten::max_pool3d_with_indices",
                                                leaf(1, 6, 6, 6),
                                                2))),
                loss(
                        "adaptive 1d",
                        () -> second(Torch.call("aten::adaptive_max_pool1d", leaf(1, 6), 2))),
                loss(
                        "adaptive 2d",
                        () -> second(Torch.call("aten::adaptive_max_pool2d", leaf(1, 6, 6), 2))),
                loss(
                        "adaptive 3d",
                        () ->
                                second(
                                        Torch.call(
                                                "aten::adaptive_max_pool3d",
                                                leaf(1, 6, 6, 6),
                                                2))));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void indicesOutOfRange_areRefusedInBackward(Forward forward) {
        for (long value : new long[] {-1, 1L << 40, -90_000_000}) {
            try (TensorScope _ = new TensorScope()) {
                Loss loss = forward.run();
                loss.changed().data().fill_(value);

                assertThatThrownBy(() -> loss.loss().sum().backward())
                        .isInstanceOf(TorchException.class)
                        .hasMessageNotContaining("Success");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void unchangedIndices_areUsedInBackward(Forward forward) {
        try (TensorScope _ = new TensorScope()) {
            assertThat(forward.run().loss().sum().requiresGrad()).isTrue();
            forward.run().loss().sum().backward();
        }
    }

    @Test
    void targetsThatNobodyReads_mayBeChanged() {
        try (TensorScope _ = new TensorScope()) {
            Tensor input = leaf(5, 1, 6);
            Tensor targets = Torch.tensor(new long[][] {{1, 2, 3}});
            Tensor loss = new CTCLoss().call(input.logSoftmax(2), targets, indices(5), indices(2));
            targets.data().select(1, 2).fill_(1L << 40);
            loss.backward();

            assertThat(Torch.allclose(input.grad(), input.grad())).isTrue();
        }
    }

    @Test
    void ignoredTargets_areNoErrorWithoutReduction() {
        try (TensorScope _ = new TensorScope()) {
            Tensor input = leaf(2, 3);
            Functional.nllLoss(input, indices(2, -100), o -> o.reduction(Reduction.NONE))
                    .sum()
                    .backward();

            assertThat(input.grad().view(-1).toFloatArray()).containsExactly(0, 0, -1, 0, 0, 0);
        }
    }

    @Test
    void targetsOfEachElementInAListWithGaps_areItsOwn() {
        try (TensorScope _ = new TensorScope()) {
            Tensor wide = Torch.tensor(new long[][] {{1, 900}, {2, -900}, {3, 900}, {4, -900}});
            Tensor logits = Torch.arange(60).toFloat().view(5, 2, 6).remainder(7);
            Tensor[] gradients = new Tensor[2];
            Tensor[] losses = new Tensor[2];
            for (int i = 0; i < 2; i++) {
                Tensor input = logits.clone().requiresGrad_();
                Tensor targets = wide.select(1, 0);
                losses[i] =
                        Functional.ctcLoss(
                                input.logSoftmax(2),
                                i == 0 ? targets : targets.contiguous(),
                                indices(5, 5),
                                indices(2, 2));
                losses[i].backward();
                gradients[i] = input.grad();
            }

            assertThat(losses[0].item()).isEqualTo(losses[1].item());
            assertThat(Torch.equal(gradients[0], gradients[1])).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dequantize.self", "lift", "lift_fresh"})
    void operatorsThatGiveALeafBack_doNotMakeItItsOwnResult(String operator) {
        try (TensorScope _ = new TensorScope()) {
            Tensor leaf = Torch.ones(3).requiresGrad_();
            Tensor result = (Tensor) Torch.call("aten::" + operator, leaf);

            assertThat(leaf.isLeaf()).isTrue();
            assertThat(result.toFloatArray()).containsExactly(1, 1, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"STRIDED", "SPARSE_COO", "SPARSE_CSR", "SPARSE_CSC", "SPARSE_BSR", "MKLDNN"})
    void liftedLeaf_isNotItsOwnResult(Layout layout) {
        assertStaysALeaf(() -> square(layout), leaf -> (Tensor) Torch.call("aten::lift", leaf));
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"SPARSE_COO", "SPARSE_CSR", "SPARSE_CSC", "SPARSE_BSR"})
    void leafThatIsItsOwnMask_isNotItsOwnResult(Layout layout) {
        assertStaysALeaf(() -> square(layout), leaf -> leaf.sparseMask(leaf));
    }

    @Test
    void leafThatIsReshapedToItsShapeInOneDnnsLayout_isNotItsOwnResult() {
        assertStaysALeaf(() -> square(Layout.MKLDNN), leaf -> leaf.reshape(4, 4));
    }

    @Test
    void sumOfANestedLeafOfNoParts_isNotItsOwnResult() {
        assertStaysALeaf(() -> Nested.nestedTensor(List.of()), leaf -> leaf.sum(-1L, true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leafOfNoElementsThatIsDroppedOut_isNotItsOwnResult(boolean train) {
        assertStaysALeaf(
                () -> Torch.zeros(3, 0),
                leaf -> TorchUnlisted.nativeDropout(leaf, 0.5, train).output());
    }

    private static Tensor square(Layout layout) {
        Tensor dense = Torch.eye(4);
        return switch (layout) {
            case STRIDED -> dense;
            case MKLDNN -> dense.toMkldnn();
            case SPARSE_BSR -> dense.toSparseBsr(2);
            default -> dense.toSparse(o -> o.layout(layout));
        };
    }

    private static void assertStaysALeaf(Supplier<Tensor> maker, UnaryOperator<Tensor> operator) {
        try (TensorScope _ = new TensorScope()) {
            Tensor leaf = maker.get().requiresGrad_();
            Tensor result = operator.apply(leaf);

            assertThat(leaf.isLeaf()).isTrue();
            assertThat(result.isLeaf()).isFalse();
            assertThat(result.layout()).isEqualTo(leaf.layout());
        }
    }

    @Test
    void halvesThatAreQuantizedDynamically_areNotTheirOwnResult() {
        try (TensorScope _ = new TensorScope()) {
            Tensor leaf = Torch.ones(3).to(DType.FLOAT16).requiresGrad_();
            Torch.call("aten::quantize_per_tensor_dynamic", leaf, DType.FLOAT16, false);

            assertThat(leaf.isLeaf()).isTrue();
        }
    }

    @Test
    void vander_doesNotKeepItself() {
        try (TensorScope _ = new TensorScope()) {
            Tensor x = Torch.tensor(new float[] {2, 3}).requiresGrad_();
            Tensor powers = (Tensor) Torch.call("aten::vander", x, 3L, false);

            assertThat(powers.toString())
                    .startsWith("tensor([[4., 2., 1.],\n        [9., 3., 1.]]");
            powers.sum().backward();
            assertThat(x.grad().toFloatArray()).containsExactly(5, 7);
        }
    }
}
