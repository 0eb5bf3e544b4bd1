package org.panamatorch.codegen.bindings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The command: reads a header and writes what jextract would, or the list of names for jextract.
 *
 * <p>It needs nothing but the JDK, and runs from source: {@code java GenerateBindings.java --help}.
 */
public final class GenerateBindings {

    private static final String USAGE =
            """
            usage: GenerateBindings --header FILE [-I DIR]... --out DIR
               or: GenerateBindings --header FILE [-I DIR]... --jextract-filter FILE

            Reads a C header and the headers that it includes, and writes the Java classes that
            jextract would write for them, or the arguments that limit jextract to their names.

              --header FILE           the umbrella header
              -I DIR                  where quoted includes are looked for; may be repeated
              --out DIR               source root to write to; only files that differ are written
              --package NAME          package of the classes (org.panamatorch.internal.binding)
              --class-name NAME       name of the main class (PanamaTorch)
              --jextract-filter FILE  write an argument file for jextract and no classes
              --help                  this text
            """;

    private Path header;
    private Path out;
    private Path filter;
    private String packageName = "org.panamatorch.internal.binding";
    private String className = "PanamaTorch";
    private final List<Path> includeDirectories = new ArrayList<>();

    private GenerateBindings() {}

    /**
     * Runs the command. It exits with 1 where the header cannot be read and with 2 where the
     * arguments are wrong.
     *
     * @param arguments as {@code --help} tells
     */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        GenerateBindings command = new GenerateBindings();
        try {
            command.parse(List.of(arguments).iterator());
        } catch (IllegalArgumentException e) {
            System.err.println("GenerateBindings: " + e.getMessage() + "\n\n" + USAGE);
            System.exit(2);
        }
        try {
            System.err.println(command.run());
        } catch (HeaderException | UncheckedIOException | IOException e) {
            System.err.println("GenerateBindings: " + e.getMessage());
            System.exit(1);
        }
    }

    private void parse(Iterator<String> arguments) {
        while (arguments.hasNext()) {
            String option = arguments.next();
            switch (option) {
                case "--header" -> header = Path.of(value(option, arguments));
                case "--out" -> out = Path.of(value(option, arguments));
                case "--jextract-filter" -> filter = Path.of(value(option, arguments));
                case "--package" -> packageName = value(option, arguments);
                case "--class-name" -> className = value(option, arguments);
                case "-I" -> includeDirectories.add(Path.of(value(option, arguments)));
                default -> {
                    if (!option.startsWith("-I")) {
                        throw new IllegalArgumentException("unknown argument " + option);
                    }
                    includeDirectories.add(Path.of(option.substring(2)));
                }
            }
        }
        if (header == null || (out == null) == (filter == null)) {
            throw new IllegalArgumentException(
                    "--header and one of --out and --jextract-filter are needed");
        }
    }

    private static String value(String option, Iterator<String> arguments) {
        if (!arguments.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return arguments.next();
    }

    private String run() throws IOException {
        CHeader read = CHeader.read(header, includeDirectories);
        if (filter != null) {
            List<String> names = JextractFilter.arguments(read);
            Files.write(filter, names);
            return names.size() + " names of " + read.files().size() + " headers";
        }
        Map<String, String> sources =
                BindingWriter.write(read, packageName, className, Platform.host());
        GeneratedFiles.Changes changes = GeneratedFiles.write(out, packageName, sources);
        return "%d declarations of %d headers: %d files written, %d unchanged, %d removed"
                .formatted(
                        read.declarations().size() + read.macros().size(),
                        read.files().size(),
                        changes.written(),
                        changes.unchanged(),
                        changes.removed());
    }
}
