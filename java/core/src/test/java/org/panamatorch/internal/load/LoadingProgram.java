package org.panamatorch.internal.load;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads the library in unusual ways, in a JVM of its own. */
public final class LoadingProgram {
    private LoadingProgram() {}

    /**
     * Runs.
     *
     * @param arguments what to do
     */
    public static void main(String[] arguments) throws Throwable {
        switch (arguments[0]) {
            case "sum" -> System.out.println(Torch.tensor(1f).add(Torch.tensor(2f)));
            case "threads" -> System.out.println(Torch.getNumThreads());
            case "loaders" -> loaders();
            case "spinning" -> spinning();
            case "denied" -> {
                for (int attempt = 0; attempt < 2; attempt++) {
                    try {
                        NativeLibrary.load();
                    } catch (UnsatisfiedLinkError e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
            case "early" -> {
                EarlyClasses.initializeWithoutLibrary(EarlyClasses.names());
                System.out.println("initialized");
            }
            case "other" -> other(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Prints the variable as the C library has it now; Java's own copy is older. */
    private static void spinning() throws Throwable {
        NativeLibrary.load();
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value =
                    (MemorySegment)
                            linker.downcallHandle(
                                            linker.defaultLookup().findOrThrow("getenv"),
                                            FunctionDescriptor.of(
                                                    ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                                    .invokeExact(arena.allocateFrom("GOMP_SPINCOUNT"));
            System.out.println(
                    value.equals(MemorySegment.NULL)
                            ? "null"
                            : value.reinterpret(Long.MAX_VALUE).getString(0));
        }
    }

    private static void other(Path libTorch) {
        SymbolLookup.libraryLookup(libTorch, Arena.global());
        try {
            System.out.println(Torch.tensor(1f).add(Torch.tensor(2f)));
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage());
        }
    }

    private static void loaders() throws Exception {
        try (URLClassLoader second = classLoader()) {
            try (URLClassLoader first = classLoader()) {
                train(first, "first");
                train(second, "second");
            }
            System.gc();
            train(second, "second");
        }
        System.out.println("files in use: " + Platform.mapped("libpanamatorch.so").size());
    }

    private static void train(ClassLoader loader, String name) throws Exception {
        try {
            loader.loadClass(Trained.class.getName())
                    .getMethod("run", String.class)
                    .invoke(null, name);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private static URLClassLoader classLoader() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(part).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** A program of each class loader's own. */
    public static final class Trained {
        private static int hooks;

        private Trained() {}

        /**
         * A backward pass with a hook.
         *
         * @param name the class loader's, for the output
         */
        public static void run(String name) {
            Tensor x = Torch.tensor(3f).requiresGrad_();
            x.registerHook(
                    grad -> {
                        hooks++;
                        return null;
                    });
            x.mul(x).backward();
            System.out.println(name + ": " + x.grad() + ", hook ran " + hooks + " times");
        }
    }
}
