package org.panamatorch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Autograd;
import org.panamatorch.junit.NoLeaks;

import java.nio.file.Path;

/** A run leaves nothing to those after it. */
@NoLeaks
class RunTest {
    @Test
    void modeOfTheProcess_endsWithTheRunThatBeganIt(@TempDir Path folder) throws Throwable {
        Run run = new Run(null, new Journal(folder.resolve("journal")));
        run.invoke(Target.Typed.of(Autograd.class.getMethod("detectAnomaly")));
        assertThat(Autograd.isAnomalyEnabled()).isTrue();

        run.close();

        assertThat(Autograd.isAnomalyEnabled()).isFalse();
    }
}
