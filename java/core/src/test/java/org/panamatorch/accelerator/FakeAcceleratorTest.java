package org.panamatorch.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.util.Map;
import java.util.TreeMap;

/** Everything of the package on an accelerator, which {@link FakeAcceleratorProgram} loads. */
@NoLeaks
class FakeAcceleratorTest {
    private static final Map<String, String> SECTIONS = new TreeMap<>();

    @BeforeAll
    static void runProgram() throws Exception {
        String output =
                ChildJvm.output(
                        FakeAcceleratorProgram.class,
                        "-Dpanamatorch.native.dir=" + System.getProperty("panamatorch.native.dir"));
        for (String section : output.split("(?m)^== ")) {
            String[] parts = section.split("\n", 2);
            SECTIONS.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
    }

    private static void assertSection(String name, String wanted) {
        assertThat(SECTIONS.get(name)).isEqualTo(wanted);
    }

    @Test
    void devices_areCountedSetAndWaitedFor() {
        assertSection(
                "devices",
                """
                TODO
                """);
    }
}
