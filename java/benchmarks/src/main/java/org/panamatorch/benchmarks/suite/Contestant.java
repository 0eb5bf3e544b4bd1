package org.panamatorch.benchmarks.suite;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A contender's process, which does as it is told; {@code native/bench/README.md} has the protocol.
 */
final class Contestant implements AutoCloseable {
    /** What a process ends with that does not have the workload. */
    private static final int ABSENT = 3;

    /** Of what a process told of its end: errors with backtraces are long. */
    private static final int MOST_CHARACTERS = 500;

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;
    private final Path errors;

    private Contestant(Process process, Path errors) {
        this.process = process;
        this.input = process.outputWriter();
        this.output = process.inputReader();
        this.errors = errors;
    }

    static Contestant start(List<String> command, int threads) throws IOException {
        Path errors = Files.createTempFile("bench", ".log");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.environment().put("MKL_NUM_THREADS", Integer.toString(threads));
        return new Contestant(builder.start(), errors);
    }

    /** Does operations, and gives the nanoseconds that they took. */
    long run(long count) throws IOException {
        String answer = ask(Long.toString(count));
        try {
            return Long.parseLong(answer);
        } catch (NumberFormatException e) {
            throw strange(answer);
        }
    }

    Check check() throws IOException {
        String answer = ask("check");
        try {
            return Check.of(answer);
        } catch (IllegalArgumentException e) {
            throw strange(answer);
        }
    }

    private String ask(String question) throws IOException {
        try {
            input.write(question + "\n");
            input.flush();
        } catch (IOException e) {
            // It has ended already, and why is known when nothing can be read.
        }
        String answer = output.readLine();
        if (answer == null) {
            throw ended();
        }
        return answer;
    }

    /** A JVM that dies says so where its answers are read. */
    private IOException strange(String answer) {
        // By its handle: what it has said already can still be read.
        process.toHandle().destroy();
        String rest = output.lines().collect(Collectors.joining("\n"));
        return new IOException("said, for an answer: " + start(answer + "\n" + rest));
    }

    private static String start(String told) {
        return told.substring(0, Math.min(told.length(), MOST_CHARACTERS)).strip();
    }

    private IOException ended() throws IOException {
        try {
            int status = process.waitFor();
            String told = start(Files.readString(errors).strip());
            return status == ABSENT
                    ? new AbsentException(told)
                    : new IOException("ended with " + status + ": " + told);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IOException(e);
        }
    }

    /** The most memory that it has held so far, where the system tells of it. */
    Optional<Long> peakBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end, after one line of output. */
    void finish() throws IOException {
        if (output.readLine() == null) {
            throw ended();
        }
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            input.close();
        } catch (IOException e) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(errors);
    }

    /** A contender does not have a workload. */
    static final class AbsentException extends IOException {
        private static final long serialVersionUID = 1;

        AbsentException(String message) {
            super(message);
        }
    }
}
