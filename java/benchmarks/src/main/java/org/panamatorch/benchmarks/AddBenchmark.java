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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.panamatorch.Operator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;

import java.util.concurrent.TimeUnit;

/**
 * The cost of a call: one-element tensors, so that libtorch's own work is small.
 *
 * <p>For profilers: {@code scripts/bench} compares with C++ and others. Two seconds of warm-up are
 * what the compiler takes to reach its last tier here.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx1g"})
public class AddBenchmark {
    private Tensor a;
    private Tensor b;
    private Tensor recorded;
    private Operator operator;

    /** Makes the operands. */
    @Setup
    public void setUp() {
        Torch.setNumThreads(1);
        a = Torch.ones(1);
        b = Torch.ones(1);
        recorded = Torch.ones(1).requiresGrad_();
        operator = Torch.ops("aten::add.Tensor");
    }

    /** Checks the result that was timed. */
    @TearDown
    public void tearDown() {
        if (a.add(b).item().doubleValue() != 2) {
            throw new IllegalStateException("1 + 1 is not 2");
        }
    }

    /**
     * The sum, freed at once.
     *
     * @return so that it is computed
     */
    @Benchmark
    public boolean add() {
        try (Tensor sum = a.add(b)) {
            return sum.isClosed();
        }
    }

    /**
     * The sum by the operator's name, freed at once.
     *
     * @return so that it is computed
     */
    @Benchmark
    public boolean addByName() {
        try (Tensor sum = (Tensor) Torch.call("aten::add.Tensor", a, b)) {
            return sum.isClosed();
        }
    }

    /**
     * The sum by an operator that was found before, freed at once.
     *
     * @return so that it is computed
     */
    @Benchmark
    public boolean addByOperator() {
        try (Tensor sum = (Tensor) operator.call(a, b)) {
            return sum.isClosed();
        }
    }

    /**
     * The sum, recorded by autograd and freed at once.
     *
     * @return so that it is computed
     */
    @Benchmark
    public boolean addRecorded() {
        try (Tensor sum = recorded.add(b)) {
            return sum.isClosed();
        }
    }

    /**
     * Eight sums in a scope, for which the result has to be divided by eight.
     *
     * @return so that they are computed
     */
    @Benchmark
    public int addInScopeTimes8() {
        try (var scope = new TensorScope()) {
            for (int i = 0; i < 8; i++) {
                a.add(b);
            }
            return scope.size();
        }
    }

    /**
     * The sum, left to the collector.
     *
     * @return so that it is computed
     */
    @Benchmark
    public Tensor addAndForget() {
        return a.add(b);
    }

    /**
     * One size of a tensor.
     *
     * @return the size
     */
    @Benchmark
    public long size() {
        return a.size(0);
    }

    /**
     * The only element.
     *
     * @return the element
     */
    @Benchmark
    public Number item() {
        return a.item();
    }
}
