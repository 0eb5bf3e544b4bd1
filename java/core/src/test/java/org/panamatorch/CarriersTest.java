package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;

@NoLeaks
class CarriersTest {
    @ParameterizedTest
    @CsvSource({"noGrad,1", "noGrad,2", "noGrad,4", "hook,1", "hook,2", "nested,1", "nested,2"})
    @Timeout(120)
    void virtualThreadsThatAllWaitBelowNativeFrames_areTakenForIt(String where, int carriers)
            throws IOException, InterruptedException {
        String output =
                ChildJvm.output(
                        CarriersProgram.class,
                        "-Dwhere=" + where,
                        "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                        "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers);
        assertThat(output)
                .contains("all 101 have ended")
                .contains(
                        "virtual threads wait inside a mode such as Torch.noGrad(() -> ...), or a"
                                + " hook, and hold all carriers meanwhile ("
                                + carriers
                                + "); "
                                + carriers
                                + " more were started for the others. Wait outside")
                .contains("CarriersProgram.java:");
    }
}
