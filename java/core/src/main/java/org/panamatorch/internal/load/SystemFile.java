package org.panamatorch.internal.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files in which a system tells of itself, such as those of {@code /proc}. */
final class SystemFile {
    private SystemFile() {}

    /** The lines of a file; none where it cannot be read. */
    static List<String> lines(String file) {
        try {
            // In this charset any bytes are text.
            return List.of(
                    Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).split("\n"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
