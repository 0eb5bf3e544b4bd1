package org.panamatorch.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class EarlyClassesTest {
    private static final Path CLASSES =
            Path.of(System.getProperty("panamatorch.root"), "java/core/target/classes");

    // Initialized where there is room, too, by whoever needs them: call shapes, stubs of callbacks,
    // and what only tests use.
    private static final List<String> ELSEWHERE =
            List.of(
                    "internal.binding.PanamaTorch",
                    "internal.binding.pt_callback",
                    "internal.binding.pt_stack_writer",
                    "internal.binding.pt_warning_listener",
                    "internal.load.",
                    "junit.");

    private static boolean hasInitializer(Path file) {
        try {
            ClassModel model = ClassFile.of().parse(file);
            return model.methods().stream()
                    .anyMatch(method -> method.methodName().equalsString("<clinit>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        String path = CLASSES.relativize(file).toString().replace('\\', '/');
        return path.replace('/', '.')
                .substring("org.panamatorch.".length(), path.length() - ".class".length());
    }

    @Test
    void classesWithStaticInitializers_areAllInitializedEarly() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES.resolve("org/panamatorch"))) {
            assertThat(
                            files.filter(file -> file.toString().endsWith(".class"))
                                    .filter(EarlyClassesTest::hasInitializer)
                                    .map(EarlyClassesTest::name)
                                    .filter(name -> ELSEWHERE.stream().noneMatch(name::startsWith)))
                    .as("classes with static initializers, each to be named in EarlyClasses")
                    .containsExactlyInAnyOrderElementsOf(EarlyClasses.NAMES);
        }
    }
}
