package org.panamatorch.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.panamatorch.Torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the JVM links at its first use and, where that meets the end of the stack or of the heap,
 * never again: it takes what these factories make of a StackOverflowError for a mistake in the
 * class.
 */
class CallSitesTest {
    private static final List<String> LINKED_ONCE =
            List.of("makeConcat", "makeConcatWithConstants", "enumSwitch");

    @Test
    void library_concatenatesTextsAndSwitchesOverEnumsWithoutThem()
            throws IOException, URISyntaxException {
        Path classes =
                Path.of(Torch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<ClassModel> types =
                    files.filter(file -> file.toString().endsWith(".class"))
                            .map(CallSitesTest::parsed)
                            .toList();
            assertThat(types).hasSizeGreaterThan(1000);
            assertThat(types.stream().flatMap(CallSitesTest::linkedOnce)).isEmpty();
        }
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> linkedOnce(ClassModel type) {
        return type.methods().stream()
                .filter(method -> factories(method).anyMatch(LINKED_ONCE::contains))
                .map(
                        method ->
                                type.thisClass().asInternalName()
                                        + "."
                                        + method.methodName().stringValue());
    }

    private static Stream<String> factories(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .filter(InvokeDynamicInstruction.class::isInstance)
                .map(InvokeDynamicInstruction.class::cast)
                .map(call -> call.invokedynamic().bootstrap().bootstrapMethod())
                .map(factory -> factory.reference().name().stringValue());
    }
}
