package org.panamatorch.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts processes that may end, one after the other, and watches them. */
final class Child {
    // What wants more gets an error at once, not after a tenth of a second of filling memory: so
    // long take some hundred other calls.
    private static final long TENSOR_BYTES = 16L << 20;

    // For what LibTorch asks of the system by itself: the JVM, tensors, and as much again.
    private static final long ADDRESS_SPACE_KB = 3L << 20;
    private static final Duration PATIENCE =
            Duration.ofSeconds(Integer.getInteger("fuzz.patience", 10));
    // So much longer may a process take that gets no processor, or waits for something.
    private static final int PATIENCE_WAITING = 6;
    // Beside busier processes one of the lowest priority may wait for minutes for its first second.
    private static final Duration START = Duration.ofMinutes(10);
    private static final int POLL_MS = 50;
    private static final int LINES = 12;

    final Path folder;
    final Journal journal;
    private final boolean guard;

    /**
     * Readies a folder.
     *
     * @param folder where what is told to the processes and by them is written
     * @param guard whether the memory of their tensors is guarded
     */
    Child(Path folder, boolean guard) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.guard = guard;
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
        ProcessBuilder builder =
                new ProcessBuilder(command())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile());
        if (guard) {
            builder.environment().put("LD_PRELOAD", guardedMemory().toString());
        }
        Process process = builder.start();
        try {
            return watch(process, calls, deadline);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void clean() throws IOException {
        // Calls that write files may have made folders, too.
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.endsWith("journal")) {
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
                                // Guarded blocks need far more addresses than memory.
                                "ulimit -c 0 -v "
                                        + (guard ? "unlimited" : ADDRESS_SPACE_KB)
                                        + "; exec \"$@\"",
                                "fuzz",
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:CompressedClassSpaceSize=128m",
                                "-XX:ReservedCodeCacheSize=64m",
                                "-XX:-CreateCoredumpOnCrash",
                                // Each of ten thousand methods is called some hundred times: that
                                // is too seldom for code of its own.
                                // Enough to see whose an overflow is.
                                "-XX:MaxJavaStackTraceDepth=100",
                                "-Djdk.reflect.useNativeAccessorOnly=true",
                                "-Dpanamatorch.memory.limit=" + TENSOR_BYTES,
                                // Nobody reads what LibTorch warns of.
                                "-Djava.util.logging.config.file=/dev/null",
                                "-XX:ErrorFile=" + folder.resolve("death"),
                                "-cp",
                                absolute(System.getProperty("java.class.path"))));
        if (guard) {
            // A block that is kept for the next tensor is not freed.
            command.add(command.indexOf("-cp"), "-Dpanamatorch.memory.cacheLimit=0");
        }
        for (String property :
                List.of("panamatorch.library", "panamatorch.native.dir", "fuzz.batch")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(List.of(Worker.class.getName(), folder.toString()));
        return command;
    }

    /** What {@code native/test/guarded_memory.c} is built to. */
    private static Path guardedMemory() throws IOException {
        Path project = Path.of(System.getProperty("java.class.path").split(File.pathSeparator)[0]);
        String folder = System.getProperty("panamatorch.native.dir");
        Path library =
                (folder == null
                                ? project.resolve("../../../../target/native/cpu")
                                : Path.of(folder))
                        .resolve("libguarded_memory.so")
                        .toAbsolutePath()
                        .normalize();
        if (!Files.exists(library)) {
            throw new IOException("--guard needs " + library + ", which is built on Linux only");
        }
        return library;
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
        String threads = threads(process);
        List<String> called =
                Arrays.stream(threads.split("\n\n"))
                        .filter(thread -> thread.startsWith("#") && thread.contains(" \"fuzz\" "))
                        .map(Child::called)
                        .filter(frames -> !frames.isEmpty())
                        .findFirst()
                        .orElse(List.of());
        return called.isEmpty()
                ? new End(Finding.Kind.HANG, "", threads.indent(4).stripTrailing())
                : new End(
                        Finding.Kind.HANG,
                        called.getLast().replaceFirst(".*/", "").replaceFirst("\\(.*", ""),
                        called.stream()
                                .map(frame -> "    at " + frame)
                                .collect(Collectors.joining("\n")));
    }

    /** What a thread has called of the library, down to what the fuzzer has called. */
    private static List<String> called(String thread) {
        return thread.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at "))
                .map(line -> line.substring("at ".length()))
                .dropWhile(frame -> !isOurs(frame))
                .takeWhile(Child::isOurs)
                .toList();
    }

    /** The threads and their frames, virtual ones as well, which jstack does not know. */
    private String threads(Process process) throws IOException, InterruptedException {
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
        return Files.exists(file) ? Files.readString(file) : "";
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
