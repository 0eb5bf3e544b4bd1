package org.panamatorch.codegen.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The library's compiled classes, read from their folder and not loaded. */
record CompiledClasses(List<ClassModel> models) {

    static CompiledClasses read(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("org/panamatorch"))) {
            return new CompiledClasses(
                    files.filter(file -> file.toString().endsWith(".class"))
                            .sorted()
                            .map(CompiledClasses::parse)
                            .toList());
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The binary names of the classes that have something to initialize. */
    Stream<String> withInitializer() {
        return models.stream()
                .filter(
                        model ->
                                model.methods().stream()
                                        .anyMatch(m -> m.methodName().equalsString("<clinit>")))
                .map(CompiledClasses::name)
                .sorted();
    }

    static String name(ClassModel model) {
        return model.thisClass().asInternalName().replace('/', '.');
    }
}
