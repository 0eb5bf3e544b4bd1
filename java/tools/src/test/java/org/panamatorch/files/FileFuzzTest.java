package org.panamatorch.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Path;

@NoLeaks
class FileFuzzTest {
    private static final int FILES = 2_000;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void filesWithErrors_areReadOrRefused(FileFuzz.Format format) throws IOException {
        assertThat(FileFuzz.run(format, 0, FILES, 1, folder))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(format + ": 2000 files, ");
    }
}
