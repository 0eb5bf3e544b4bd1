package org.panamatorch.files;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.io.Safetensors;
import org.panamatorch.io.TorchFile;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Times reading and writing a gigabyte of weights, as scripts/python/bench_files.py does. */
final class FileBench {
    private static final int TENSORS = 64;
    private static final double NANOS_A_MILLISECOND = 1e6;
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    // So that most of what is run often has been compiled, as Python's libraries are.
    private static final int ROUNDS_BEFORE = 50;

    private FileBench() {}

    @FunctionalInterface
    private interface Code {
        void run() throws IOException;
    }

    private static void timed(String name, Code code) throws IOException {
        long cpuBegin = THREAD.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        try (var _ = new TensorScope()) {
            code.run();
        }
        double millis = (System.nanoTime() - begin) / NANOS_A_MILLISECOND;
        double cpu = (THREAD.getCurrentThreadCpuTime() - cpuBegin) / NANOS_A_MILLISECOND;
        System.out.println(String.format(Locale.ROOT, "%s\t%.2f\t%.2f", name, millis, cpu));
    }

    private static void use(Map<?, ?> tensors) {
        tensors.values().forEach(tensor -> ((Tensor) tensor).sum());
    }

    /** Tensors of so many elements each. */
    private static Map<String, Tensor> tensors(long elements) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < TENSORS; i++) {
            tensors.put("t" + i, Torch.rand(Shape.of(elements)));
        }
        return tensors;
    }

    private static void measure(Path folder) throws IOException {
        Path safetensors = folder.resolve("weights.safetensors");
        Path pt = folder.resolve("weights.pt");
        Path out = folder.resolve("java.out");
        timed("safetensors, first tensor", () -> Safetensors.open(safetensors).get("t0").sum());
        timed("safetensors, all tensors", () -> use(Safetensors.load(safetensors)));
        timed(".pt mapped, first tensor", () -> ((Tensor) mapped(pt).get("t0")).sum());
        timed(".pt mapped, all tensors", () -> use(mapped(pt)));
        timed(".pt read, all tensors", () -> use((Map<?, ?>) TorchFile.load(pt)));
        Map<String, Tensor> tensors = TorchFile.loadStateDict(pt);
        timed("safetensors, saved", () -> Safetensors.save(tensors, out));
        timed(".pt, saved", () -> TorchFile.save(tensors, out));
        Files.delete(out);
        tensors.values().forEach(Tensor::close);
    }

    private static Map<?, ?> mapped(Path pt) throws IOException {
        return (Map<?, ?>) TorchFile.load(pt, o -> o.mmap(true));
    }

    /**
     * Writes the files, or measures.
     *
     * @param arguments {@code write} or {@code measure}, a folder, and how many mebibytes
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            write(folder, Long.parseLong(arguments[2]));
            return;
        }
        // The code is loaded and linked, as Python's is when it is imported.
        Path small = Files.createDirectory(folder.resolve("small"));
        write(small, 1);
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        for (int i = 0; i < ROUNDS_BEFORE; i++) {
            measure(small);
        }
        System.setOut(out);
        measure(folder);
    }

    private static void write(Path folder, long mebibytes) throws IOException {
        Map<String, Tensor> tensors = tensors((mebibytes << 20) / Float.BYTES / TENSORS);
        Safetensors.save(tensors, folder.resolve("weights.safetensors"));
        TorchFile.save(tensors, folder.resolve("weights.pt"));
    }
}
