package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real jextract of this machine, if it has one that is new enough. */
record Jextract(Path command) {

    private static final int RELEASE = 25;

    /** From here on jextract sees through typedefs and makes classes for callback parameters. */
    private static final int CLANG_WITHOUT_TYPEDEFS = 16;

    static Optional<Jextract> find() {
        Stream<String> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
        return Stream.concat(
                        Stream.ofNullable(System.getenv("JEXTRACT_HOME"))
                                .map(home -> home + "/bin"),
                        path)
                .map(folder -> Path.of(folder, "jextract"))
                .filter(Files::isExecutable)
                .map(Jextract::new)
                .filter(jextract -> jextract.release() >= RELEASE)
                .findFirst();
    }

    /** Whether it is built with a clang as old as that of the official builds, which is 13. */
    boolean seesTypedefs() {
        return number("clang version (\\d+)") < CLANG_WITHOUT_TYPEDEFS;
    }

    private int release() {
        return number("jextract (\\d+)");
    }

    private int number(String pattern) {
        try {
            Matcher version = Pattern.compile(pattern).matcher(run("--version"));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Writes the binding of a header that the stand-in has read, and compiles it. */
    CompiledBinding bind(CHeader header, Path includes, Path folder) throws IOException {
        Path names = folder.resolve("names");
        Files.write(names, JextractFilter.arguments(header));
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--output", folder.resolve("src").toString()));
        arguments.addAll(List.of("--target-package", TestHeader.PACKAGE));
        arguments.addAll(List.of("--header-class-name", TestHeader.MAIN));
        arguments.addAll(List.of("-I", includes.toString(), "@" + names));
        arguments.add(header.files().getFirst().toString());
        String messages = run(arguments.toArray(String[]::new));
        assertThat(folder.resolve("src")).as(messages).isDirectory();
        return CompiledBinding.compile(folder, List.of("-nowarn"));
    }

    private String run(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            return String.join("\n", output.lines().toList());
        }
    }
}
