package org.panamatorch.docs;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** The class Program in a folder, whose method run a page's statements are. */
final class CompiledProgram {
    private CompiledProgram() {}

    /** Runs it, and returns what it prints. */
    static List<String> run(Path folder) throws Exception {
        try (TensorScope _ = new TensorScope();
                URLClassLoader loader =
                        new URLClassLoader(
                                new URL[] {folder.toUri().toURL()},
                                Tensor.class.getClassLoader())) {
            Method run = loader.loadClass("Program").getMethod("run");
            return Printed.by(() -> run(run));
        }
    }

    private static Void run(Method run) throws Exception {
        try {
            run.invoke(null);
            return null;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
