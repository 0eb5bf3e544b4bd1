package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;

@NoLeaks
class CarriersTest {
    @ParameterizedTest
    @CsvSource({"noGrad,1", "noGrad,2", "hook,1", "hook,2"})
    void virtualThreadsThatWaitOnAllCarriers_areWarnedOf(String where, int carriers)
            throws IOException, InterruptedException {
        String output =
                ChildJvm.output(
                        CarriersProgram.class,
                        "-Dwhere=" + where,
                        "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                        "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers);
        assertThat(output)
                .startsWith(
                        "virtual threads wait inside a mode such as Torch.noGrad(() -> ...), or a"
                                + " hook, and hold all carriers meanwhile, so that the virtual"
                                + " threads that they wait for may never run. Wait outside, and put"
                                + " the mode around the computation alone, or wait on platform"
                                + " threads. Among those that wait: VirtualThread[")
                .contains("CarriersProgram.java:")
                .endsWith("all " + (carriers + 1) + " have ended\n");
    }
}
