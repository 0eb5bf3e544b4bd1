package org.panamatorch.codegen.load;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what GraalVM's native-image has to know of the library beforehand: the shapes of all
 * downcalls and upcalls, the classes that are initialized by name, the records that are taken apart
 * by reflection, and the files in its jars.
 */
public final class WriteReachabilityMetadata {
    private static final String FILE =
            "META-INF/native-image/org.panamatorch/panamatorch/reachability-metadata.json";

    // The library is small and may be packed into an image; LibTorch stays outside.
    private static final List<String> RESOURCES =
            List.of(
                    "org/panamatorch/internal/load/early-classes.txt",
                    "org/panamatorch/natives/*/shim.properties",
                    "org/panamatorch/natives/*/*panamatorch.*");

    private static final String CRITICAL =
            ", \"options\": {\"critical\": {\"allowHeapAccess\": %s}}";

    private static final String RECORD =
            "{\"type\": \"%s\", \"allDeclaredConstructors\": true, \"allDeclaredMethods\": true}";

    private WriteReachabilityMetadata() {}

    /**
     * Writes the file beside the classes.
     *
     * @param arguments the folder of the compiled classes
     * @throws IOException if it cannot be read, or the file not be written
     */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        CompiledClasses classes = CompiledClasses.read(folder);
        ForeignCalls calls = ForeignCalls.in(classes);
        Path file = folder.resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                {
                  "reflection": [
                %s
                  ],
                  "resources": [
                %s
                  ],
                  "foreign": {
                    "downcalls": [
                %s
                    ],
                    "upcalls": [
                %s
                    ]
                  }
                }
                """
                        .formatted(
                                lines(Stream.concat(initialized(classes), records(classes))),
                                lines(RESOURCES.stream().map("{\"glob\": \"%s\"}"::formatted)),
                                lines(
                                        Stream.of(
                                                        json(calls.downcalls(), ""),
                                                        json(
                                                                calls.critical(),
                                                                CRITICAL.formatted(false)),
                                                        json(
                                                                calls.criticalOnArrays(),
                                                                CRITICAL.formatted(true)))
                                                .flatMap(Function.identity())),
                                lines(calls.upcalls().stream().map(c -> c.json("")))));
    }

    private static Stream<String> json(SortedSet<ForeignShape> shapes, String options) {
        return shapes.stream().map(shape -> shape.json(options));
    }

    private static Stream<String> initialized(CompiledClasses classes) {
        return classes.withInitializer()
                // What only tests use needs JUnit.
                .filter(name -> !name.startsWith("org.panamatorch.junit."))
                .map("{\"type\": \"%s\"}"::formatted);
    }

    private static Stream<String> records(CompiledClasses classes) {
        return classes.models().stream()
                .filter(model -> model.findAttribute(Attributes.record()).isPresent())
                .filter(model -> model.flags().has(AccessFlag.PUBLIC))
                .map(CompiledClasses::name)
                .map(RECORD::formatted);
    }

    private static String lines(Stream<String> entries) {
        return entries.map(entry -> "      " + entry).collect(Collectors.joining(",\n"));
    }
}
