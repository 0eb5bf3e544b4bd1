package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a class a header of the library's own, with a method for each function whose comment has a
 * schema: {@code pt::name(arguments) -> results}, or {@code pt::name.Operation(…)} where messages
 * call it otherwise.
 */
final class LibraryFunctions {
    private static final String PACKAGE = "org.panamatorch.internal.library";
    private static final Pattern SCHEMA = Pattern.compile("pt::(\\w[^>]*-> [\\w?\\[\\]()]+)");
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\n[\\s*]*");

    private final Map<String, List<Schema>> headers = new TreeMap<>();

    /** Reads the headers of a folder. */
    LibraryFunctions(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> file.toString().endsWith(".h")).sorted().toList();
        }
        for (Path file : files) {
            List<Schema> schemas =
                    SCHEMA.matcher(LINE_BREAK.matcher(Files.readString(file)).replaceAll(" "))
                            .results()
                            .map(found -> SchemaParser.parse(found.group(1)))
                            .toList();
            if (!schemas.isEmpty()) {
                headers.put(file.getFileName().toString(), schemas);
            }
        }
    }

    void emit(OperatorFiles files) throws IOException {
        files.write(
                JavaNames.path(PACKAGE, "package-info"),
                "/** The library's own C functions that have schemas, a class a header. */\n"
                        + "package "
                        + PACKAGE
                        + ";\n");
        for (Map.Entry<String, List<Schema>> header : headers.entrySet()) {
            String stem = header.getKey().substring(0, header.getKey().length() - ".h".length());
            String name = Naming.javaType(stem);
            JavaFile file = new JavaFile(PACKAGE, JavaNames.packages(List.of()));
            file.documentation(
                    "The functions of {@code " + header.getKey() + "}, which says what they do.",
                    "",
                    "<p>Arguments whose type ends with ? in the schema may be null.");
            file.line("@SuppressWarnings(\"doclint:missing\") // the header says it all");
            file.line("public final class " + name + " {");
            file.line("    private " + name + "() {}");
            for (Schema schema : header.getValue()) {
                file.blank();
                String operation = schema.overload().isEmpty() ? schema.name() : schema.overload();
                new CallWriter(schema, "pt_" + schema.name(), schema.name(), operation, null)
                        .emit(file);
            }
            file.line("}");
            files.write(JavaNames.path(PACKAGE, name), file.text());
        }
    }
}
