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
import org.panamatorch.nn.CrossEntropyLoss;
import org.panamatorch.nn.Embedding;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.RNNCell;
import org.panamatorch.nn.UnaryModule;
import org.panamatorch.optim.Adam;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An epoch of the hello programs: forward, loss, backward and a step, for profilers; {@code
 * scripts/bench} compares it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx1g"})
public class HelloEpochBenchmark {
    private static final long[] HELLO = {1, 0, 2, 2, 3};
    private static final long[] OHLOL = {3, 1, 2, 3, 2};

    private final CrossEntropyLoss criterion = new CrossEntropyLoss();
    private RNNCell cell;
    private Adam cellOptimizer;
    private List<Tensor> steps;
    private List<Tensor> stepLabels;

    private EmbeddingModel model;
    private Adam modelOptimizer;
    private Tensor inputs;
    private Tensor labels;

    private static final class EmbeddingModel extends UnaryModule {
        private final Embedding emb = register("emb", new Embedding(4, 10));
        private final RNN rnn =
                register("rnn", new RNN(10, 8, o -> o.numLayers(2).batchFirst(true)));
        private final Linear fc = register("fc", new Linear(8, 4));

        @Override
        protected Tensor forward(Tensor x) {
            Tensor hidden = Torch.zeros(2, x.size(0), 8);
            return fc.call(rnn.call(emb.call(x), hidden).output()).view(-1, 4);
        }
    }

    /** Makes models and data. */
    @Setup
    public void setUp() {
        Torch.setNumThreads(1);
        Torch.manualSeed(0);
        cell = new RNNCell(4, 4);
        cellOptimizer = new Adam(cell.parameters(), 0.01);
        steps = Torch.eye(4).indexSelect(0, Torch.tensor(HELLO)).view(-1, 1, 4).stream().toList();
        stepLabels = Torch.tensor(OHLOL).view(-1, 1).stream().toList();
        model = new EmbeddingModel();
        modelOptimizer = new Adam(model.parameters(), 0.05);
        inputs = Torch.tensor(new long[][] {HELLO});
        labels = Torch.tensor(OHLOL);
    }

    /**
     * An epoch of hello_rnncell.
     *
     * @return the loss
     */
    @Benchmark
    public double helloRnnCell() {
        try (var _ = new TensorScope()) {
            cellOptimizer.zeroGrad();
            Tensor hidden = Torch.zeros(1, 4);
            Tensor loss = null;
            for (int i = 0; i < steps.size(); i++) {
                hidden = cell.call(steps.get(i), hidden);
                Tensor step = criterion.call(hidden, stepLabels.get(i));
                loss = loss == null ? step : loss.add(step);
                hidden.max(1).indices().item();
            }
            loss.backward();
            cellOptimizer.step();
            return loss.item().doubleValue();
        }
    }

    /**
     * An epoch of hello_embedding.
     *
     * @return the loss
     */
    @Benchmark
    public double helloEmbedding() {
        try (var _ = new TensorScope()) {
            modelOptimizer.zeroGrad();
            Tensor outputs = model.call(inputs);
            Tensor loss = criterion.call(outputs, labels);
            loss.backward();
            modelOptimizer.step();
            outputs.max(1).indices().toLongArray();
            return loss.item().doubleValue();
        }
    }
}
