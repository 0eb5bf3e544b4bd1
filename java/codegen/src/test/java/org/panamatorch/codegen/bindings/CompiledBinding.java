package org.panamatorch.codegen.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A binding that was written to a folder and compiled there. */
record CompiledBinding(Path folder, Path classes) {

    static CompiledBinding of(Path folder, Map<String, String> sources) throws IOException {
        GenerateBindings.write(folder.resolve("src"), TestHeader.PACKAGE, sources);
        return compile(folder, List.of("-Xlint:all", "-Werror"));
    }

    /** Compiles what is in {@code folder/src} already. */
    static CompiledBinding compile(Path folder, List<String> options) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder.resolve("src"))) {
            files = walk.filter(file -> file.toString().endsWith(".java")).toList();
        }
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-d", classes.toString(), "-proc:none"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled =
                    compiler.getTask(
                                    messages,
                                    manager,
                                    null,
                                    arguments,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files))
                            .call();
            assertThat(compiled).as(messages::toString).isTrue();
        }
        return new CompiledBinding(folder, classes);
    }

    List<String> shape() throws IOException {
        return BindingShape.of(classes, TestHeader.PACKAGE);
    }

    /** The names of the public members that a class, hidden or not, declares itself. */
    Set<String> memberNames(String className) throws IOException {
        URL[] root = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(root, null)) {
            Class<?> type = Class.forName(TestHeader.PACKAGE + "." + className, false, loader);
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .map(Method::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
