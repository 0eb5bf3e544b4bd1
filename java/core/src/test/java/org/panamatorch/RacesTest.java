package org.panamatorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;

import java.io.IOException;
import java.util.List;

@NoLeaks
class RacesTest {
    static List<String> programs() {
        return RacePrograms.names();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void raceForSomeSeconds_isSurvived(String name) throws IOException, InterruptedException {
        // Without what prevents it, most of the programs die in less.
        assertThat(
                        ChildJvm.output(
                                RacePrograms.class,
                                "-Drace=" + name,
                                "-Drace.seconds=3",
                                "-XX:-CreateCoredumpOnCrash"))
                .contains("survived, rounds");
    }
}
