package org.panamatorch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;

/** What calls are given. */
@NoLeaks
class SamplesTest {
    @Test
    void fileThatCallsWrite_isInTheWorkingFolder() {
        assertThat(Samples.path()).isRelative();
        assertThat(Samples.path().getParent()).isNull();
    }
}
