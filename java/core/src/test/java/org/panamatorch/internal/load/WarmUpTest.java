package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.support.ChildJvm;

import java.util.List;

class WarmUpTest {
    // The last of the list, as the JVM names it.
    private static final String EARLY_CLASS = "org/panamatorch/option/Uplo";

    /** Loads the library. */
    static final class Program {
        private Program() {}

        /**
         * Runs.
         *
         * @param arguments none
         */
        public static void main(String[] arguments) {
            NativeLibrary.load();
        }
    }

    @Test
    void warmUp_callsNoNativeMethodThatNobodyHasCalled() throws Exception {
        // Each line has its thread's number before it.
        List<String> lines =
                ChildJvm.output(
                                Program.class,
                                "-XX:ActiveProcessorCount=2",
                                "-Xlog:jni+resolve=debug,class+init=info:stdout:tid")
                        .lines()
                        .toList();
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
