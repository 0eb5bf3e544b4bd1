package org.panamatorch.surface;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.panamatorch.Torch;
import org.panamatorch.junit.NoLeaks;
import org.panamatorch.nn.Functional;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What a program sees that imports the methods of {@code Torch} and of {@code Functional}. */
@NoLeaks
class StaticImportTest {
    @TempDir private Path folder;

    private static Stream<Method> functions(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()));
    }

    private static Set<String> sharedNames() {
        Set<String> names = functions(Torch.class).map(Method::getName).collect(Collectors.toSet());
        names.retainAll(functions(Functional.class).map(Method::getName).toList());
        return new TreeSet<>(names);
    }

    private static String call(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .map(StaticImportTest::value)
                .collect(Collectors.joining(", ", "        " + method.getName() + "(", ");\n"));
    }

    private static String value(Type type) {
        return switch (type.getTypeName()) {
            case "boolean" -> "false";
            case "double" -> "0.5";
            case "int", "long" -> "1L";
            default -> "(" + type.getTypeName().replace('$', '.') + ") null";
        };
    }

    @Test
    void functionsOfBoth_areCalledByTheirNamesAlone() throws IOException {
        Set<String> shared = sharedNames();
        assertThat(shared).hasSize(51).contains("relu", "conv2d", "softmax");
        String calls =
                Stream.of(Torch.class, Functional.class)
                        .flatMap(StaticImportTest::functions)
                        .filter(method -> shared.contains(method.getName()))
                        .map(StaticImportTest::call)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining());
        Path source = folder.resolve("Both.java");
        Files.writeString(
                source,
                """
                import static org.panamatorch.Torch.*;
                import static org.panamatorch.nn.Functional.*;

                class Both {
                    void call() {
                """
                        + calls
                        + "    }\n}\n");
        compile(source);
    }

    private void compile(Path source) throws IOException {
        Path classes = Path.of(System.getProperty("panamatorch.root"), "java/core/target/classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled =
                    compiler.getTask(
                                    problems,
                                    files,
                                    null,
                                    List.of(
                                            "-proc:none",
                                            "-cp",
                                            classes.toString(),
                                            "-d",
                                            folder.toString()),
                                    null,
                                    files.getJavaFileObjects(source))
                            .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
    }
}
