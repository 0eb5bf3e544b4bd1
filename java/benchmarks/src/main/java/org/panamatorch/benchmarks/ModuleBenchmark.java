package org.panamatorch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.panamatorch.GradMode;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.MultiheadAttention;
import org.panamatorch.nn.TransformerEncoder;
import org.panamatorch.nn.TransformerEncoderLayer;

import java.util.concurrent.TimeUnit;

/**
 * Forward passes for inference, as in {@code native/parity/bench_modules.cpp} and {@code
 * scripts/python/bench_modules.py}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx1g"})
public class ModuleBenchmark {
    private static final long WIDTH = 256;
    private static final long HEADS = 8;
    private static final long FEED_FORWARD = 1024;
    private static final long LAYERS = 4;
    private static final long BATCH = 8;
    private static final long LSTM_INPUT = 128;
    private static final long LSTM_LENGTH = 32;

    private TransformerEncoder encoder;
    private MultiheadAttention attention;
    private LSTM lstm;
    private Tensor shortText;
    private Tensor longText;
    private Tensor single;
    private Tensor several;

    /** Makes modules and inputs. */
    @Setup
    public void setUp() {
        Torch.setNumThreads(1);
        TransformerEncoderLayer layer =
                new TransformerEncoderLayer(
                        WIDTH, HEADS, o -> o.dimFeedforward(FEED_FORWARD).batchFirst(true));
        encoder = new TransformerEncoder(layer, LAYERS);
        attention = new MultiheadAttention(WIDTH, HEADS, o -> o.batchFirst(true));
        lstm = new LSTM(LSTM_INPUT, WIDTH, o -> o.numLayers(2).batchFirst(true));
        encoder.eval();
        attention.eval();
        lstm.eval();
        shortText = Torch.randn(BATCH, 64, WIDTH);
        longText = Torch.randn(BATCH, 512, WIDTH);
        single = Torch.randn(1, LSTM_LENGTH, LSTM_INPUT);
        several = Torch.randn(16, LSTM_LENGTH, LSTM_INPUT);
    }

    private long encode(Tensor src) {
        try (GradMode _ = Torch.noGrad();
                TensorScope _ = new TensorScope()) {
            return encoder.call(src).numel();
        }
    }

    private long recur(Tensor input) {
        try (GradMode _ = Torch.noGrad();
                TensorScope _ = new TensorScope()) {
            return lstm.call(input).output().numel();
        }
    }

    /**
     * An encoder at length 64.
     *
     * @return so that it is computed
     */
    @Benchmark
    public long encoder64() {
        return encode(shortText);
    }

    /**
     * An encoder at length 512.
     *
     * @return so that it is computed
     */
    @Benchmark
    public long encoder512() {
        return encode(longText);
    }

    /**
     * Attention at length 512, without its weights.
     *
     * @return so that it is computed
     */
    @Benchmark
    public long attention512() {
        try (GradMode _ = Torch.noGrad();
                TensorScope _ = new TensorScope()) {
            return attention
                    .call(longText, longText, longText, o -> o.needWeights(false))
                    .output()
                    .numel();
        }
    }

    /**
     * Two layers of LSTM, a sequence at a time.
     *
     * @return so that it is computed
     */
    @Benchmark
    public long lstm1() {
        return recur(single);
    }

    /**
     * Two layers of LSTM, sixteen sequences at a time.
     *
     * @return so that it is computed
     */
    @Benchmark
    public long lstm16() {
        return recur(several);
    }
}
