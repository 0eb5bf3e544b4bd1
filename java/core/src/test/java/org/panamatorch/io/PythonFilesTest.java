package org.panamatorch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.DType;
import org.panamatorch.Layout;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files from Python through Java to Python, and from Java through Python: nothing may change. */
@NoLeaks
class PythonFilesTest {
    private static final Path SCRIPTS =
            Path.of(System.getProperty("panamatorch.root"), "scripts", "python");

    private static final List<DType> NUMPYS =
            List.of(
                    DType.BOOL,
                    DType.UINT8,
                    DType.INT8,
                    DType.INT16,
                    DType.INT32,
                    DType.INT64,
                    DType.UINT16,
                    DType.UINT32,
                    DType.UINT64,
                    DType.FLOAT16,
                    DType.FLOAT32,
                    DType.FLOAT64,
                    DType.COMPLEX64,
                    DType.COMPLEX128);

    @TempDir Path folder;

    private record Outcome(int status, String output) {}

    private static Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    /** What Python's part prints. */
    private static String python(String command, Path... folders)
            throws IOException, InterruptedException {
        Outcome python = run(SCRIPTS.resolve("find-python").toString());
        assumeTrue(
                python.status() == 0,
                "needs python: files are not compared; find-python finds no PyTorch 2.13");
        String script = SCRIPTS.resolve("weights_files.py").toString();
        Stream<String> interpreter =
                Stream.of(python.output().strip(), "-B", "-W", "ignore", script, command);
        Stream<String> arguments = Arrays.stream(folders).map(Path::toString);
        Outcome outcome = run(Stream.concat(interpreter, arguments).toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    @Test
    void filesFromPython_areTheSameToPythonAfterJava() throws IOException, InterruptedException {
        Path original = folder("python");
        Path copies = folder("java");
        python("write", original);
        List<Path> files;
        try (Stream<Path> listed = Files.list(original)) {
            files = listed.toList();
        }
        for (Path file : files) {
            copy(file, copies.resolve(file.getFileName()));
        }
        assertThat(python("check", original, copies))
                .isEqualTo(files.size() + " files are equal\n");
        assumeTrue(
                files.stream().anyMatch(file -> file.toString().endsWith(".safetensors")),
                "needs safetensors: Python has none, and only the other files are compared");
    }

    private static void copy(Path from, Path to) throws IOException {
        String name = from.toString();
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "pt" -> TorchFile.save(TorchFile.load(from), to);
            case "npy" -> Npy.save(Npy.load(from), to);
            case "npz" ->
                    Npz.save(Npz.load(from), to, o -> o.compressed(name.contains("deflated")));
            default -> {
                Map<String, String> metadata = Safetensors.open(from).metadata();
                Safetensors.save(Safetensors.load(from), to, o -> o.metadata(metadata));
            }
        }
    }

    @Test
    void filesFromJava_areTheSameToJavaAfterPython() throws IOException, InterruptedException {
        Path original = folder("java");
        Path copies = folder("python");
        Map<String, Tensor> forms = new LinkedHashMap<>();
        Map<String, Tensor> plain = new LinkedHashMap<>();
        Map<String, Tensor> numpys = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            if (isStored(dtype)) {
                putForms(forms, dtype);
                plain.put(dtype.bareName(), bits(dtype, 4, 6));
                if (NUMPYS.contains(dtype)) {
                    numpys.put(dtype.bareName(), bits(dtype, 4, 6));
                    numpys.put(
                            dtype.bareName() + ".scalar",
                            bits(dtype, 1, 1).select(0, 0).select(0, 0));
                    numpys.put(dtype.bareName() + ".empty", bits(dtype, 0, 3));
                }
            }
        }
        forms.putAll(plain);
        TorchFile.save(forms, original.resolve("forms.pt"));
        plain.keySet().removeAll(List.of("complex32", "complex128"));
        Safetensors.save(plain, original.resolve("plain.safetensors"));
        Npz.save(numpys, original.resolve("stored.npz"));
        Npz.save(numpys, original.resolve("deflated.npz"), o -> o.compressed(true));
        for (Map.Entry<String, Tensor> each : numpys.entrySet()) {
            Npy.save(each.getValue(), original.resolve(each.getKey() + ".npy"));
        }
        python("copy", original, copies);
        assertSame(forms, TorchFile.loadStateDict(copies.resolve("forms.pt")));
        assertSame(plain, Safetensors.load(copies.resolve("plain.safetensors")));
        assertSame(numpys, Npz.load(copies.resolve("stored.npz")));
        assertSame(numpys, Npz.load(copies.resolve("deflated.npz")));
        for (Map.Entry<String, Tensor> each : numpys.entrySet()) {
            Tensor found = Npy.load(copies.resolve(each.getKey() + ".npy"));
            assertSame(each.getKey(), each.getValue(), found);
        }
    }

    /** Whether a tensor of this dtype can be saved as its elements. */
    private static boolean isStored(DType dtype) {
        return dtype == DType.BOOL
                || dtype.isFloatingPoint()
                || dtype.isComplex()
                || NUMPYS.contains(dtype);
    }

    private static Tensor bits(DType dtype, long rows, long columns) {
        byte[] bits = new byte[(int) (rows * columns) * dtype.itemSize()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) (dtype == DType.BOOL ? i % 2 : 3 * i + 1);
        }
        return Torch.fromBits(bits, Shape.of(rows, columns), dtype);
    }

    private static Tensor strided(Tensor base, long[] sizes, long... strides) {
        return base.asStrided(sizes, strides);
    }

    private static Tensor longs(long... values) {
        return Torch.tensor(values);
    }

    private static void putForms(Map<String, Tensor> forms, DType dtype) {
        String name = dtype.bareName();
        Tensor base = bits(dtype, 4, 6);
        forms.put(name + ".transposed", base.t());
        forms.put(name + ".stepped", strided(base.narrow(0, 1, 2), new long[] {2, 3}, 6, 2));
        forms.put(name + ".expanded", base.narrow(0, 0, 1).expand(5, 6));
        forms.put(name + ".overlapping", strided(base, new long[] {3, 3}, 1, 1));
        forms.put(name + ".channels_last", strided(base, new long[] {2, 3, 2, 2}, 12, 1, 6, 3));
        forms.put(name + ".transposed_3d", strided(base, new long[] {2, 3, 4}, 1, 8, 2));
        forms.put(name + ".scalar", base.select(0, 1).select(0, 2));
        forms.put(name + ".empty", base.narrow(0, 2, 0));
        Tensor values = strided(base, new long[] {3}, 1);
        Tensor blocks = strided(base, new long[] {3, 1, 2}, 2, 2, 1);
        Tensor places = longs(0, 0, 1, 0, 2, 1).view(2, 3);
        forms.put(name + ".coo", Torch.sparseCooTensor(places, values));
        forms.put(
                name + ".csr",
                Torch.sparseCsrTensor(longs(0, 2, 3), longs(0, 2, 1), values, dtype));
        forms.put(
                name + ".csc",
                Torch.sparseCscTensor(longs(0, 1, 2, 3), longs(0, 1, 0), values, dtype));
        forms.put(
                name + ".bsr",
                Torch.sparseBsrTensor(longs(0, 2, 3), longs(0, 2, 1), blocks, dtype));
        forms.put(
                name + ".bsc",
                Torch.sparseBscTensor(longs(0, 1, 2, 3), longs(0, 1, 0), blocks, dtype));
    }

    private static void assertSame(Map<String, Tensor> wanted, Map<String, Tensor> found) {
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(wanted.keySet());
        wanted.forEach((name, tensor) -> assertSame(name, tensor, found.get(name)));
    }

    private static void assertSame(String name, Tensor wanted, Tensor found) {
        assertThat(found.dtype()).as(name).isEqualTo(wanted.dtype());
        assertThat(found.shape()).as(name).isEqualTo(wanted.shape());
        assertThat(found.layout()).as(name).isEqualTo(wanted.layout());
        if (wanted.layout() == Layout.STRIDED) {
            assertThat(found.strides()).as(name).isEqualTo(wanted.strides());
            assertThat(found.toByteArray()).as(name).isEqualTo(wanted.toByteArray());
            return;
        }
        List<Tensor> parts = parts(wanted);
        List<Tensor> foundParts = parts(found);
        for (int i = 0; i < parts.size(); i++) {
            assertSame(name + " " + i, parts.get(i), foundParts.get(i));
        }
    }

    private static List<Tensor> parts(Tensor sparse) {
        return switch (sparse.layout()) {
            case SPARSE_CSR, SPARSE_BSR ->
                    List.of(sparse.crowIndices(), sparse.colIndices(), sparse.values());
            case SPARSE_CSC, SPARSE_BSC ->
                    List.of(sparse.ccolIndices(), sparse.rowIndices(), sparse.values());
            default -> List.of(AtenI._indices(sparse), AtenV._values(sparse));
        };
    }
}
