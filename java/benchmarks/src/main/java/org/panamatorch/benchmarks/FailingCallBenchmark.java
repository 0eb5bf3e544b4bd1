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
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;

import java.util.concurrent.TimeUnit;

/**
 * The cost of a call that PyTorch refuses, which services catch: no native backtrace may be written
 * out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx1g"})
public class FailingCallBenchmark {
    private static final long[] SIZE = {2};
    private static final TensorOptions NOWHERE = TensorOptions.of(Device.of("xpu"));

    private Tensor a;
    private Tensor b;
    private Tensor sparse;
    private Tensor loss;

    /** Makes the operands. */
    @Setup
    public void setUp() {
        Torch.setNumThreads(1);
        a = Torch.ones(2);
        b = Torch.ones(3);
        sparse = Torch.ones(2, 2).toSparse();
        loss = Torch.ones(2).requiresGrad_().exp();
    }

    private static int refused(Runnable call) {
        try {
            call.run();
        } catch (TorchException e) {
            return e.getMessage().length();
        }
        throw new IllegalStateException("not refused");
    }

    /**
     * A view of another number of elements.
     *
     * @return the length of the error's text
     */
    @Benchmark
    public int view() {
        return refused(() -> a.view(7));
    }

    /**
     * A sum of other sizes.
     *
     * @return the length of the error's text
     */
    @Benchmark
    public int add() {
        return refused(() -> a.add(b));
    }

    /**
     * A dimension that is not there.
     *
     * @return the length of the error's text
     */
    @Benchmark
    public int sum() {
        return refused(() -> a.sum(5));
    }

    /**
     * An error that LibTorch puts into another one.
     *
     * @return the length of the error's text
     */
    @Benchmark
    public int unflatten() {
        return refused(() -> a.unflatten(0, -1, -1));
    }

    /**
     * An operator without a kernel.
     *
     * @return the length of the error's text
     */
    @Benchmark
    public int noKernel() {
        return refused(() -> sparse.flip(0));
    }

    /**
     * A device that is not there.
     *
     * @return the length of the error's text
     */
    @Benchmark
    public int noDevice() {
        return refused(() -> Torch.ones(SIZE, NOWHERE));
    }

    /**
     * A backward pass without a gradient to begin with.
     *
     * @return the length of the error's text
     */
    @Benchmark
    public int backward() {
        return refused(() -> loss.backward());
    }
}
