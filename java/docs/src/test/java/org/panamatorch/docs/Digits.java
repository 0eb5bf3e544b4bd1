package org.panamatorch.docs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;

/** The handwritten digits that pages read. */
final class Digits {
    private static final String FILE = "\"digits.csv\"";

    private Digits() {}

    /** Code with the path of their file, or a skipped test where they are not here. */
    static String placed(String code) throws Exception {
        if (!code.contains(FILE)) {
            return code;
        }
        Process process =
                new ProcessBuilder(
                                Section.ROOT.resolve("scripts/fetch-digits").toString(), "--print")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String path =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assumeTrue(
                process.waitFor() == 0,
                "needs digits: code that reads them is not run; scripts/fetch-digits fetches them");
        return code.replace(FILE, '"' + path + '"');
    }
}
