package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The functions of the sample header as a native library. */
final class NativeSample {

    private NativeSample() {}

    /** Compiles it, if this machine has a C compiler. */
    static Optional<Path> compile(Path folder) throws IOException, InterruptedException {
        Path source = TestHeader.resource("sample.c");
        Path library = folder.resolve(System.mapLibraryName("sample"));
        List<String> command =
                List.of(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-I",
                        source.getParent().toString(),
                        "-o",
                        library.toString(),
                        source.toString());
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Optional.empty();
        }
        String messages;
        try (var output = process.inputReader()) {
            messages = String.join("\n", output.lines().toList());
        }
        assertThat(process.waitFor()).as(messages).isZero();
        return Optional.of(library);
    }
}
