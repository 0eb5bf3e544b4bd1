package org.panamatorch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.io.Npz;
import org.panamatorch.io.Safetensors;
import org.panamatorch.io.TorchFile;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class PanamaTorchCommandTest {
    private static final String LINE = System.lineSeparator();

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return PanamaTorchCommand.commandLine(
                        new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(texts);
    }

    private Path saved() throws IOException {
        Map<String, Object> value = new LinkedHashMap<>();
        Map<String, Tensor> model = new LinkedHashMap<>();
        model.put("weight", Torch.arange(6).view(2, 3));
        model.put("bias", Torch.tensor(new float[] {0.5f}));
        value.put("model", model);
        value.put("epoch", 3);
        value.put("betas", new Object[] {0.9, 0.5});
        Path file = folder.resolve("last.pt");
        TorchFile.save(value, file);
        return file;
    }

    @Test
    void convert_keepsNamesShapesAndDtypes() throws IOException {
        Path safetensors = folder.resolve("model.safetensors");
        Path npz = folder.resolve("model.npz");
        Path torch = folder.resolve("model.pt");
        assertThat(execute("convert", saved(), safetensors, "--at", "model")).isZero();
        assertThat(execute("convert", safetensors, npz)).isZero();
        assertThat(execute("convert", npz, torch)).isZero();
        for (Map<?, ?> tensors :
                List.of(
                        Safetensors.load(safetensors),
                        Npz.load(npz),
                        (Map<?, ?>) TorchFile.load(torch))) {
            assertThat(((Tensor) tensors.get("weight")).toArray())
                    .isEqualTo(new long[][] {{0, 1, 2}, {3, 4, 5}});
            assertThat(((Tensor) tensors.get("bias")).toFloatArray()).containsExactly(0.5f);
        }
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void whatAFormatDoesNotHave_isRefusedByName() throws IOException {
        Path npz = folder.resolve("x.npz");
        assertThat(execute("convert", saved(), npz)).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "panamatorch: "
                                + npz
                                + ": the format has tensors by name, and 'model' is no tensor; --at"
                                + " NAME takes a part of the file"
                                + LINE);
        assertThat(npz).doesNotExist();
    }

    @Test
    void sharing_isKeptOrRefused() throws IOException {
        Path file = folder.resolve("tied.pt");
        Path again = folder.resolve("again.pt");
        Tensor tied = Torch.zeros(2);
        TorchFile.save(Map.of("a", tied, "b", tied.view(2)), file);
        assertThat(execute("convert", file, again)).isZero();
        Map<?, ?> loaded = (Map<?, ?>) TorchFile.load(again);
        assertThat(((Tensor) loaded.get("a")).sharesStorageWith((Tensor) loaded.get("b"))).isTrue();
        assertThat(execute("convert", file, folder.resolve("x.safetensors"))).isEqualTo(1);
        assertThat(err.toString()).contains("tensor 'a' shares memory with 'b'");
    }

    @Test
    void show_listsWhatIsInAFile() throws IOException {
        assertThat(execute("show", saved())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "model.weight  int64[2, 3]",
                        "model.bias  float32[1]",
                        "epoch  3",
                        "betas  [0.9, 0.5]");
    }

    @Test
    void show_listsADamagedFileBeforeTheError() throws IOException {
        Path file = folder.resolve("x.pt");
        TorchFile.save(Map.of("x", Torch.ones(1000)), file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(execute("show", file)).isEqualTo(1);
        assertThat(out.toString().strip()).isEqualTo("x  float32[1000]");
        assertThat(err.toString()).contains("'archive/data/0' is damaged");
    }

    private void cut(Path file, int bytes) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
    }

    @Test
    void show_listsWhatAFileThatWasCutHadInIt() throws IOException {
        Path torch = saved();
        cut(torch, (int) Files.size(torch) / 2);
        assertThat(execute("show", torch)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "model.weight  int64[2, 3]",
                        "model.bias  float32[1]",
                        "epoch  3",
                        "betas  [0.9, 0.5]");
        assertThat(err.toString()).contains("the zip archive has no end: the file is not complete");
    }

    @Test
    void show_listsTensorsUpToTheDamage() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", Torch.ones(2, 3));
        tensors.put("b", Torch.ones(500));
        Path npz = folder.resolve("x.npz");
        Npz.save(tensors, npz);
        byte[] bytes = Files.readAllBytes(npz);
        bytes[bytes.length / 2] ^= 1;
        Files.write(npz, bytes);
        assertThat(execute("show", npz)).isEqualTo(1);
        Path safetensors = folder.resolve("x.safetensors");
        Safetensors.save(tensors, safetensors);
        cut(safetensors, (int) Files.size(safetensors) - 1);
        assertThat(execute("show", safetensors)).isEqualTo(1);
        assertThat(out.toString().lines()).containsExactly("a  float32[2, 3]", "a  F32[2, 3]");
        assertThat(err.toString())
                .contains("'b.npy' is damaged")
                .contains("tensor 'b' ends at offset 2024 of the data");
    }

    @Test
    void show_listsMetadataAndDtypesOfTheFormat() throws IOException {
        Path file = folder.resolve("x.safetensors");
        Safetensors.save(Map.of("x", Torch.ones(2)), file, o -> o.metadata(Map.of("by", "me")));
        assertThat(execute("show", file)).isZero();
        assertThat(out.toString().lines()).containsExactly("__metadata__.by  me", "x  F32[2]");
    }

    @Test
    void wrongUsage_hasStatusTwo() {
        assertThat(execute()).isEqualTo(2);
        assertThat(execute("convert", "a.pt")).isEqualTo(2);
        assertThat(execute("convert", "a.pt", "b.txt")).isEqualTo(2);
        assertThat(err.toString())
                .contains("a command is missing")
                .contains("Missing required parameter: 'OUT'")
                .contains("'b.txt' has none of the endings .safetensors, ");
    }

    @Test
    void noFile_hasStatusOne() {
        Path missing = folder.resolve("missing.pt");
        assertThat(execute("show", missing)).isEqualTo(1);
        assertThat(err).hasToString("panamatorch: " + missing + ": no such file" + LINE);
    }

    @Test
    void doctor_tellsWhatIsInUse() {
        assertThat(execute("doctor", "--verify")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("native library: loaded"))
                .anyMatch(line -> line.startsWith("LibTorch: 2."));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void onnx_isNotWritten() throws IOException {
        Path model = folder.resolve("x.onnx");
        assertThat(execute("convert", saved(), model)).isEqualTo(1);
        assertThat(err.toString()).contains("ONNX models are read only");
    }
}
