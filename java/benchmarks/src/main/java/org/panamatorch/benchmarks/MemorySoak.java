package org.panamatorch.benchmarks;

import org.panamatorch.DType;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.nn.CrossEntropyLoss;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.RNN;
import org.panamatorch.optim.Adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Shows that memory stays flat: trains for many steps, or drops many tensors, and prints what the
 * process holds as it goes.
 *
 * <p>{@code MemorySoak naive|scoped|drop COUNT}: naive trains without any scope or close, scoped
 * with a scope a step, drop makes tensors of a mebibyte and forgets them.
 */
public final class MemorySoak {
    private static final int REPORTS = 20;
    private static final long MEBIBYTE = 1 << 20;

    private final long count;
    private final long start = System.nanoTime();

    private MemorySoak(long count) {
        this.count = count;
    }

    /**
     * Runs one of the modes.
     *
     * @param args the mode and how many steps or tensors
     * @throws IOException if the process's memory cannot be read
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !args[1].matches("[0-9]+")) {
            System.err.println("usage: MemorySoak naive|scoped|drop COUNT");
            System.exit(2);
        }
        Torch.setNumThreads(1);
        MemorySoak soak = new MemorySoak(Long.parseLong(args[1]));
        switch (args[0]) {
            case "naive" -> soak.train(false);
            case "scoped" -> soak.train(true);
            default -> soak.drop();
        }
    }

    private void train(boolean scoped) throws IOException {
        RNN rnn = new RNN(4, 8);
        Linear fc = new Linear(8, 4);
        CrossEntropyLoss criterion = new CrossEntropyLoss();
        Tensor x = Torch.eye(4).view(-1, 1, 4);
        Tensor y = Torch.tensor(new long[] {3, 1, 2, 3});
        Adam adam =
                new Adam(
                        java.util.stream.Stream.concat(
                                        rnn.parameters().stream(), fc.parameters().stream())
                                .toList(),
                        0.01);
        for (long step = 1; step <= count; step++) {
            TensorScope scope = scoped ? new TensorScope() : null;
            adam.zeroGrad();
            Tensor loss = criterion.call(fc.call(rnn.call(x).output()).view(-1, 4), y);
            loss.backward();
            adam.step();
            if (scope != null) {
                scope.close();
            }
            report(step);
        }
    }

    private void drop() throws IOException {
        for (long i = 1; i <= count; i++) {
            Torch.zeros(new long[] {MEBIBYTE}, TensorOptions.of(DType.INT8));
            report(i);
        }
    }

    private void report(long done) throws IOException {
        if (done % Math.max(1, count / REPORTS) == 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%,12d done, %6.1f s, resident %,6d MiB, tensors %,6d MiB, handles %,8d%n",
                    done,
                    (System.nanoTime() - start) * 1e-9,
                    residentPages() * 4096 / MEBIBYTE,
                    NativeMemory.cpuBytes() / MEBIBYTE,
                    NativeMemory.liveHandles());
        }
    }

    private static long residentPages() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
    }
}
