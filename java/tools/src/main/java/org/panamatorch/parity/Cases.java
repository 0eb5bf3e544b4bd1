package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files of cases: a JSON object a line. */
final class Cases {
    private Cases() {}

    /** What is done with a case. */
    @FunctionalInterface
    interface Consumer {
        void accept(JsonNode json) throws IOException;
    }

    /** A file of cases in the folder of a recording, which must have it. */
    static Path in(Path folder, String file) throws IOException {
        if (!Files.isRegularFile(folder.resolve(file))) {
            throw new IOException(folder + " has no " + file);
        }
        return folder.resolve(file);
    }

    /** Hands over each case of a file, in their order. */
    static void forEach(Path file, Consumer consumer) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    consumer.accept(mapper.readTree(line));
                }
            }
        }
    }
}
