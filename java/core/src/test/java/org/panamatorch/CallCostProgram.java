package org.panamatorch;

import com.sun.management.ThreadMXBean;

import org.panamatorch.nn.ReLU;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.management.ManagementFactory;
import java.lang.reflect.AccessFlag;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * Prints of some operations how many downcalls each makes and how many bytes of the heap it takes:
 * {@code name downcalls bytes}. It is to run interpreted, so that nothing depends on what the
 * compiler leaves out.
 */
final class CallCostProgram {
    private CallCostProgram() {}

    /** Loads the library with a counter in each method of its binding, and begins again there. */
    public static void main(String[] arguments) throws Throwable {
        try (var loader = new CountingLoader()) {
            Class.forName("org.panamatorch.CallCostProgram$Operations", true, loader)
                    .getDeclaredMethod("print")
                    .invoke(null);
        }
    }

    private static final class CountingLoader extends URLClassLoader {
        private static final String BINDING = "org.panamatorch.internal.binding.";

        CountingLoader() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(CountingLoader::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(BINDING)) {
                return super.findClass(name);
            }
            try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] counted = counted(file.readAllBytes());
                return defineClass(name, counted, 0, counted.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static byte[] counted(byte[] bytes) {
            ClassFile classFile = ClassFile.of();
            return classFile.transformClass(
                    classFile.parse(bytes),
                    ClassTransform.transformingMethodBodies(
                            CountingLoader::isDowncall, CodeTransform.ofStateful(Counter::new)));
        }

        private static boolean isDowncall(MethodModel method) {
            return method.flags().has(AccessFlag.STATIC)
                    && method.methodName().stringValue().startsWith("pt_")
                    && !method.methodName().stringValue().contains("$");
        }
    }

    /** Adds one to the number of calls where a method begins. */
    private static final class Counter implements CodeTransform {
        private static final ClassDesc OPERATIONS =
                ClassDesc.of("org.panamatorch.CallCostProgram$Operations");

        @Override
        public void atStart(CodeBuilder code) {
            code.getstatic(OPERATIONS, "calls", ConstantDescs.CD_long)
                    .lconst_1()
                    .ladd()
                    .putstatic(OPERATIONS, "calls", ConstantDescs.CD_long);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }

    /** What is counted. */
    public static final class Operations {
        /** Downcalls so far. */
        public static long calls;

        private static final int WARM_UP = 300;
        private static final int COUNT = 1000;
        private static final ThreadMXBean THREADS =
                (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private Operations() {}

        /** Prints the costs. */
        public static void print() {
            Torch.setNumThreads(1);
            Tensor a = Torch.ones(1);
            Tensor b = Torch.ones(1);
            Tensor matrix = Torch.ones(4, 4);
            Tensor thousand = Torch.ones(1000);
            Tensor square = Torch.ones(64, 64);
            ReLU relu = new ReLU();
            try (GradMode _ = Torch.noGrad()) {
                print("add, left to the collector", count -> repeat(count, () -> a.add(b)));
                print(
                        "add of 64 by 64, left to the collector",
                        count -> repeat(count, () -> square.add(square)));
                print("add, closed", count -> repeat(count, () -> a.add(b).close()));
                print("add, in a scope of many", count -> inScopes(1, count, () -> a.add(b)));
                print("add, in a scope of its own", count -> inScopes(count, 1, () -> a.add(b)));
                print("add_", count -> repeat(count, () -> a.add_(b)));
                print("size", count -> repeat(count, () -> matrix.size(0)));
                print("itemDouble", count -> repeat(count, a::itemDouble));
                print("get, closed", count -> repeat(count, () -> matrix.get(0).close()));
                print("relu, closed", count -> repeat(count, () -> relu.call(a).close()));
                print("toFloatArray of 1000", count -> repeat(count, thousand::toFloatArray));
            }
        }

        private static Void repeat(long count, Runnable operation) {
            for (long i = 0; i < count; i++) {
                operation.run();
            }
            return null;
        }

        private static Void inScopes(long scopes, long each, Runnable operation) {
            for (long i = 0; i < scopes; i++) {
                try (TensorScope _ = new TensorScope()) {
                    repeat(each, operation);
                }
            }
            return null;
        }

        private static void print(String name, LongFunction<Void> operations) {
            operations.apply(WARM_UP);
            long callsBefore = calls;
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            operations.apply(COUNT);
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
            System.out.printf(
                    "%s: %.2f downcalls, %d bytes%n",
                    name, (double) (calls - callsBefore) / COUNT, bytes / COUNT);
        }
    }
}
