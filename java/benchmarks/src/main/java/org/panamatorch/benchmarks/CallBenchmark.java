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
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.HuberLoss;
import org.panamatorch.nn.ReLU;

import java.util.concurrent.TimeUnit;

/**
 * What the ways to call a function cost beside the operator: a module's {@code call}, and options
 * set in a lambda.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx1g"})
public class CallBenchmark {
    private ReLU relu;
    private HuberLoss huber;
    private Tensor x;
    private Tensor y;

    /** Makes modules and operands. */
    @Setup
    public void setUp() {
        Torch.setNumThreads(1);
        relu = new ReLU();
        huber = new HuberLoss(o -> o.delta(0.5));
        x = Torch.ones(2);
        y = Torch.zeros(2);
    }

    /**
     * The operator alone.
     *
     * @return what it computes
     */
    @Benchmark
    public long reluOperator() {
        try (TensorScope _ = new TensorScope()) {
            return Torch.relu(x).numel();
        }
    }

    /**
     * The operator behind a module without hooks.
     *
     * @return what it computes
     */
    @Benchmark
    public long reluModule() {
        try (TensorScope _ = new TensorScope()) {
            return relu.call(x).numel();
        }
    }

    /**
     * A loss whose options were set when its module was made.
     *
     * @return what it computes
     */
    @Benchmark
    public long huberModule() {
        try (TensorScope _ = new TensorScope()) {
            return huber.call(x, y).numel();
        }
    }

    /**
     * A loss whose options are set in each call.
     *
     * @return what it computes
     */
    @Benchmark
    public long huberOptions() {
        try (TensorScope _ = new TensorScope()) {
            return Functional.huberLoss(x, y, o -> o.delta(0.5)).numel();
        }
    }
}
