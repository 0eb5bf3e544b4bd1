package org.panamatorch.accelerator;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.NativeMemory;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchOutOfMemoryException;
import org.panamatorch.nn.BatchNorm1d;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.RNN;
import org.panamatorch.nn.Sequential;
import org.panamatorch.optim.SGD;
import org.panamatorch.option.GraphCaptureMode;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Uses the accelerator of two devices that native/test/fake_accelerator.cpp adds to LibTorch, which
 * a process cannot get rid of again. Prints what came of it, a section for each subject.
 */
final class FakeAcceleratorProgram {
    private static final Device FIRST = new Device(Device.Type.PRIVATEUSEONE, 0);
    private static final Device SECOND = new Device(Device.Type.PRIVATEUSEONE, 1);

    private static MethodHandle journal;

    private FakeAcceleratorProgram() {}

    @SuppressWarnings("restricted")
    public static void main(String[] args) throws Throwable {
        Path library =
                Path.of(
                        System.getProperty("panamatorch.native.dir"),
                        System.mapLibraryName("fake_accelerator"));
        Torch.loadLibrary(library);
        journal =
                Linker.nativeLinker()
                        .downcallHandle(
                                SymbolLookup.libraryLookup(library, Arena.global())
                                        .findOrThrow("fake_accelerator_journal"),
                                FunctionDescriptor.of(ValueLayout.ADDRESS));
        long before = NativeMemory.liveHandles();
        section("devices", FakeAcceleratorProgram::devices);
        section("scopes", FakeAcceleratorProgram::scopes);
        section("streams", FakeAcceleratorProgram::streams);
        section("events", FakeAcceleratorProgram::events);
        section("memory", FakeAcceleratorProgram::memory);
        section("pressure", FakeAcceleratorProgram::pressure);
        section("graphs", FakeAcceleratorProgram::graphs);
        section("copies", FakeAcceleratorProgram::copies);
        section("seeds", FakeAcceleratorProgram::seeds);
        section("modules", FakeAcceleratorProgram::modules);
        section("virtual threads", FakeAcceleratorProgram::virtualThreads);
        section("training", FakeAcceleratorProgram::training);
        section("handles", () -> print(NativeMemory.liveHandles() - before));
    }

    private interface Section {
        void run() throws Exception;
    }

    private static void section(String name, Section section) throws Exception {
        print("== " + name);
        section.run();
    }

    private static void print(Object text) {
        System.out.println(text);
    }

    /** What has reached the accelerator since the last time. */
    @SuppressWarnings("restricted")
    private static void printJournal() {
        try {
            MemorySegment text = (MemorySegment) journal.invokeExact();
            System.out.print(text.reinterpret(Long.MAX_VALUE).getString(0));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static Tensor floats(int count, Device device) {
        return Torch.full(new long[] {count}, 2, TensorOptions.of(DType.FLOAT32).device(device));
    }

    private static void printFailure(Runnable code) {
        try {
            code.run();
            print("no failure");
        } catch (TorchException | IllegalStateException e) {
            print(e.getMessage().lines().findFirst().orElseThrow());
        }
    }

    private static void devices() {
        print(Accelerator.currentAccelerator() + " x " + Accelerator.deviceCount());
        print(Accelerator.supportedDtypes());
        Accelerator.setDeviceIndex(1);
        print(Accelerator.currentDeviceIndex());
        Accelerator.synchronize();
        Accelerator.synchronize(0);
        Accelerator.setDeviceIndex(0);
        printFailure(() -> Accelerator.setDeviceIndex(2));
        printFailure(Cuda::synchronize);
        printJournal();
    }

    private static void scopes() {
        try (var _ = Accelerator.deviceIndex(1);
                var stream = new Stream()) {
            print(Accelerator.currentDeviceIndex() + " " + stream.device());
            try (var _ = Accelerator.deviceIndex(0)) {
                print(Accelerator.currentDeviceIndex());
                try (var _ = stream.use()) {
                    print(Accelerator.currentDeviceIndex());
                    try (Stream current = Accelerator.currentStream()) {
                        print(current.equals(stream) + " " + current);
                    }
                }
                print(Accelerator.currentDeviceIndex());
            }
            try (Stream current = Accelerator.currentStream()) {
                print(current.streamId());
            }
            print(Accelerator.<String, RuntimeException>deviceIndex(0, () -> "in " + index()));
        }
        print(Accelerator.currentDeviceIndex());
        printFailure(() -> Accelerator.deviceIndex(5));
        printJournal();
    }

    private static int index() {
        return Accelerator.currentDeviceIndex();
    }

    private static void streams() {
        try (var first = new Stream(1, -1);
                var second = new Stream(0);
                Tensor x = floats(3, SECOND)) {
            printJournal();
            print(first.device() + " " + (second.streamId() - first.streamId()));
            print(first.nativeHandle() - 0x1000 == first.streamId());
            print(first.query() + " " + first.isCapturing());
            first.synchronize();
            first.waitStream(second);
            x.recordStream(first);
            Accelerator.setStream(first);
            try (Stream current = Accelerator.currentStream(1);
                    Stream usual = Accelerator.defaultStream(1)) {
                print(current.equals(first) + " " + current.equals(usual));
                Accelerator.setStream(usual);
            }
            printJournal();
            try (Tensor cpu = Torch.ones(2)) {
                printFailure(() -> cpu.recordStream(first));
            }
        }
    }

    private static void events() {
        try (var stream = new Stream(1);
                var start = new Event(true);
                var end = new Event(true);
                var untimed = new Event()) {
            print(start.device() + " " + start.query());
            start.record(stream);
            untimed.record(stream);
            end.record(stream);
            print(end.device() + " " + end.query());
            end.synchronize();
            end.block(stream);
            print(start.elapsedTime(end));
            printFailure(() -> start.elapsedTime(untimed));
        }
        printJournal();
        NativeMemory.collect();
    }

    private static void memory() {
        Tensor x = floats(10, SECOND);
        floats(4, SECOND).close();
        print(Accelerator.memoryAllocated(1) + " of " + Accelerator.maxMemoryAllocated(1));
        print(Accelerator.memoryReserved(1) + " of " + Accelerator.maxMemoryReserved(1));
        print(NativeMemory.acceleratorBytes() + " " + Accelerator.memoryAllocated());
        var stats = Accelerator.memoryStats(1);
        print(stats.size() + " " + stats.get("allocated_bytes.all.freed"));
        print(stats.get("allocation.all.current") + " " + stats.get("num_ooms"));
        Accelerator.emptyCache();
        Accelerator.resetPeakMemoryStats(1);
        Accelerator.resetAccumulatedMemoryStats(1);
        print(Accelerator.maxMemoryAllocated(1) + " " + Accelerator.maxMemoryReserved(1));
        print(Accelerator.memoryStats(1).get("allocated_bytes.all.freed"));
        MemoryInfo info = Accelerator.memoryInfo(1);
        print(info.total() - info.free());
        x.close();
        print(Accelerator.memoryAllocated(1));
        printJournal();
    }

    private static void pressure() {
        // The device has room for four of these: those that nothing refers to must go.
        int quarter = (1 << 18) / 4;
        for (int i = 0; i < 20; i++) {
            floats(quarter - 4, FIRST);
        }
        print("20 tensors of a quarter");
        try (Tensor _ = floats(1 << 19, FIRST)) {
            print("too much fits");
        } catch (TorchOutOfMemoryException e) {
            print(e.getMessage().lines().findFirst().orElseThrow());
        }
        NativeMemory.collect();
        print(Accelerator.memoryAllocated(0));
    }

    private static void graphs() {
        try (var stream = new Stream(0);
                var graph = new Graph();
                var kept =
                        new Graph(
                                o -> o.keepGraph(true).captureErrorMode(GraphCaptureMode.RELAXED));
                Tensor x = floats(2, FIRST)) {
            printFailure(() -> graph.capture(() -> {}));
            printJournal();
            try (var _ = stream.use()) {
                graph.capture(() -> x.add_(1));
                print(x.cpu());
                graph.replay();
                graph.replay();
                print(x.cpu());
                kept.captureBegin();
                x.mul_(2);
                kept.captureEnd();
            }
            printJournal();
            kept.replay();
            print(x.cpu());
            GraphPool pool = graph.pool();
            try (var sharing = new Graph(o -> o.pool(pool));
                    var _ = stream.use()) {
                sharing.capture(() -> {});
                print(sharing.pool().equals(pool) + " " + kept.pool().equals(pool));
            }
            graph.reset();
            graph.replay();
            graph.enableDebugMode();
            graph.debugDump(Path.of("graph.dot"));
            print(x.cpu());
            printJournal();
        }
        NativeMemory.collect();
    }

    private static void copies() {
        try (Tensor x = Torch.arange(4);
                Tensor pinned = x.pinMemory();
                Tensor there = pinned.to(SECOND, true);
                Tensor back = there.cpu()) {
            print(x.isPinned() + " " + pinned.isPinned());
            print(there.device() + " " + Arrays.toString(back.toLongArray()));
        }
        printJournal();
    }

    private static void seeds() {
        Torch.manualSeed(7);
        try (Generator second = Generator.ofDefault(SECOND);
                Generator own = new Generator(FIRST)) {
            print(second.initialSeed());
            own.manualSeed(3);
            print(own.device() + " " + own.initialSeed() + " " + second.initialSeed());
        }
    }

    /** LibTorch cannot change tensors into such of this device in place: there are new ones. */
    private static void modules() {
        var model = new Sequential(new Linear(3, 2), new BatchNorm1d(2));
        Tensor weight = model.parameters().getFirst();
        Tensor x = Torch.ones(4, 3);
        model.call(x).sum().backward();
        model.to(SECOND);
        Tensor moved = model.parameters().getFirst();
        print(moved.device() + " " + moved.grad().device() + " " + moved.requiresGrad());
        print(model.buffers().getFirst().device() + " " + moved.cpu().equal(weight));
        print(moved == weight);
        model.to(SECOND, DType.FLOAT64).to(DType.FLOAT32);
        print(moved == model.parameters().getFirst());
        model.to(Device.CPU);
        print(model.parameters().getFirst().equal(weight) + " " + weight.device());
        var rnn = new RNN(3, 2).eval();
        Tensor there = rnn.call(x).output();
        print(rnn.to(FIRST).call(x.to(FIRST)).output().cpu().equal(there));
        NativeMemory.collect();
    }

    private static void virtualThreads() throws InterruptedException {
        Thread.startVirtualThread(
                        () -> {
                            printFailure(() -> Accelerator.deviceIndex(1));
                            print(
                                    Accelerator.<Integer, RuntimeException>deviceIndex(
                                            1, FakeAcceleratorProgram::index));
                        })
                .join();
    }

    /** What a program does on any device: the losses are those of the CPU. */
    private static void training() {
        double[] there = losses(FIRST);
        print(Arrays.equals(there, losses(Device.CPU)));
        print(there.length + " " + (there[4] < there[0]));
        NativeMemory.collect();
    }

    private static double[] losses(Device device) {
        Torch.manualSeed(1);
        var model = new Linear(3, 2).to(device);
        Tensor x = Torch.randn(4, 3).to(device);
        Tensor y = Torch.randn(4, 2).to(device);
        var optimizer = new SGD(model.parameters(), o -> o.lr(0.1).foreach(false));
        double[] losses = new double[5];
        for (int i = 0; i < losses.length; i++) {
            optimizer.zeroGrad();
            Tensor loss = model.call(x).sub(y).square().mean();
            loss.backward();
            optimizer.step();
            losses[i] = loss.item().doubleValue();
        }
        return losses;
    }
}
