package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.support.ChildJvm;

import java.io.BufferedReader;
import java.util.List;

class WarmUpTest {
    // The last of the list, as the JVM names it.
    private static final String EARLY_CLASS = "org/panamatorch/option/Uplo";

    /** The lines of the JVM's log, each with its thread's number before it. */
    private static List<String> log() throws Exception {
        Process process =
                ChildJvm.builder(
                                LoadingProgram.class,
                                List.of(
                                        "-XX:ActiveProcessorCount=2",
                                        "-Xlog:jni+resolve=debug,class+init=info:stdout:tid"),
                                List.of("sum"))
                        .start();
        List<String> lines;
        try (BufferedReader reader = process.inputReader()) {
            lines = reader.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    @Test
    void warmUp_callsNoNativeMethodThatNobodyHasCalled() throws Exception {
        List<String> lines = log();
        String thread =
                lines.stream()
                        .filter(line -> line.contains("Initializing '" + EARLY_CLASS + "'"))
                        .map(line -> line.substring(0, line.indexOf(']')))
                        .findFirst()
                        .orElseThrow();

        assertThat(lines).anyMatch(line -> line.contains("Dynamic-linking native method"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith(thread))
                .hasSizeGreaterThan(100)
                .noneMatch(line -> line.contains("Dynamic-linking native method"));
    }
}
