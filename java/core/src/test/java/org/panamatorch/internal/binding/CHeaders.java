package org.panamatorch.internal.binding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The functions and constants of the C headers, read in the plainest way that the headers' own
 * style allows.
 */
final class CHeaders {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern FUNCTION =
            Pattern.compile("PT_EXPORT\\s+([\\w\\s]+?[\\s*]+)(pt_\\w+)\\s*\\(([^)]*)\\)\\s*;");
    private static final Pattern CALLBACK = Pattern.compile("typedef\\s+[^;(]+\\(\\*(pt_\\w+)\\)");
    private static final Pattern ENUM_CONSTANT = Pattern.compile("\\b(PT_\\w+)\\s*=\\s*(-?\\d+)");
    private static final Pattern MACRO = Pattern.compile("(?m)^#define (PT_\\w+) (-?\\d+)$");

    /**
     * A function.
     *
     * @param returnType its C type
     * @param parameterTypes their C types
     */
    record Function(String returnType, List<String> parameterTypes) {}

    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Map<String, Long> constants = new LinkedHashMap<>();
    private final Set<String> callbacks = new LinkedHashSet<>();

    private CHeaders() {}

    static CHeaders read() throws IOException {
        CHeaders headers = new CHeaders();
        headers.readAll(
                Path.of(
                        System.getProperty("panamatorch.root"),
                        "native",
                        "include",
                        "panamatorch"));
        headers.readAll(
                Path.of(
                        System.getProperty("panamatorch.native.dir"),
                        "generated",
                        "include",
                        "panamatorch"));
        return headers;
    }

    Map<String, Function> functions() {
        return functions;
    }

    Map<String, Long> constants() {
        return constants;
    }

    /** The names of function pointer types. */
    Set<String> callbacks() {
        return callbacks;
    }

    private void readAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".h")).sorted().toList();
        }
        for (Path file : files) {
            read(COMMENT.matcher(Files.readString(file)).replaceAll(" "));
        }
    }

    private void read(String text) {
        FUNCTION.matcher(text).results().forEach(this::addFunction);
        CALLBACK.matcher(text).results().forEach(match -> callbacks.add(match.group(1)));
        ENUM_CONSTANT
                .matcher(text)
                .results()
                .forEach(match -> constants.put(match.group(1), Long.valueOf(match.group(2))));
        MACRO.matcher(text)
                .results()
                .forEach(match -> constants.put(match.group(1), Long.valueOf(match.group(2))));
    }

    private void addFunction(MatchResult match) {
        List<String> parameters = new ArrayList<>();
        for (String parameter : match.group(3).split(",")) {
            if (!parameter.isBlank() && !parameter.strip().equals("void")) {
                parameters.add(parameter.strip().replaceFirst("\\w+$", "").replaceAll("\\s+", ""));
            }
        }
        functions.put(
                match.group(2), new Function(match.group(1).replaceAll("\\s+", ""), parameters));
    }
}
