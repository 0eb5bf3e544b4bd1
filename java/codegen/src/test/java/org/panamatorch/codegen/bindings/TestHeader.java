package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Headers for tests, in a folder that the test gives. */
final class TestHeader {

    static final String PACKAGE = "org.panamatorch.internal.binding";
    static final String MAIN = "PanamaTorch";

    private static final String SYSTEM_HEADERS =
            "#include <stdint.h>\n#include <stdbool.h>\n#include <stddef.h>\n";

    private final Path folder;

    TestHeader(Path folder) {
        this.folder = folder;
    }

    /** Adds a file for others to include. */
    TestHeader with(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    CHeader read(String text) {
        with("main.h", text);
        return CHeader.read(folder.resolve("main.h"), List.of(folder));
    }

    /** Reads declarations with the system headers before them, in one line that is not counted. */
    List<CDeclaration> declarations(String text) {
        return read(SYSTEM_HEADERS + text).declarations();
    }

    /** The value of a macro, null if it is no constant. */
    Object macro(String definition) {
        return read(
                        SYSTEM_HEADERS
                                + "typedef int16_t pt_small;\nenum { PT_SEVEN = 7 };\n"
                                + definition)
                .macros()
                .stream()
                .filter(macro -> macro.name().equals("M"))
                .map(MacroConstant::value)
                .findFirst()
                .orElse(null);
    }

    /** What is said about a header that cannot be read, the folder left out. */
    String error(String text) {
        HeaderException error = catchThrowableOfType(HeaderException.class, () -> read(text));
        return error == null ? "no error" : error.getMessage().replace(folder + "/", "");
    }

    /** The error for declarations after the system headers; their lines are not counted. */
    String declarationError(String text) {
        with("declarations.h", text);
        return error(SYSTEM_HEADERS + "#include \"declarations.h\"\n")
                .replace("declarations.h:", "");
    }

    Map<String, String> sources(String text) {
        return sources(read(SYSTEM_HEADERS + text));
    }

    static Map<String, String> sources(CHeader header) {
        return BindingWriter.write(header, PACKAGE, MAIN, Platform.LINUX);
    }

    /** A file among the test resources. */
    static Path resource(String name) {
        try {
            return Path.of(TestHeader.class.getResource("/bindings/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static CHeader sample() {
        Path header = resource("sample.h");
        return CHeader.read(header, List.of(header.getParent()));
    }
}
