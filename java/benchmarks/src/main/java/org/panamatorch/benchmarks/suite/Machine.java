package org.panamatorch.benchmarks.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * What the results hold for.
 *
 * @param processor its name
 * @param cores how many
 * @param memoryBytes how much memory
 * @param system the operating system and its version
 * @param java the version of the JDK
 * @param load how many processes wanted to run when the suite began; less than 0 where that is not
 *     known
 * @param date when it began
 */
record Machine(
        String processor,
        int cores,
        long memoryBytes,
        String system,
        String java,
        double load,
        Instant date) {
    /** Above it another process takes a good part of one of two cores. */
    private static final double QUIET = 0.5;

    static Machine here() throws IOException {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorName(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                system.getName() + " " + system.getVersion().replaceAll("-.*", ""),
                Runtime.version().toString(),
                system.getSystemLoadAverage(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String processorName() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try (var lines = Files.lines(info)) {
                var name = lines.filter(line -> line.startsWith("model name")).findFirst();
                if (name.isPresent()) {
                    return name.get().replaceAll(".*: ", "");
                }
            }
        }
        return System.getProperty("os.arch");
    }

    boolean isBusy() {
        return load > QUIET;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d GiB, %s; JDK %s; load %.1f when it began; %s",
                processor,
                cores,
                Math.round(memoryBytes / (double) (1 << 30)),
                system,
                java,
                load,
                date);
    }
}
