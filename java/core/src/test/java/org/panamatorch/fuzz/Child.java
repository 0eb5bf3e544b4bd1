package org.panamatorch.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts processes that may end, one after the other, and watches them. */
final class Child {
    // What wants more gets an error at once, not after seconds of filling memory.
    private static final long TENSOR_BYTES = 256L << 20;

    // For what LibTorch asks of the system by itself: the JVM, tensors, and as much again.
    private static final long ADDRESS_SPACE_KB = 3L << 20;
    private static final Duration PATIENCE =
            Duration.ofSeconds(Integer.getInteger("fuzz.patience", 10));
    // So much longer may a process take that gets no processor, or waits for something.
    private static final int PATIENCE_WAITING = 6;
    private static final Duration START = Duration.ofSeconds(120);
    private static final int POLL_MS = 50;
    private static final int LINES = 12;

    final Path folder;
    final Journal journal;

    Child(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        journal = new Journal(folder.resolve("journal"));
    }

    /**
     * How a process ended.
     *
     * @param kind null where it did its task
     * @param site what the process was in
     * @param detail more about it
     */
    record End(Finding.Kind kind, String site, String detail) {}

    /**
     * Does a task in a new process; stops it after some calls, or at a time of System.nanoTime().
     */
    End run(Task task, long calls, long deadline) throws IOException, InterruptedException {
        clean();
        Task.write(folder.resolve("task"), task);
        journal.clear();
        Process process =
                new ProcessBuilder(command())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        try {
            return watch(process, calls, deadline);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void clean() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("journal")) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private List<String> command() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "bash",
                                "-c",
                                "ulimit -c 0 -v " + ADDRESS_SPACE_KB + "; exec \"$@\"",
                                "fuzz",
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:CompressedClassSpaceSize=128m",
                                "-XX:ReservedCodeCacheSize=64m",
                                "-XX:-CreateCoredumpOnCrash",
                                "-Dpanamatorch.memory.limit=" + TENSOR_BYTES,
                                // Nobody reads what LibTorch warns of.
                                "-Djava.util.logging.config.file=/dev/null",
                                "-XX:ErrorFile=" + folder.resolve("death"),
                                "-cp",
                                absolute(System.getProperty("java.class.path"))));
        for (String property : List.of("panamatorch.library", "panamatorch.native.dir")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(List.of(Worker.class.getName(), folder.toString()));
        return command;
    }

    private static String absolute(String path) {
        return String.join(
                File.pathSeparator,
                Stream.of(path.split(File.pathSeparator))
                        .map(part -> new File(part).getAbsolutePath())
                        .toList());
    }

    private End watch(Process process, long calls, long deadline)
            throws IOException, InterruptedException {
        long last = 0;
        long since = System.nanoTime();
        Duration worked = Duration.ZERO;
        while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (journal.pulse() != last) {
                last = journal.pulse();
                since = now;
                worked = worked(process);
            } else if (last == 0
                    ? now - since > START.toNanos()
                    : now - since > PATIENCE.toNanos()
                            && (worked(process).minus(worked).compareTo(PATIENCE) > 0
                                    || now - since > PATIENCE.toNanos() * PATIENCE_WAITING)) {
                return hang(process);
            }
            if (now > deadline || journal.calls() > calls) {
                return new End(null, "", "");
            }
        }
        return process.exitValue() == 0
                ? new End(null, "", "")
                : new End(
                        Finding.Kind.DEATH,
                        frame(),
                        "    status " + process.exitValue() + "\n" + lastLines());
    }

    private static Duration worked(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private End hang(Process process) throws IOException, InterruptedException {
        List<String> frames =
                stacks(process).stream()
                        .map(stack -> stack.stream().dropWhile(frame -> !isOurs(frame)).toList())
                        .filter(stack -> !stack.isEmpty())
                        .findFirst()
                        .orElse(List.of());
        List<String> called = frames.stream().takeWhile(Child::isOurs).toList();
        String site =
                called.isEmpty()
                        ? ""
                        : called.getLast().replaceFirst(".*/", "").replaceFirst("\\(.*", "");
        return new End(
                Finding.Kind.HANG,
                site,
                called.stream().map(frame -> "    at " + frame).collect(Collectors.joining("\n")));
    }

    /** The frames of the sequence's threads, virtual ones as well, which jstack does not know. */
    private List<List<String>> stacks(Process process) throws IOException, InterruptedException {
        Path file = folder.resolve("stacks");
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                "Thread.dump_to_file",
                                "-overwrite",
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!jcmd.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            jcmd.destroyForcibly().waitFor();
        }
        if (!Files.exists(file)) {
            return List.of();
        }
        List<List<String>> stacks = new ArrayList<>();
        for (String paragraph : Files.readString(file).split("\n\n")) {
            if (paragraph.startsWith("#") && paragraph.contains(" \"fuzz\" ")) {
                stacks.add(
                        paragraph
                                .lines()
                                .map(String::strip)
                                .filter(line -> line.startsWith("at "))
                                .map(line -> line.substring("at ".length()))
                                .toList());
            }
        }
        return stacks;
    }

    private static boolean isOurs(String frame) {
        return frame.contains("org.panamatorch.")
                && (!frame.contains(".fuzz.") || frame.contains(".fuzz.Planted"));
    }

    /** The native function that the process died in. */
    private String frame() throws IOException {
        Path death = folder.resolve("death");
        if (!Files.exists(death)) {
            return "no frame that is known";
        }
        try (Stream<String> lines = Files.lines(death, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.matches("^# [CVJj] .*"))
                    .findFirst()
                    .map(
                            line ->
                                    line.replaceFirst("^# [CVJj] +", "")
                                            .replaceFirst("\\+0x.*?\\] *", "] "))
                    .orElse("");
        }
    }

    private String lastLines() throws IOException {
        Path death = folder.resolve("death");
        if (Files.exists(death)) {
            try (Stream<String> lines = Files.lines(death, StandardCharsets.ISO_8859_1)) {
                return String.join(
                        "\n",
                        lines.dropWhile(line -> !line.startsWith("Native frames"))
                                .limit(LINES)
                                .map(line -> "    " + line)
                                .toList());
            }
        }
        List<String> output =
                Files.readAllLines(folder.resolve("output"), StandardCharsets.ISO_8859_1);
        return String.join("\n", output.subList(Math.max(0, output.size() - LINES), output.size()));
    }

    /** What the last process reported. */
    List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; Files.exists(folder.resolve("finding" + i)); i++) {
            findings.add(Task.read(folder.resolve("finding" + i), Finding.class));
        }
        return findings;
    }
}
