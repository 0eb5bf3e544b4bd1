package org.panamatorch.device;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.NativeMemory;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchOutOfMemoryException;
import org.panamatorch.accelerator.Accelerator;
import org.panamatorch.accelerator.Event;
import org.panamatorch.accelerator.Graph;
import org.panamatorch.accelerator.MemoryInfo;
import org.panamatorch.accelerator.Stream;
import org.panamatorch.nn.Functional;
import org.panamatorch.nn.LSTM;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.ReLU;
import org.panamatorch.nn.Sequential;
import org.panamatorch.optim.Adam;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The program behind {@code scripts/check-accelerator}: uses the accelerator that is there, prints
 * what holds and how fast it is, and ends with 1 where something does not hold, with 3 where there
 * is no accelerator.
 */
public final class CheckAccelerator {
    private static final int NONE = 3;

    private static Device device;
    private static boolean failed;

    private CheckAccelerator() {}

    private interface Check {
        /** What was measured, for the report; throws where something does not hold. */
        String run() throws Exception;
    }

    /**
     * Checks, or runs another program on the accelerator.
     *
     * @param args nothing; or {@code --run}, the class of a program and its arguments
     * @throws ReflectiveOperationException if there is no such program, or it fails
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        String backend = System.getProperty("panamatorch.check.backend");
        if (backend != null) {
            Torch.loadLibrary(Path.of(backend));
        }
        if (!Accelerator.isAvailable()) {
            System.out.println("no accelerator: LibTorch " + Torch.version() + " finds none");
            System.exit(NONE);
        }
        device = new Device(Accelerator.currentAccelerator().type(), 0);
        if (args.length > 1 && args[0].equals("--run")) {
            Torch.setDefaultDevice(device);
            Class.forName(args[1])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
            return;
        }
        check("devices", CheckAccelerator::devices);
        check("results", CheckAccelerator::results);
        check("products", CheckAccelerator::products);
        check("streams", CheckAccelerator::streams);
        check("graphs", CheckAccelerator::graphs);
        check("pinned memory", CheckAccelerator::pinnedMemory);
        check("memory", CheckAccelerator::memory);
        check("memory pressure", CheckAccelerator::memoryPressure);
        check("seeds", CheckAccelerator::seeds);
        check("threads", CheckAccelerator::threads);
        check("training of a network", CheckAccelerator::network);
        check("training of an LSTM", CheckAccelerator::recurrent);
        System.exit(failed ? 1 : 0);
    }

    private static void check(String name, Check check) {
        long begin = System.nanoTime();
        String outcome;
        try (TensorScope _ = new TensorScope()) {
            outcome = "ok    " + name + ": " + check.run();
        } catch (Exception | AssertionError e) {
            failed = true;
            outcome = "FAIL  " + name + ": " + e;
        }
        System.out.printf(Locale.ROOT, "%s (%.1f s)%n", outcome, (System.nanoTime() - begin) / 1e9);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static TensorOptions there() {
        return TensorOptions.of(DType.FLOAT32).device(device);
    }

    /** The side of a square matrix of floats of which many fit. */
    private static int side() {
        long free = Accelerator.memoryInfo(0).free();
        return (int) Math.min(4096, Math.sqrt(free / 256.0));
    }

    private static String devices() {
        Accelerator.synchronize();
        MemoryInfo info = Accelerator.memoryInfo(0);
        require(info.free() > 0 && info.free() <= info.total(), info.toString());
        return Accelerator.deviceCount()
                + " of "
                + Accelerator.currentAccelerator()
                + ", "
                + info
                + ", "
                + Accelerator.supportedDtypes();
    }

    private static String results() {
        Torch.manualSeed(0);
        Tensor x = Torch.randn(64, 64);
        Tensor y = Torch.randn(64, 64);
        Tensor wanted = x.matmul(y).softmax(1).sum(0);
        Tensor got = x.to(device).matmul(y.to(device)).softmax(1).sum(0);
        require(got.device().equals(device), "a result on " + got.device());
        double apart = got.cpu().sub(wanted).abs().max().item().doubleValue();
        // 64 sums of rounded products, whose softmax is at most 1.
        require(apart < 1e-3, "the CPU's result is " + apart + " apart");
        return "apart from the CPU's by " + apart;
    }

    private static String products() {
        int n = side();
        Tensor x = Torch.randn(Shape.of(n, n), there());
        double milliseconds = milliseconds(() -> x.matmul(x), 20);
        return String.format(
                Locale.ROOT,
                "%d x %d in %.3f ms, %.1f TFLOP/s",
                n,
                n,
                milliseconds,
                2.0 * n * n * n / milliseconds / 1e9);
    }

    /** What a call takes on the device, by its events. */
    private static double milliseconds(Runnable call, int times) {
        try (var start = new Event(true);
                var end = new Event(true)) {
            for (int i = 0; i < 3; i++) {
                call.run();
            }
            start.record();
            for (int i = 0; i < times; i++) {
                call.run();
            }
            end.record();
            end.synchronize();
            return start.elapsedTime(end) / times;
        }
    }

    private static String streams() {
        int n = side() / 2;
        Tensor x = Torch.full(new long[] {n, n}, 0.5, there());
        try (var side = new Stream();
                Stream main = Accelerator.currentStream()) {
            require(!side.equals(main), "a new stream is the current one");
            side.waitStream(main);
            Tensor y;
            try (var _ = side.use()) {
                y = x.matmul(x);
                for (int i = 0; i < 10; i++) {
                    y = y.mul(1);
                }
            }
            main.waitStream(side);
            y.recordStream(main);
            double sum = y.sum().item().doubleValue() / n / n;
            require(Math.abs(sum - n * 0.25) < 1e-2 * n, "a mean of " + sum);
            side.synchronize();
            require(side.query(), "work is left");
        }
        return "work of one stream waits for that of another";
    }

    private static String graphs() {
        Tensor x = Torch.zeros(Shape.of(1000), there());
        Runnable work =
                () -> {
                    for (int i = 0; i < 20; i++) {
                        x.add_(1);
                    }
                };
        double eager = milliseconds(work, 100);
        try (var stream = new Stream();
                var graph = new Graph();
                var second = new Graph(o -> o.keepGraph(true))) {
            Accelerator.synchronize();
            x.zero_();
            try (var _ = stream.use()) {
                graph.capture(work);
            }
            require(x.max().item().doubleValue() == 0, "work was run while it was captured");
            graph.replay();
            Accelerator.synchronize();
            require(x.max().item().doubleValue() == 20, "a replay gives " + x.max().item());
            try (var _ = stream.use()) {
                second.capture(work);
            }
            second.replay();
            Accelerator.synchronize();
            require(x.min().item().doubleValue() == 40, "two replays give " + x.min().item());
            double replayed = milliseconds(graph::replay, 100);
            return String.format(
                    Locale.ROOT, "20 additions in %.4f ms, replayed in %.4f ms", eager, replayed);
        }
    }

    private static String pinnedMemory() {
        int n = side();
        Tensor x = Torch.arange((long) n * n, TensorOptions.of(DType.FLOAT32));
        Tensor pinned = x.pinMemory();
        require(pinned.isPinned() && !x.isPinned(), "pinning");
        Tensor back = pinned.to(device, true).cpu();
        require(back.equal(x), "what comes back differs");
        double plain = milliseconds(() -> x.to(device).close(), 5);
        double fast = milliseconds(() -> pinned.to(device, true).close(), 5);
        double megabytes = 4.0 * n * n / 1e6;
        return String.format(
                Locale.ROOT,
                "%.1f GB/s from pinned memory, %.1f from other",
                megabytes / fast,
                megabytes / plain);
    }

    private static String memory() {
        Accelerator.synchronize();
        Accelerator.resetPeakMemoryStats(0);
        long before = Accelerator.memoryAllocated(0);
        int n = side();
        Tensor x = Torch.zeros(Shape.of(n, n), there());
        long held = Accelerator.memoryAllocated(0) - before;
        require(held >= 4L * n * n, held + " bytes for " + n * n + " floats");
        require(NativeMemory.acceleratorBytes() >= held, "too little is counted");
        x.close();
        require(Accelerator.memoryAllocated(0) == before, "memory is not freed");
        require(Accelerator.maxMemoryAllocated(0) >= before + held, "the peak is lost");
        long reserved = Accelerator.memoryReserved(0);
        Accelerator.emptyCache();
        require(Accelerator.memoryReserved(0) < reserved, "nothing is given back");
        return held + " bytes held and freed";
    }

    private static String memoryPressure() {
        Accelerator.emptyCache();
        long free = Accelerator.memoryInfo(0).free();
        long eighth = free / 8 / 4;
        try (TensorScope _ = new TensorScope()) {
            require(Torch.zeros(Shape.of(eighth), there()).numel() == eighth, "a size");
        }
        // Nothing closes these: fifty times an eighth does not fit unless the collector frees.
        Runnable forget = () -> dropped(eighth);
        Thread thread = new Thread(() -> repeat(forget, 50), "memory pressure");
        List<Throwable> thrown = new ArrayList<>();
        thread.setUncaughtExceptionHandler((_, e) -> thrown.add(e));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        require(thrown.isEmpty(), "unreachable tensors fill the device: " + thrown);
        try {
            Torch.zeros(Shape.of(free), there());
            throw new AssertionError("four times the free memory fits");
        } catch (TorchOutOfMemoryException e) {
            return "50 tensors of an eighth of the memory, one after the other";
        }
    }

    private static void dropped(long count) {
        require(Torch.zeros(Shape.of(count), there()).numel() == count, "a size");
    }

    private static void repeat(Runnable code, int times) {
        for (int i = 0; i < times; i++) {
            code.run();
        }
    }

    private static String seeds() {
        Torch.manualSeed(5);
        try (var generator = Generator.ofDefault(device)) {
            require(generator.initialSeed() == 5, "a seed of " + generator.initialSeed());
            Tensor first = Torch.randn(Shape.of(100), there()).cpu();
            generator.manualSeed(5);
            Tensor again = Torch.randn(Shape.of(100), there()).cpu();
            require(first.equal(again), "the same seed draws other numbers");
        }
        return "the same seed draws the same numbers";
    }

    private static String threads() throws Exception {
        List<Callable<Double>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            tasks.add(() -> onStream(number));
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            int i = 0;
            for (Future<Double> sum : threads.invokeAll(tasks)) {
                require(sum.get() == 100.0 * i, "thread " + i + " has " + sum.get());
                i++;
            }
        }
        return "8 tasks, each on a stream of its own";
    }

    private static double onStream(int number) {
        try (TensorScope _ = new TensorScope();
                var stream = new Stream();
                var _ = stream.use()) {
            Tensor x = Torch.zeros(Shape.of(100), there());
            repeat(() -> x.add_(1), number);
            double sum = x.sum().item().doubleValue();
            stream.synchronize();
            return sum;
        }
    }

    private static String network() {
        Torch.manualSeed(0);
        var model = new Sequential(new Linear(2, 32), new ReLU(), new Linear(32, 2));
        model.to(device);
        Tensor x = Torch.randn(200, 2).to(device);
        Tensor y = x.prod(1).gt(0).to(DType.INT64);
        return trained(200, model.parameters(), () -> Functional.crossEntropy(model.call(x), y));
    }

    private static String recurrent() {
        Torch.manualSeed(0);
        var model = new LSTM(4, 16, o -> o.batchFirst(true));
        var head = new Linear(16, 1);
        model.to(device);
        head.to(device);
        Tensor x = Torch.randn(32, 10, 4).to(device);
        Tensor y = x.sum(1).narrow(1, 0, 1);
        List<Tensor> parameters = new ArrayList<>(model.parameters());
        parameters.addAll(head.parameters());
        return trained(
                100,
                parameters,
                () -> Functional.mseLoss(head.call(model.call(x).output().select(1, 9)), y));
    }

    private interface Loss {
        Tensor compute();
    }

    private static String trained(int steps, List<? extends Tensor> parameters, Loss loss) {
        List<Tensor> list = new ArrayList<>(parameters);
        var optimizer = new Adam(list, o -> o.lr(0.02));
        double first = 0;
        double last = 0;
        for (int i = 0; i < steps; i++) {
            try (TensorScope _ = new TensorScope()) {
                Tensor value = loss.compute();
                optimizer.zeroGrad();
                value.backward();
                optimizer.step();
                last = value.item().doubleValue();
                first = i == 0 ? last : first;
            }
        }
        require(last < first / 2, "the loss goes from " + first + " to " + last);
        return String.format(Locale.ROOT, "the loss goes from %.4f to %.4f", first, last);
    }
}
