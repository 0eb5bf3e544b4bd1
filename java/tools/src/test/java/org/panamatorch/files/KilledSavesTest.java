package org.panamatorch.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.junit.NoLeaks;

import java.nio.file.Path;

@NoLeaks
class KilledSavesTest {
    @TempDir Path folder;

    @Test
    void processKilledWhileSaving_leavesTheOldOrTheNewFile() throws Exception {
        assertThat(KilledSaves.run(folder.resolve("last.pt"), 6, 1))
                .isEqualTo(KilledSaves.EXPECTED.formatted(6, 6));
    }
}
