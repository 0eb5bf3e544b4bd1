package org.panamatorch.internal.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads test resources of one JSON object a line. */
final class RecordedLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordedLines() {}

    static List<JsonNode> read(String resource) throws IOException {
        try (InputStream stream = RecordedLines.class.getResourceAsStream(resource);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(MAPPER.readTree(line));
            }
            return lines;
        }
    }
}
