package org.panamatorch.codegen.bindings;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A compiled binding in a class loader of its own that has loaded a native library. */
final class LoadedBinding implements AutoCloseable {

    /** A library belongs to the loader of the class that loads it, so one is put beside. */
    private static final String LIBRARY_LOADER =
            """
            public final class LibraryLoader {
                private LibraryLoader() {}

                public static void load(String file) {
                    System.load(file);
                }
            }
            """;

    private final URLClassLoader loader;

    LoadedBinding(CompiledBinding binding, Path library) throws Exception {
        Path beside = Files.createDirectories(binding.folder().resolve("loader"));
        Files.createDirectories(beside.resolve("src"));
        Files.writeString(beside.resolve("src/LibraryLoader.java"), LIBRARY_LOADER);
        Path classes = CompiledBinding.compile(beside, List.of("-nowarn")).classes();
        URL[] roots = {binding.classes().toUri().toURL(), classes.toUri().toURL()};
        loader = new URLClassLoader(roots, null);
        Path copy = Files.copy(library, beside.resolve(library.getFileName()));
        loader.loadClass("LibraryLoader")
                .getMethod("load", String.class)
                .invoke(null, copy.toString());
    }

    Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass(TestHeader.PACKAGE + "." + name);
    }

    /** Calls the public static method with a name that takes the arguments. */
    Object call(String type, String method, Object... arguments) throws Exception {
        Method found =
                Arrays.stream(type(type).getMethods())
                        .filter(candidate -> candidate.getName().equals(method))
                        .filter(candidate -> takes(candidate, arguments))
                        .findFirst()
                        .orElseThrow();
        try {
            return found.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static boolean takes(Method method, Object... arguments) {
        Class<?>[] types = method.getParameterTypes();
        return types.length == arguments.length
                && IntStream.range(0, types.length)
                        .allMatch(i -> boxed(types[i]).isInstance(arguments[i]));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
