package org.panamatorch.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.util.List;

/** Contestants are lines of a shell here. */
@DisabledOnOs(OS.WINDOWS)
class ContestantTest {
    private static Contestant contestant(String script) throws IOException {
        return Contestant.start(List.of("sh", "-c", script), 1);
    }

    @Test
    void run_givesWhatItAnswers() throws IOException {
        try (var contestant = contestant("read count; echo ${count}00")) {
            assertThat(contestant.run(7)).isEqualTo(700);
        }
    }

    @Test
    void run_ofOneThatDies_failsWithWhatItSaid() throws IOException {
        String script = "read count; echo '# A fatal error'; echo '# of its own'; kill -9 $$";
        try (var contestant = contestant(script)) {
            assertThatThrownBy(() -> contestant.run(1))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageContaining("# A fatal error");
        }
    }

    @Test
    void check_ofOneThatDies_failsWithWhatItSaid() throws IOException {
        try (var contestant = contestant("read check; echo '# dead'; kill -9 $$")) {
            assertThatThrownBy(contestant::check).hasMessageContaining("# dead");
        }
    }

    @Test
    void run_ofOneThatEnds_failsWithStatusAndErrors() throws IOException {
        try (var contestant = contestant("read count; echo reason >&2; exit 9")) {
            assertThatThrownBy(() -> contestant.run(1)).hasMessage("ended with 9: reason");
        }
    }

    @Test
    void run_ofOneWithoutTheWorkload_saysSo() throws IOException {
        try (var contestant = contestant("exit 3")) {
            assertThatThrownBy(() -> contestant.run(1))
                    .isInstanceOf(Contestant.AbsentException.class);
        }
    }
}
