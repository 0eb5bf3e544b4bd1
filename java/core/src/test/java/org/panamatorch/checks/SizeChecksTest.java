package org.panamatorch.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.panamatorch.checks.Refused.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Linalg;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Out;
import org.panamatorch.Scalar;
import org.panamatorch.Shape;
import org.panamatorch.Special;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.GRU;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.MaxPool1d;
import org.panamatorch.nn.MaxPool2d;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.nn.Tanh;
import org.panamatorch.nn.Transformer;
import org.panamatorch.nn.TransformerDecoder;
import org.panamatorch.nn.TransformerDecoderLayer;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;
import org.panamatorch.nn.utils.Parametrizations;
import org.panamatorch.nn.utils.SpectralNorm;
import org.panamatorch.option.LstsqDriver;
import org.panamatorch.option.PadMode;
import org.panamatorch.support.InScope;
import org.panamatorch.support.RecordedWith;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Sizes that wrap, and those that would keep one native call busy for minutes. */
@NoLeaks
class SizeChecksTest {
    private static final TensorOptions META = TensorOptions.of(Device.META);

    @RegisterExtension final InScope scope = new InScope();

    @ParameterizedTest
    @ValueSource(
            longs = {
                Long.MAX_VALUE,
                Long.MAX_VALUE - 1,
                1L << 62,
                (1L << 32) + 3,
                1L << 40,
                Long.MIN_VALUE
            })
    void windowsOfPoolingBeyondAnInt_areRefused(long size) {
        String text =
                "max_pool: kernel_size has "
                        + size
                        + ", expected no number beyond 2147483647\n  in ";
        Tensor rows = Torch.rand(3, 1, 7);
        assertRefused(text, () -> new MaxPool1d(size).call(rows));
        assertRefused(text, () -> Torch.maxPool1dWithIndices(rows, size));
        assertRefused(text, () -> Torch.call("aten::max_pool1d", rows, new long[] {size}));
        assertRefused(text, () -> new MaxPool1d(size).call(Torch.rand(3, 1, 7).requiresGrad_()));
        assertRefused(
                "max_pool: stride has " + size,
                () -> Functional.maxPool1d(rows, 2, o -> o.stride(size)));
        assertRefused(text, () -> new MaxPool2d(size).call(Torch.rand(1, 4, 4)));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 1L << 40, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void fractionalWindowsBeyondAnInt_areRefused(long size) {
        String text =
                "fractional_max_pool: kernel_size has "
                        + size
                        + ", expected no number beyond 2147483647\n  in ";
        assertRefused(
                text,
                () ->
                        Functional.fractionalMaxPool2d(
                                Torch.rand(1, 1, 6, 6), size, o -> o.outputSize(2)));
        assertRefused(
                text,
                () ->
                        Functional.fractionalMaxPool3d(
                                Torch.rand(1, 1, 4, 6, 6), size, o -> o.outputSize(2)));
    }

    @Test
    void windowLongerThanTheInput_isLibTorchsError() {
        assertRefused(
                "max_pool1d() Invalid computed output size: 0",
                () -> new MaxPool1d(9).call(Torch.rand(3, 1, 7)));
    }

    @Test
    void paddingThatPoolingWouldWalkThrough_isRefused() {
        long half = (1 << 30) - 1;
        assertRefused(
                "max_pool: padding has 1073741823, expected no number beyond 1048576",
                () ->
                        Torch.maxPool2d(
                                Torch.rand(1, 7, 7),
                                Integer.MAX_VALUE,
                                o -> o.stride(1).padding(half)));
    }

    @Test
    void windowThatPoolingWouldWalkThrough_isRefusedBeyondTheInput() {
        assertRefused(
                "max_pool: kernel_size has 2147483647, expected no number beyond 2097155\n  in ",
                () ->
                        Torch.maxPool1d(
                                Torch.rand(1, 1, 3), Integer.MAX_VALUE, o -> o.ceilMode(true)));
        Tensor longer = Torch.arange(3_000_000).to(DType.FLOAT32).unsqueeze(0);
        assertThat(Torch.maxPool1d(longer, 3_000_000).toFloatArray()).containsExactly(2_999_999f);
    }

    @Test
    void refinementsForMinutes_areRefused() {
        Tensor matrix = Torch.rand(3, 3);
        assertRefused(
                "niter(=2147483647) is expected to be at most 65536\n  in svd_lowrank(",
                () -> Torch.svdLowrank(matrix, o -> o.niter(Integer.MAX_VALUE)));
        assertRefused(
                "niter(=2147483647) is expected to be at most 65536\n  in pca_lowrank(",
                () -> Torch.pcaLowrank(matrix, o -> o.niter(Integer.MAX_VALUE)));
        String text = "n_power_iterations(=65537) is expected to be at most 65536";
        assertRefused(
                text,
                () ->
                        Parametrizations.spectralNorm(
                                new Linear(3, 3), o -> o.nPowerIterations(65537).dim(0)));
        assertRefused(
                text,
                () ->
                        SpectralNorm.spectralNorm(
                                new Linear(3, 3), o -> o.nPowerIterations(65537).dim(0)));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 1L << 61, (1L << 48) + 1, -(1L << 61)})
    void replicatedPaddingThatWraps_isRefused(long size) {
        for (int dims = 1; dims <= 3; dims++) {
            long[] shape = new long[dims + 2];
            Arrays.fill(shape, 2);
            long[] padding = new long[2 * dims];
            padding[0] = size;
            padding[1] = size;
            Tensor input = Torch.ones(shape);
            assertRefused(
                    "replication_pad: padding has " + size,
                    () -> Functional.pad(input, padding, o -> o.mode(PadMode.REPLICATE)));
        }
    }

    @Test
    void replicatedPaddingWithoutElements_isRefusedWhereItIsLong() {
        Tensor input = Torch.ones(1, 1, 1, 1, 2);
        assertRefused(
                "size is [1, 1, 6, 2147483648, 0], expected a product of at most 4294967296 beside"
                        + " a 0",
                () ->
                        Functional.pad(
                                input,
                                new long[] {-1, -1, Integer.MAX_VALUE, 0, 3, 2},
                                o -> o.mode(PadMode.REPLICATE)));
        Tensor none = Torch.ones(0, 1, 1, 1, 2);
        assertThat(
                        Functional.pad(
                                        none,
                                        new long[] {1, 0, 3, 0, 3, 2},
                                        o -> o.mode(PadMode.REPLICATE))
                                .sizes())
                .containsExactly(0, 1, 6, 4, 3);
    }

    @ParameterizedTest
    @EnumSource(PadMode.class)
    void paddingThatWraps_isRefusedInEachMode(PadMode mode) {
        long[][] paddings = {
            {Long.MAX_VALUE, Long.MAX_VALUE},
            {Long.MAX_VALUE, -Long.MAX_VALUE},
            {Long.MIN_VALUE, 0},
            {Long.MIN_VALUE, Long.MIN_VALUE},
            {1L << 62, 1L << 62}
        };
        Tensor input = Torch.ones(1, 1, 4);
        for (long[] padding : paddings) {
            assertThatThrownBy(() -> Functional.pad(input, padding, o -> o.mode(mode)))
                    .isInstanceOf(TorchException.class);
        }
    }

    @Test
    void columnsThatWrap_areRefused() {
        long huge = 1L << 62;
        assertRefused(
                "unfold: dilation has 4611686018427387904",
                () ->
                        Functional.unfold(
                                Torch.ones(1, 1, 4, 4), 2, o -> o.dilation(huge).padding(huge)));
        assertRefused(
                "fold: kernel_size has 4611686018427387904",
                () -> Functional.fold(Torch.ones(1, 4, 1), 2, huge, o -> o.padding(huge)));
    }

    @Test
    void repeatsThatWrap_areRefused() {
        Tensor repeats = Torch.tensor(Long.MAX_VALUE, Long.MAX_VALUE, 2L);
        String text = "repeat_interleave: repeats sum to more than an int64 can be";
        assertRefused(text, () -> Torch.repeatInterleave(repeats));
        assertRefused(text, () -> Torch.ones(3).repeatInterleave(repeats));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT32", "INT64"})
    void negativeRepeatsThatSumToTheOutputSize_areRefused(DType dtype) {
        Tensor repeats = Torch.tensor(1L, 100_000L, -100_001L).to(dtype);
        String text = "repeats can not be negative";
        assertRefused(text, () -> Torch.repeatInterleave(repeats, 0L));
        assertRefused(text, () -> Torch.repeatInterleave(repeats));
    }

    @Test
    void dimensionsBeyond1024_areRefused() {
        long[] ones = new long[100_000];
        Arrays.fill(ones, 1);
        String text = "size has 100000 dimensions, expected at most 1024\n  in ";
        Tensor one = Torch.ones(1);
        assertRefused(text, () -> one.view(ones));
        assertRefused(text, () -> one.reshape(ones));
        assertRefused(text, () -> one.expand(ones));
        assertRefused(text, () -> one.asStrided(ones, ones));
        assertRefused(text, () -> one.repeat(ones));
        assertRefused(text, () -> one.tile(ones));
        assertRefused(text, () -> one.unflatten(0, ones));
        assertRefused(text, () -> Torch.ones(ones));
        assertRefused(text, () -> Torch.empty(ones, TensorOptions.of(DType.INT8)));
        assertRefused(text, () -> Torch.zeros(ones));
        assertRefused(text, () -> Torch.rand(ones));
        assertRefused(text, () -> Torch.emptyStrided(ones, ones, TensorOptions.DEFAULT));
        assertRefused(text, () -> one.newOnes(ones));
    }

    @Test
    void viewsWithMoreElementsThanAnyoneReads_areRefused() {
        Tensor one = Torch.ones(1);
        long count = 1L << 60;
        String end = " has more elements than 9007199254740992\n";
        assertRefused("a view of size [1152921504606846976]" + end, () -> one.expand(count));
        assertRefused(
                "a view of size [3, 1152921504606846976, -1]" + end,
                () -> one.expand(3, count, -1));
        assertRefused(
                "a view of size [1152921504606846976, 2]" + end,
                () -> one.asStrided(new long[] {count, 2}, new long[] {0, 0}));
        assertRefused(
                "a view of size [1152921504606846976]" + end,
                () -> one.expandAs(Torch.empty(new long[] {count}, META)));
        assertThat(one.expand(0, 1L << 32).numel()).isZero();
        assertThat(Torch.empty(new long[] {1}, META).expand(count).numel()).isEqualTo(count);
    }

    @Test
    void dimensionsUpTo1024_areTaken() {
        long[] ones = new long[1024];
        Arrays.fill(ones, 1);

        assertThat(Torch.ones(1).view(ones).sum().item()).isEqualTo(1.0);
    }

    @Test
    void partsBeyondAMillion_areRefused() {
        String text = "a tensor is split into 67108864 parts, expected at most 1048576";
        assertRefused(text, () -> Torch.ones(10).tensorSplit(1 << 26));
        assertRefused(text, () -> Torch.zeros(0, 3).chunk(1 << 26));
        assertRefused(text, () -> Torch.zeros(0, 3).unsafeChunk(1 << 26));
        assertThat(Torch.ones(10).chunk(1 << 26)).hasSize(10);
    }

    @Test
    void partsWithoutMemory_areRefusedBeyondAMillion() {
        String text = "a tensor is split into 67108864 parts, expected at most 1048576";
        Tensor repeated = Torch.ones(3, 1).expand(3, 1 << 26);
        Tensor none = Torch.zeros(0, 1 << 26);
        for (Tensor tensor : List.of(repeated, none)) {
            assertRefused(text, () -> tensor.unbind(1));
            assertRefused(text, () -> Torch.unbindCopy(tensor, 1));
            assertRefused(text, () -> tensor.split(1, -1));
            assertRefused(text, () -> tensor.unsafeSplit(1, 1));
            assertRefused(text, () -> tensor.chunk(1 << 26, 1));
            assertThat(tensor.split(1 << 25, 1)).hasSize(2);
        }
        assertThat(Torch.zeros((1 << 20) + 1).unbind()).hasSize((1 << 20) + 1);
    }

    @Test
    void endlessRecurrences_areRefused() {
        String text = "polynomial: n has a degree beyond 1048576";
        Tensor x = Torch.ones(2);
        assertRefused(text, () -> Special.laguerrePolynomialL(x, 1L << 62));
        assertRefused(text, () -> Special.legendrePolynomialP(x, 1L << 62));
        assertRefused(text, () -> Special.laguerrePolynomialL(x, Torch.tensor(1e18)));
        assertRefused(text, () -> Special.legendrePolynomialP(0.5, Torch.tensor(1e18)));
        assertRefused(
                "mvlgamma: p is 1073741824, expected at most 1048576",
                () -> Torch.mvlgamma(Torch.tensor(3.0), 1 << 30));
        assertRefused(
                "mvlgamma: p is 1073741824, expected at most 1048576",
                () -> Out.mvlgamma(Torch.zeros(0), Torch.tensor(3.0), 1 << 30));
        assertRefused(
                "combinations: r is 2147483647, expected at most 64",
                () -> Torch.combinations(Torch.arange(4), Integer.MAX_VALUE));
        assertRefused(
                "choose_qparams_optimized: n_bins is 9223372036854775807",
                () -> Torch.chooseQparamsOptimized(Torch.rand(5), 5, Long.MAX_VALUE, 0.1, 8));
        assertRefused(
                "choose_qparams_optimized: ratio is 1e+09, expected at most 1\n  in ",
                () -> Torch.chooseQparamsOptimized(Torch.rand(5), 5, 4, 1e9, 2));
        assertRefused(
                "choose_qparams_optimized: ratio is nan, expected at most 1\n  in ",
                () -> Torch.chooseQparamsOptimized(Torch.rand(5), 5, 4, Double.NaN, 2));
        assertRefused(
                "choose_qparams_optimized: numel is 0, expected from 1 to 0, the elements of input",
                () -> Torch.chooseQparamsOptimized(Torch.ones(0), 0, 1, 0, 1));
    }

    @Test
    void windowsBeyondReason_areRefused() {
        String text = "window_length is 2147483648, expected at most 67108864\n  in ";
        long length = 1L << 31;
        assertRefused(text, () -> Torch.hannWindow(length));
        assertRefused(text, () -> Torch.hannWindow(length, false));
        assertRefused(text, () -> Torch.hammingWindow(length));
        assertRefused(text, () -> Torch.hammingWindow(length, true, 0.5));
        assertRefused(text, () -> Torch.hammingWindow(length, true, 0.5, 0.5));
        assertRefused(text, () -> Torch.bartlettWindow(length));
        assertRefused(text, () -> Torch.blackmanWindow(length, true));
        assertRefused(text, () -> Torch.kaiserWindow(length));
        assertRefused(text, () -> Torch.kaiserWindow(length, true, 12));
        assertThat(Torch.hannWindow(3, false).toFloatArray()).containsExactly(0, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1025, 1 << 30, Long.MAX_VALUE})
    void layersBeyondAllReason_areRefused(long layers) {
        String text = "num_layers is " + layers + ", expected at most 1024";
        var encoder = new TransformerEncoderLayer(2, 1);
        var decoder = new TransformerDecoderLayer(2, 1);
        assertRefused(text, () -> new TransformerEncoder(encoder, layers));
        assertRefused(text, () -> new TransformerDecoder(decoder, layers));
        assertRefused(text, () -> new Transformer(o -> o.dModel(8).numEncoderLayers(layers)));
        assertRefused(text, () -> new Transformer(o -> o.dModel(8).numDecoderLayers(layers)));
    }

    @ParameterizedTest
    @ValueSource(longs = {257, 1000, Long.MAX_VALUE})
    void recurrentLayersBeyondAllReason_areRefused(long layers) {
        String text = "num_layers is " + layers + ", expected at most 256";
        assertRefused(text, () -> new GRU(1, 1, o -> o.numLayers(layers)));
        assertRefused(text, () -> new LSTM(1, 1, o -> o.numLayers(layers).bidirectional(true)));
        assertRefused(text, () -> new RNN(1, 1, o -> o.numLayers(layers)));
    }

    @Test
    void sequenceTimesMoreThanAllReason_isRefused() {
        Sequential two = new Sequential(new ReLU(), new Tanh());
        assertRefused(
                "times: 2 modules 2147483647 times are 4294967294, expected at most 1048576",
                () -> two.times(Integer.MAX_VALUE));
        assertThat(two.times(3).size()).isEqualTo(6);
        assertThat(new Sequential().times(Integer.MAX_VALUE).size()).isZero();
    }

    @Test
    void tensorsOfNoElements_haveNoEndlessDimensions() {
        String text =
                "size is [2, 0, 1099511627776], expected a product of at most 4294967296 beside a"
                        + " 0";
        Tensor none = Torch.ones(0);
        assertRefused(text, () -> none.view(2, 0, 1L << 40));
        assertRefused(text, () -> none.reshape(new long[] {2, 0, 1L << 40}));
        assertRefused(text, () -> Torch.empty(2, 0, 1L << 40));
        assertRefused(text, () -> Torch.zeros(1, 0, 1).expand(2, 0, 1L << 40));
        assertThat(Torch.empty(0, 1L << 32).sizes()).containsExactly(0, 1L << 32);
    }

    @Test
    void adaptivePoolsOfNoElements_walkAlongNoLongDimension() {
        long[] size = {1L << 31, 0};
        String text =
                "adaptive_pool: output_size has 2147483648, expected no number beyond 16777216\n"
                        + "  in ";
        Tensor image = Torch.rand(1, 2, 3, 4);
        assertRefused(text, () -> Functional.adaptiveMaxPool2d(image, size));
        assertRefused(text, () -> Torch.call("aten::adaptive_max_pool2d", image, size));
        assertRefused(text, () -> Functional.adaptiveMaxPool3d(image, new long[] {1L << 31, 1, 0}));
        assertRefused(text, () -> Functional.adaptiveAvgPool3d(image, new long[] {1L << 31, 1, 0}));
        assertThat(Functional.adaptiveAvgPool2d(image, size).sizes())
                .containsExactly(1, 2, 1L << 31, 0);
        assertThat(Functional.adaptiveMaxPool2d(image, new long[] {1 << 20, 0}).sizes())
                .containsExactly(1, 2, 1 << 20, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 30, Integer.MAX_VALUE, 1 << 20})
    void threadsThatNoMachineHas_areRefused(int threads) {
        int before = Torch.getNumThreads();
        assertRefused(
                "setNumThreads: threads is " + threads + ", expected at most ",
                () -> Torch.setNumThreads(threads));
        assertRefused(
                "setNumInteropThreads: threads is " + threads,
                () -> Torch.setNumInteropThreads(threads));
        assertThat(Torch.getNumThreads()).isEqualTo(before);
    }

    @Test
    void averagesOfTheSmallestIntegerByMinusOne_areItsNegation() {
        Tensor smallest = Torch.full(new long[] {1, 2, 2}, Long.MIN_VALUE);
        long[] one = {1};
        long[] zero = {0};
        assertThat(
                        ((Tensor)
                                        Torch.call(
                                                "aten::avg_pool2d",
                                                smallest,
                                                one,
                                                one,
                                                zero,
                                                false,
                                                true,
                                                -1L))
                                .view(-1)
                                .toLongArray())
                .containsOnly(Long.MIN_VALUE);
        Tensor halves = Torch.full(new long[] {1, 3, 2, 2}, Long.MIN_VALUE / 2);
        Tensor sums =
                Functional.avgPool2d(
                        halves.contiguous(MemoryFormat.CHANNELS_LAST),
                        Shape.of(1, 2),
                        o -> o.stride(1).divisorOverride(-1));
        assertThat(sums.reshape(-1).toLongArray()).containsOnly(Long.MIN_VALUE);
        Tensor counted = Torch.arange(8).view(1, 2, 2, 2);
        assertThat(
                        Functional.avgPool3d(
                                        counted,
                                        Shape.of(1, 1, 2),
                                        o -> o.stride(1).divisorOverride(-1))
                                .view(-1)
                                .toLongArray())
                .containsExactly(-1, -5, -9, -13);
    }

    @Test
    void stepsThatAreNoInteger_areRefusedForIntegers() {
        for (DType dtype : new DType[] {DType.INT64, DType.INT32, DType.INT8, DType.UINT8}) {
            assertRefused(
                    "range: step is 0.5, which is no integer but 0, expected another for ",
                    () -> Torch.range(0, 5.5, 0.5, TensorOptions.of(dtype)));
            assertRefused(
                    "range: step is 0.5, which is no integer but 0, expected another for ",
                    () -> Torch.range(0, 0, Scalar.complex(0.5, 0), TensorOptions.of(dtype)));
        }
        assertThat(Torch.range(0, 1, 0.5).toFloatArray()).containsExactly(0, 0.5f, 1);
        assertThat(Torch.range(0, 5, 2.5, TensorOptions.of(DType.INT64)).numel()).isEqualTo(3);
    }

    @Test
    void countsOfIntegersThatWrap_areRefused() {
        String text = "arange: invalid size, possible overflow?\n  in arange.start_step(";
        TensorOptions meta = TensorOptions.of(DType.INT64).device(Device.META);
        assertRefused(text, () -> Torch.arange(Long.MAX_VALUE, -1, -1));
        assertRefused(text, () -> Torch.arange(Long.MAX_VALUE, -1, -1, meta));
        assertRefused(text, () -> Torch.arange(0, Long.MIN_VALUE, -1));
        assertRefused("range: step is 0.5", () -> Torch.range(0, 5, 0.5, meta));
        assertThat(Torch.arange(Long.MIN_VALUE + 2, Long.MIN_VALUE, -1).toLongArray())
                .containsExactly(Long.MIN_VALUE + 2, Long.MIN_VALUE + 1);
        assertThat(Torch.arange(Long.MAX_VALUE, Long.MAX_VALUE - 2, -1).toLongArray())
                .containsExactly(Long.MAX_VALUE, Long.MAX_VALUE - 1);
    }

    @Test
    @RecordedWith(value = "2.13", why = "there is no torch.qr")
    void batchOfEndlessEmptyMatrices_isRefusedByQr() {
        Tensor tall = Torch.empty((1L << 22) + 1, 1, 0);
        assertRefused(
                "linalg: a batch of size [4194305, 1, 0] has 4194305 matrices without elements,"
                        + " expected at most 4194304\n  in ",
                () -> Torch.call("aten::qr", tall));
    }

    @Test
    void batchesOfEndlessEmptyMatrices_areRefused() {
        long count = (1L << 22) + 1;
        Tensor square = Torch.empty(count, 0, 0);
        Tensor tall = Torch.empty(count, 1, 0);
        String text = " has 4194305 matrices without elements, expected at most 4194304\n  in ";
        String ofSquare = "linalg: a batch of size [4194305, 0, 0]" + text;
        String ofTall = "linalg: a batch of size [4194305, 1, 0]" + text;
        assertRefused(ofTall, () -> Linalg.qr(tall));
        assertRefused(ofTall, () -> Torch.call("aten::geqrf", tall));
        assertRefused(ofTall, () -> Torch.call("aten::ormqr", tall, Torch.empty(count, 0), tall));
        assertRefused(ofTall, () -> Linalg.lstsq(tall, tall));
        assertRefused(ofSquare, () -> Linalg.eig(square));
        assertRefused(ofSquare, () -> Linalg.eigvals(square));
        assertRefused(ofSquare, () -> Linalg.solveTriangular(square, square, true));
        assertRefused(ofSquare, () -> Torch.call("aten::triangular_solve", square, square));
        assertRefused(ofSquare, () -> Torch.call("aten::cholesky_inverse", square));
        assertRefused(ofSquare, () -> Torch.call("aten::cholesky_solve", square, square));
    }

    @Test
    void batchOfManyEmptyMatrices_isDecomposed() {
        assertThat(Linalg.qr(Torch.empty(1 << 10, 1, 0)).q().sizes()).containsExactly(1024, 1, 0);
        assertThat(Linalg.eigvals(Torch.empty(3, 0, 0)).sizes()).containsExactly(3, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GELSD", "GELSS"})
    void leastSquaresOfNothing_areRefusedBySingularValues(String driver) {
        Tensor none = Torch.ones(3, 0);
        assertRefused(
                "linalg.lstsq: other has size [3, 0], expected one column at least for driver '"
                        + driver.toLowerCase(Locale.ROOT)
                        + "'\n  in ",
                () -> Linalg.lstsq(Torch.ones(3, 2), none, 0.0, LstsqDriver.valueOf(driver)));
        assertThat(Linalg.lstsq(Torch.ones(3, 2), none, 0.0, LstsqDriver.GELSY).solution().shape())
                .hasToString("torch.Size([2, 0])");
    }
}
