package org.panamatorch.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.panamatorch.junit.NoLeaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@NoLeaks
class FileFuzzTest {
    private static final String FILES = "2000";

    @TempDir Path folder;

    /** What cannot be read without errors tells nothing about errors. */
    @ParameterizedTest
    @EnumSource
    void filesWithoutErrors_areRead(FileFuzz.Format format) throws IOException {
        Path file = folder.resolve("file");
        for (byte[] seed : FuzzSeeds.of(format, folder)) {
            Files.write(file, format == FileFuzz.Format.PICKLE ? FuzzSeeds.archive(seed) : seed);
            assertThatCode(() -> format.read(file)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesWithErrors_areReadOrRefused(FileFuzz.Format format) throws IOException {
        assertThat(FileFuzz.run(format, FILES, 1, folder))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(format + ": 2000 files, ");
    }
}
