package org.panamatorch.codegen.operators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a class a header of the library's own, with a method for each function whose comment has a
 * schema: {@code pt::name(arguments) -> results}, or {@code pt::name.Operation(…)} where messages
 * call it otherwise; three dots behind either are for arguments that messages leave out.
 */
final class LibraryFunctions {
    private static final String PACKAGE = "org.panamatorch.internal.library";
    private static final Pattern SCHEMA =
            Pattern.compile("pt::(\\w[^>]*-> (?:[\\w?\\[\\]]+|\\([^)]*\\)))");
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\n[\\s*]*");
    private static final Pattern FUNCTION =
            Pattern.compile("PT_EXPORT ([\\w ]+\\*?) ?(pt_\\w+)\\(");
    private static final String UNDESCRIBED = "..";

    /**
     * What a header says.
     *
     * @param schemas the schemas
     * @param returned the type that each C function returns
     */
    private record Header(List<Schema> schemas, Map<String, String> returned) {
        static Header of(String text) {
            String line = LINE_BREAK.matcher(text).replaceAll(" ");
            Map<String, String> returned = new HashMap<>();
            FUNCTION.matcher(line)
                    .results()
                    .forEach(found -> returned.put(found.group(2), found.group(1).strip()));
            return new Header(
                    SCHEMA.matcher(line)
                            .results()
                            .map(found -> SchemaParser.parse(found.group(1)))
                            .toList(),
                    returned);
        }

        CallWriter.Returned returned(String symbol) {
            String type = returned.get(symbol);
            if (type == null) {
                throw new IllegalArgumentException("a schema without a function: " + symbol);
            }
            if (type.equals("pt_status")) {
                return CallWriter.Returned.STATUS;
            }
            return type.endsWith("*") ? CallWriter.Returned.POINTER : CallWriter.Returned.VALUE;
        }
    }

    private final Map<String, Header> headers = new TreeMap<>();

    /** Reads the headers of a folder. */
    LibraryFunctions(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> file.toString().endsWith(".h")).sorted().toList();
        }
        for (Path file : files) {
            Header header = Header.of(Files.readString(file));
            if (!header.schemas().isEmpty()) {
                headers.put(file.getFileName().toString(), header);
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
        for (Map.Entry<String, Header> header : headers.entrySet()) {
            String stem = header.getKey().substring(0, header.getKey().length() - ".h".length());
            String name = "Pt" + Naming.javaType(stem);
            JavaFile file = new JavaFile(PACKAGE, JavaNames.packages(List.of()));
            file.documentation(
                    "The functions of {@code " + header.getKey() + "}, which says what they do.",
                    "",
                    "<p>Arguments whose type ends with ? in the schema may be null.");
            file.line("@SuppressWarnings(\"doclint:missing\") // the header says it all");
            file.line("public final class " + name + " {");
            file.line("    private " + name + "() {}");
            for (Schema schema : header.getValue().schemas()) {
                file.blank();
                emitFunction(file, schema, header.getValue());
            }
            file.line("}");
            files.write(JavaNames.path(PACKAGE, name), file.text());
        }
    }

    private static void emitFunction(JavaFile file, Schema schema, Header header) {
        String symbol = "pt_" + schema.name();
        boolean isDescribed = !schema.overload().endsWith(UNDESCRIBED);
        String operation = schema.overload().replaceAll("\\.+$", "");
        String record = null;
        if (schema.results().size() > 1) {
            record = Naming.javaType(schema.name());
            file.line("    /** The results of {@code " + symbol + "}. */");
            file.list(
                    "    public record " + record + "(",
                    schema.results().stream()
                            .map(
                                    result ->
                                            ResultForm.of(result.type()).javaType()
                                                    + " "
                                                    + Naming.javaParameter(result.name()))
                            .toList(),
                    ") {}");
            file.blank();
        }
        new CallWriter(
                        schema,
                        symbol,
                        schema.name(),
                        operation.isEmpty() ? schema.name() : operation,
                        record,
                        header.returned(symbol),
                        isDescribed)
                .emit(file);
    }
}
