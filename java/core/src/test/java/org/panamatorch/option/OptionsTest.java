package org.panamatorch.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.panamatorch.Fft;
import org.panamatorch.Linalg;
import org.panamatorch.Sparse;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.EmbeddingBag;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.utils.Rnn;
import org.panamatorch.support.InScope;

import java.util.List;
import java.util.Map;

/** Each value of each option is the word, or the code, that LibTorch knows. */
@NoLeaks
class OptionsTest {
    @RegisterExtension final InScope scope = new InScope();

    private static Tensor matrix() {
        return Torch.tensor(new float[][] {{4, -1.5f, 0.5f}, {1, 3, -0.25f}, {2, 0.75f, 5}});
    }

    private static Tensor longs(long... values) {
        return Torch.tensor(values);
    }

    /** Asserts that a typed result is that of the operator by name with Python's word. */
    private static void assertSame(
            Object typed, String operator, List<?> arguments, Map<String, ?> keywords) {
        Object named = Torch.ops(operator).call(arguments, keywords);
        assertThat(parts(typed)).isEqualTo(parts(named));
    }

    private static List<String> parts(Object value) {
        return switch (value) {
            case Tensor tensor -> List.of(tensor.toString());
            case Object[] several -> List.of(several).stream().map(Object::toString).toList();
            case List<?> several -> several.stream().map(Object::toString).toList();
            default -> throw new AssertionError(value);
        };
    }

    @ParameterizedTest
    @EnumSource
    void roundingMode_isDivs(RoundingMode mode) {
        assertSame(
                matrix().div(-2, mode),
                "aten::div.Scalar_mode",
                List.of(matrix(), -2),
                Map.of("rounding_mode", mode.toString()));
    }

    @Test
    void roundingModeNull_dividesExactly() {
        assertThat(matrix().select(0, 0).select(0, 1).div(2, null).item()).isEqualTo(-0.75);
    }

    @ParameterizedTest
    @EnumSource
    void fftNorm_isFfts(FftNorm norm) {
        assertSame(
                Fft.fft(matrix(), o -> o.dim(0).norm(norm)),
                "aten::fft_fft",
                List.of(matrix()),
                Map.of("dim", 0, "norm", norm.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void indexing_isMeshgrids(Indexing indexing) {
        List<Tensor> sides = List.of(longs(1, 2), longs(3, 4, 5));
        assertSame(
                Torch.meshgrid(sides, indexing),
                "aten::meshgrid.indexing",
                List.of(sides),
                Map.of("indexing", indexing.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void quantileInterpolation_isQuantiles(QuantileInterpolation interpolation) {
        assertSame(
                matrix().quantile(0.3, 0, o -> o.interpolation(interpolation)),
                "aten::quantile.scalar",
                List.of(matrix(), 0.3, 0),
                Map.of("interpolation", interpolation.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void lstsqDriver_isLstsqs(LstsqDriver driver) {
        Tensor typed = Linalg.lstsq(matrix(), matrix().neg(), null, driver).solution();
        Object[] named =
                (Object[])
                        Torch.ops("aten::linalg_lstsq")
                                .call(
                                        List.of(matrix(), matrix().neg()),
                                        Map.of("driver", driver.toString()));
        assertThat(typed).hasToString(named[0].toString());
    }

    @ParameterizedTest
    @EnumSource
    void svdDriver_isRefusedOnTheCpuByItsName(SvdDriver driver) {
        assertThatThrownBy(() -> Linalg.svdvals(matrix(), driver))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("keyword argument `driver=` is only supported on CUDA");
    }

    @ParameterizedTest
    @EnumSource
    void matrixNorm_isNorms(MatrixNorm norm) {
        assertSame(
                Linalg.matrixNorm(matrix(), norm),
                "aten::linalg_matrix_norm.str_ord",
                List.of(matrix(), norm.toString()),
                Map.of());
        assertSame(
                Linalg.cond(matrix(), norm),
                "aten::linalg_cond.p_str",
                List.of(matrix(), norm.toString()),
                Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void qrMode_isQrs(QrMode mode) {
        Tensor tall = matrix().narrow(1, 0, 2);
        var typed = Linalg.qr(tall, mode);
        assertSame(
                List.of(typed.q(), typed.r()),
                "aten::linalg_qr",
                List.of(tall),
                Map.of("mode", mode.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void side_isSearchsortedsAndPadSequences(Side side) {
        assertSame(
                Torch.searchsorted(longs(1, 3, 3, 5), 3, o -> o.side(side)),
                "aten::searchsorted.Scalar",
                List.of(longs(1, 3, 3, 5), 3),
                Map.of("side", side.toString()));
        List<Tensor> sequences = List.of(longs(1, 2), longs(3));
        assertSame(
                Rnn.padSequence(
                        sequences, o -> o.batchFirst(true).paddingValue(7).paddingSide(side)),
                "aten::pad_sequence",
                List.of(sequences, true, 7),
                Map.of("padding_side", side.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void uplo_isEighs(Uplo triangle) {
        assertSame(
                Linalg.eigvalsh(matrix(), triangle),
                "aten::linalg_eigvalsh",
                List.of(matrix()),
                Map.of("UPLO", triangle.toString()));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUM", "PROD", "MEAN", "AMAX", "AMIN"})
    void reduce_isScatterReduces(ScatterReduce reduce) {
        Tensor index = longs(0, 2, 0);
        Tensor source = Torch.tensor(new float[] {2, 3, 5});
        assertSame(
                source.scatterReduce(0, index, source, reduce),
                "aten::scatter_reduce.two",
                List.of(source, 0, index, source, reduce.toString()),
                Map.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "MULTIPLY"})
    void reduce_isScatters(ScatterReduce reduce) {
        Tensor index = longs(0, 2, 0);
        Tensor source = Torch.tensor(new float[] {2, 3, 5});
        assertSame(
                source.scatter(0, index, source, reduce),
                "aten::scatter.reduce",
                List.of(source, 0, index, source),
                Map.of("reduce", reduce.toString()));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUM", "MEAN", "MAX", "MIN", "PROD"})
    void reduce_isSegmentReduces(ScatterReduce reduce) {
        Tensor data = Torch.tensor(new float[] {2, 3, 5});
        assertSame(
                Torch.segmentReduce(data, reduce, o -> o.lengths(longs(1, 2))),
                "aten::segment_reduce",
                List.of(data, reduce.toString()),
                Map.of("lengths", longs(1, 2)));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUM", "MEAN", "AMAX", "AMIN"})
    void reduce_isSparseProducts(ScatterReduce reduce) {
        Tensor sparse = matrix().toSparseCsr();
        assertSame(
                Sparse.mm(sparse, matrix(), reduce),
                "aten::_sparse_mm.reduce",
                List.of(sparse, matrix(), reduce.toString()),
                Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void cdistMode_isCdists(CdistMode mode) {
        assertSame(
                Torch.cdist(matrix(), matrix().neg(), 2, mode),
                "aten::cdist",
                List.of(matrix(), matrix().neg(), 2.0, mode.code()),
                Map.of());
        assertThat(mode.code()).isEqualTo(mode.ordinal());
    }

    @ParameterizedTest
    @EnumSource
    void geluApproximation_isGelus(GeluApproximation approximation) {
        assertSame(
                Functional.gelu(matrix(), approximation),
                "aten::gelu",
                List.of(matrix()),
                Map.of("approximate", approximation.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void padMode_isPads(PadMode mode) {
        Tensor signal = matrix().unsqueeze(0);
        assertSame(
                Functional.pad(signal, new long[] {1, 2}, o -> o.mode(mode)),
                "aten::pad",
                List.of(signal, List.of(1, 2), mode.toString()),
                Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void padding_isConvolutions(ConvPadding padding) {
        Tensor signal = matrix().unsqueeze(0);
        Tensor weight = Torch.ones(2, 3, 2);
        assertSame(
                Torch.conv1d(signal, weight, o -> o.padding(padding)),
                "aten::conv1d.padding",
                List.of(signal, weight),
                Map.of("padding", padding.toString()));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BATCHMEAN")
    void reduction_isLosses(Reduction reduction) {
        assertSame(
                Torch.hingeEmbeddingLoss(matrix(), matrix().neg(), o -> o.reduction(reduction)),
                "aten::hinge_embedding_loss",
                List.of(matrix(), matrix().neg(), 1.0, reduction.code()),
                Map.of());
    }

    @Test
    void reductionNull_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(
                        () -> Torch.hingeEmbeddingLoss(matrix(), matrix(), o -> o.reduction(null)))
                .withMessage(
                        "HingeEmbeddingLossOptions: argument 'reduction' is null, expected a"
                                + " reduction");
    }

    @ParameterizedTest
    @EnumSource
    void embeddingBagMode_isEmbeddingBags(EmbeddingBagMode mode) {
        EmbeddingBag bag = new EmbeddingBag(2, 3, o -> o.mode(mode));
        Object[] named =
                (Object[])
                        Torch.ops("aten::embedding_bag")
                                .call(
                                        bag.weight(),
                                        longs(1, 0, 1),
                                        longs(0, 2),
                                        false,
                                        mode.code());
        assertThat(bag.call(longs(1, 0, 1), longs(0, 2)).equal((Tensor) named[0])).isTrue();
    }

    @Test
    void wrongWordForAnOperator_isLibTorchsError() {
        assertThatThrownBy(
                        () ->
                                matrix().scatter(
                                                0,
                                                longs(0, 1, 2).unsqueeze(1),
                                                1,
                                                ScatterReduce.AMAX))
                .isInstanceOf(TorchException.class)
                .hasMessageContaining("reduce argument must be either add or multiply");
    }
}
