package org.panamatorch.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.support.ChildJvm;
import org.panamatorch.support.RecordedWith;

import java.io.IOException;
import java.util.List;

/** Modules over channels-last, strided, expanded and empty inputs, in a process of their own. */
@NoLeaks
class LayoutSweepTest {
    @Test
    @RecordedWith(value = "2.13", why = "FractionalMaxPool2d and 3d refuse more inputs")
    void otherLayouts_giveWhatContiguousCopiesGive() throws IOException, InterruptedException {
        List<String> report = ChildJvm.output(LayoutSweep.class).lines().toList();

        assertThat(report).filteredOn(line -> line.startsWith("DIFFERENCE")).isEmpty();
        assertThat(report.getLast())
                .isEqualTo("140 modules, 261 forms, 3458 runs, 539 refused, 0 differences");
    }
}
