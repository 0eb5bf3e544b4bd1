package org.panamatorch.benchmarks;

import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.optim.SGD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How what things cost grows with how many there are: {@code Scale tables} prints tables in
 * Markdown, {@code Scale trace SECONDS} a line on a trace of tensors of mixed sizes on several
 * threads.
 */
public final class Scale {
    private static final double MICRO = 1e-3;
    private static final double MILLI = 1e-6;
    private static final double SECOND = 1e9;

    private Scale() {}

    /**
     * Prints.
     *
     * @param args what to print
     * @throws Exception where a thread or a file fails
     */
    public static void main(String[] args) throws Exception {
        Torch.setNumThreads(1);
        switch (args[0]) {
            case "tables" -> {
                liveTensors();
                threads();
                scopes();
                depth();
                parameters();
            }
            case "trace" -> trace(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Nanoseconds that code takes. */
    private static long time(Runnable code) {
        long start = System.nanoTime();
        code.run();
        return System.nanoTime() - start;
    }

    /** The least nanoseconds of several runs. */
    private static long least(int runs, Runnable code) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < runs; i++) {
            least = Math.min(least, time(code));
        }
        return least;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /** The first value of a line of /proc/self/status, in MiB. */
    private static long mebibytes(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(name + ":")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
                }
            }
        } catch (IOException e) {
            // Nothing to tell on such a system.
        }
        return 0;
    }

    private static void adds(Tensor one, int count) {
        try (var _ = new TensorScope()) {
            for (int i = 0; i < count; i++) {
                one.add(one);
            }
        }
    }

    /** Tensors that live on, beside others that are made and dropped. */
    private static void liveTensors() {
        print(
                "| live tensors | to make one more, µs | an add in a scope, µs | a dropped add, µs"
                        + " | first `collect()`, ms | second, ms | MiB |");
        print("|---|---|---|---|---|---|---|");
        Tensor one = Torch.ones(1);
        for (int i = 0; i < 20; i++) {
            adds(one, 10_000);
        }
        List<Tensor> live = new ArrayList<>();
        for (int count : new int[] {1_000, 10_000, 100_000, 1_000_000, 3_000_000, 10_000_000}) {
            int more = count - live.size();
            long made =
                    time(
                            () -> {
                                for (int i = 0; i < more; i++) {
                                    live.add(one.add(one));
                                }
                            });
            long scoped = least(5, () -> adds(one, 10_000)) / 10_000;
            long dropped =
                    time(
                                    () -> {
                                        for (int i = 0; i < 300_000; i++) {
                                            one.add(one);
                                        }
                                    })
                            / 300_000;
            long first = time(NativeMemory::collect);
            long second = time(NativeMemory::collect);
            print(
                    "| %,d | %.2f | %.2f | %.2f | %.0f | %.0f | %,d |",
                    count,
                    made * MICRO / more,
                    scoped * MICRO,
                    dropped * MICRO,
                    first * MILLI,
                    second * MILLI,
                    mebibytes("VmRSS"));
        }
        long closing = time(() -> live.forEach(Tensor::close));
        print("%nTo close one of them: %.2f µs.%n", closing * MICRO / live.size());
    }

    /** Threads that add at once, in scopes and with nothing closed. */
    private static void threads() throws InterruptedException {
        print("| threads | adds in scopes, millions a second | dropped adds |");
        print("|---|---|---|");
        for (int count = 1; count <= 64; count *= 2) {
            double scoped = rate(count, true);
            double dropped = rate(count, false);
            print("| %d | %.2f | %.2f |", count, scoped, dropped);
        }
        print("");
    }

    private static double rate(int count, boolean scoped) throws InterruptedException {
        int each = 1_600_000 / count;
        var start = new AtomicLong();
        // Taken before any of them goes on: this thread may get a processor long after them.
        var begin = new CyclicBarrier(count, () -> start.set(System.nanoTime()));
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        Tensor one = Torch.ones(1);
                                        await(begin);
                                        for (int j = 0; j < each; j += 100) {
                                            if (scoped) {
                                                adds(one, 100);
                                            } else {
                                                for (int k = 0; k < 100; k++) {
                                                    one.add(one);
                                                }
                                            }
                                        }
                                    }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return each * count * 1e-6 / ((System.nanoTime() - start.get()) / SECOND);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Scopes, one inside the other, each with a tensor. */
    private static void scopes() {
        print("| scopes, one in the other | each, with a tensor, µs |");
        print("|---|---|");
        Tensor one = Torch.ones(1);
        for (int count : new int[] {1, 10, 100, 1_000, 10_000, 100_000}) {
            int times = 100_000 / count;
            long nanoseconds =
                    least(
                            5,
                            () -> {
                                for (int i = 0; i < times; i++) {
                                    nest(one, count);
                                }
                            });
            print("| %,d | %.2f |", count, nanoseconds * MICRO / (times * count));
        }
        print("");
    }

    private static void nest(Tensor one, int count) {
        TensorScope[] open = new TensorScope[count];
        for (int i = 0; i < count; i++) {
            open[i] = new TensorScope();
            one.add(one);
        }
        for (int i = count - 1; i >= 0; i--) {
            open[i].close();
        }
    }

    /** Graphs of operators in a chain. */
    private static void depth() {
        print("| operators in a chain | to record one, µs | backward, each, µs |");
        print("|---|---|---|");
        for (int count : new int[] {100, 1_000, 10_000, 100_000, 1_000_000}) {
            int runs = Math.max(2, 100_000 / count);
            double record = Double.MAX_VALUE;
            double backward = Double.MAX_VALUE;
            for (int run = 0; run < runs; run++) {
                try (var _ = new TensorScope()) {
                    Tensor x = Torch.ones(1).requiresGrad_();
                    Tensor[] sum = {x};
                    record =
                            Math.min(
                                    record,
                                    time(
                                            () -> {
                                                for (int i = 0; i < count; i++) {
                                                    sum[0] = sum[0].add(x);
                                                }
                                            }));
                    backward = Math.min(backward, time(() -> sum[0].backward()));
                    if (x.grad().itemDouble() != count + 1) {
                        throw new IllegalStateException("another gradient: " + x.grad());
                    }
                }
            }
            print("| %,d | %.2f | %.2f |", count, record * MICRO / count, backward * MICRO / count);
        }
        print("");
    }

    /** Steps of an optimizer over small parameters. */
    private static void parameters() {
        print("| parameters of 8 elements | to make the optimizer, ms | a step, each, µs |");
        print("|---|---|---|");
        for (int count : new int[] {10, 100, 1_000, 10_000, 100_000}) {
            List<Tensor> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Tensor each = Torch.ones(8).requiresGrad_();
                each.setGrad(Torch.ones(8));
                all.add(each);
            }
            SGD[] optimizer = new SGD[1];
            long made = time(() -> optimizer[0] = new SGD(all, o -> o.lr(0.1).momentum(0.9)));
            optimizer[0].step();
            int steps = Math.max(1, 100_000 / count);
            long stepped =
                    least(
                            5,
                            () -> {
                                for (int i = 0; i < steps; i++) {
                                    optimizer[0].step();
                                }
                            });
            print(
                    "| %,d | %.1f | %.2f |",
                    count, made * MILLI, stepped * MICRO / ((long) steps * count));
        }
    }

    /**
     * Four threads that each hold up to 256 tensors of 16 bytes to 16 MiB, small ones more often,
     * and replace one at random; now and then one thread makes what another closes, as loaders of
     * data do.
     */
    private static void trace(int seconds) throws InterruptedException {
        final int threads = 4;
        final int held = 256;
        final int smallestBits = 2;
        final int mostBits = 20;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long[] done = new long[threads];
        Tensor[][] shared = new Tensor[threads][held];
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int id = t;
            running.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        var random = new Random(id);
                                        while (System.nanoTime() < end) {
                                            Tensor[] mine =
                                                    shared[
                                                            random.nextInt(16) == 0
                                                                    ? random.nextInt(threads)
                                                                    : id];
                                            int place = random.nextInt(held);
                                            int bits =
                                                    smallestBits
                                                            + Math.min(
                                                                    random.nextInt(mostBits),
                                                                    random.nextInt(mostBits));
                                            Tensor made =
                                                    Torch.empty(
                                                                    (1L << bits)
                                                                            + random.nextInt(
                                                                                    1 << bits))
                                                            .fill_(1);
                                            Tensor old;
                                            synchronized (mine) {
                                                old = mine[place];
                                                mine[place] = made;
                                            }
                                            if (old != null) {
                                                old.close();
                                            }
                                            done[id]++;
                                        }
                                    }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        long sum = 0;
        for (long each : done) {
            sum += each;
        }
        print(
                "%.0f thousand tensors a second, %,d MiB at the end, %,d MiB at most",
                sum / 1e3 / seconds, mebibytes("VmRSS"), mebibytes("VmHWM"));
    }
}
