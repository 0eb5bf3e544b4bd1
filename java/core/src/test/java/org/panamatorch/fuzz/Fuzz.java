package org.panamatorch.fuzz;

import org.panamatorch.Operator;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The program behind {@code scripts/fuzz-operators}: starts workers, and another one after each
 * that ended.
 */
public final class Fuzz {
    // Enough for a JVM with LibTorch; what wants more gets an error instead of the whole machine.
    private static final long ADDRESS_SPACE_KB = 8L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLL_MS = 100;
    private static final int USAGE_ERROR = 2;
    private static final int KILLED = -1;
    private static final int NOT_STARTED = -1;

    private final long seed;
    private final int attempts;
    private final Path folder = Files.createTempDirectory("fuzz");
    private final MappedByteBuffer progress = FuzzWorker.progress(folder.resolve("progress"));
    private final Map<String, String> ended = new TreeMap<>();

    private Fuzz(long seed, int attempts) throws IOException {
        this.seed = seed;
        this.attempts = attempts;
    }

    /**
     * Calls every operator with hostile arguments.
     *
     * @param args options, as the script's help says
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        long seed = 0;
        int attempts = 40;
        Pattern only = Pattern.compile(".*");
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                case "--attempts" -> attempts = Integer.parseInt(args[i + 1]);
                case "--only" -> only = Pattern.compile(args[i + 1]);
                default -> usageError(args[i]);
            }
        }
        if (args.length % 2 == 1) {
            usageError(args[args.length - 1]);
        }
        Pattern wanted = only;
        List<String> names =
                Torch.operators().stream()
                        .map(Fuzz::qualified)
                        .filter(name -> wanted.matcher(name).matches())
                        .toList();
        boolean survived = new Fuzz(seed, attempts).run(names);
        System.exit(survived ? 0 : 1);
    }

    private static void usageError(String argument) {
        System.err.println("fuzz-operators: unexpected argument " + argument);
        System.exit(USAGE_ERROR);
    }

    private static String qualified(Operator operator) {
        return operator.name() + (operator.overload().isEmpty() ? "" : "." + operator.overload());
    }

    /** Whether no call ended its process. */
    private boolean run(List<String> names) throws IOException, InterruptedException {
        int done = 0;
        int stuck = 0;
        while (done < names.size()) {
            List<String> rest = names.subList(done, names.size());
            int status = work(rest);
            if (status == 0) {
                break;
            }
            String name = rest.get(progress.getInt(0));
            int attempt = progress.getInt(Integer.BYTES);
            if (attempt == NOT_STARTED) {
                throw new IOException(
                        "no call was made: " + Files.readString(folder.resolve("output")));
            }
            if (status == KILLED) {
                stuck++;
                System.out.println(
                        "STUCK " + name + " attempt " + attempt + ": " + described(name, attempt));
            } else {
                ended.put(name, "");
                System.out.println(
                        "ENDED "
                                + name
                                + " attempt "
                                + attempt
                                + " status "
                                + status
                                + ": "
                                + described(name, attempt));
            }
            done += progress.getInt(0) + 1;
        }
        System.out.println(
                names.size()
                        + " operators, "
                        + attempts
                        + " calls each: "
                        + ended.size()
                        + " ended the process, "
                        + stuck
                        + " did not return");
        return ended.isEmpty();
    }

    /** Runs one worker; returns its exit status. */
    private int work(List<String> names) throws IOException, InterruptedException {
        progress.putInt(0, 0);
        progress.putInt(Integer.BYTES, NOT_STARTED);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "bash",
                                "-c",
                                "ulimit -c 0 -v " + ADDRESS_SPACE_KB + "; exec \"$@\"",
                                "fuzz",
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+SuppressFatalErrorMessage",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FuzzWorker.class.getName(),
                                folder.resolve("progress").toString(),
                                Long.toString(seed),
                                Integer.toString(attempts)));
        command.addAll(names);
        for (String property : List.of("panamatorch.library", "panamatorch.native.dir")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add(command.indexOf("-cp"), "-D" + property + "=" + value);
            }
        }
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        long last = -1;
        long since = System.nanoTime();
        while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
            long now = (long) progress.getInt(0) << Integer.SIZE | progress.getInt(Integer.BYTES);
            if (now != last) {
                last = now;
                since = System.nanoTime();
            } else if (progress.getInt(Integer.BYTES) != NOT_STARTED
                    && System.nanoTime() - since > PATIENCE.toNanos()) {
                process.destroyForcibly().waitFor();
                return KILLED;
            }
        }
        return process.exitValue();
    }

    private String described(String name, int attempt) {
        try (TensorScope _ = new TensorScope()) {
            Object[] arguments = new HostileArguments(seed, name, attempt).of(Torch.ops(name));
            return Arrays.stream(arguments).map(Fuzz::described).toList().toString();
        }
    }

    private static String described(Object value) {
        return switch (value) {
            case null -> "None";
            case Tensor tensor ->
                    tensor.dtype()
                            + Arrays.toString(tensor.sizes())
                            + (tensor.layout().toString().equals("torch.strided")
                                    ? ""
                                    : tensor.layout());
            case List<?> list -> list.stream().map(Fuzz::described).toList().toString();
            default -> value.toString();
        };
    }
}
