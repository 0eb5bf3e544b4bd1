package org.panamatorch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files from Python through Java to Python: nothing may have changed. */
@NoLeaks
class PythonFilesTest {
    private static final Path SCRIPTS =
            Path.of(System.getProperty("panamatorch.root"), "scripts", "python");

    @TempDir Path folder;

    private record Outcome(int status, String output) {}

    private static Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    @Test
    void filesFromPython_areTheSameToPythonAfterJava() throws IOException, InterruptedException {
        Outcome python = run(SCRIPTS.resolve("find-python").toString());
        assumeTrue(
                python.status() == 0,
                "needs python: files are not compared; find-python finds no PyTorch 2.13");
        String interpreter = python.output().strip();
        String script = SCRIPTS.resolve("weights_files.py").toString();
        Path original = folder("python");
        Path copies = folder("java");
        Outcome written =
                run(interpreter, "-B", "-W", "ignore", script, "write", original.toString());
        assertThat(written.status()).as(written.output()).isZero();
        List<Path> files;
        try (Stream<Path> listed = Files.list(original)) {
            files = listed.toList();
        }
        for (Path file : files) {
            copy(file, copies.resolve(file.getFileName()));
        }
        Outcome checked =
                run(
                        interpreter,
                        "-B",
                        "-W",
                        "ignore",
                        script,
                        "check",
                        original.toString(),
                        copies.toString());
        assertThat(checked.status()).as(checked.output()).isZero();
        assertThat(checked.output()).isEqualTo(files.size() + " files are equal\n");
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
}
