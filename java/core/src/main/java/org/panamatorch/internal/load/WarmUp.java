package org.panamatorch.internal.load;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.binding.pt_tensor_fields;
import org.panamatorch.internal.warn.NativeWarnings;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.reflect.Array;
import java.util.List;

/**
 * Makes ready what the first calls need while the system reads LibTorch, which takes a fifth of a
 * second and leaves all processors but one idle: the JDK's linker, the shapes of calls that every
 * program makes, and classes. Nothing of it needs the library. The linker keeps shapes that it has
 * seen. What fails here is done, or fails again, where it is needed.
 */
final class WarmUp implements Runnable {
    // Classes of the JDK's, behind its linker, with native methods that they call or register when
    // they are initialized.
    private static final List<String> WITH_NATIVE_METHODS =
            List.of(
                    "jdk.internal.foreign.abi.NativeEntryPoint",
                    "jdk.internal.foreign.abi.UpcallLinker",
                    "jdk.internal.foreign.abi.UpcallStubs",
                    "jdk.internal.vm.ForeignLinkerSupport");

    private final List<String> earlyClasses;
    private volatile boolean done;

    private WarmUp(List<String> earlyClasses) {
        this.earlyClasses = earlyClasses;
    }

    /**
     * A warm-up that has begun.
     *
     * @param work what is done
     * @param thread the thread that does it
     */
    record InProgress(WarmUp work, Thread thread) {
        /** Waits for its end, and tells whether all of it has been done. */
        boolean await() {
            FullStack.await(thread);
            return work.done;
        }
    }

    /**
     * Begins with it where there is a processor for it.
     *
     * @return what has begun; null where nothing has
     */
    static InProgress begin() {
        if (Runtime.getRuntime().availableProcessors() == 1) {
            return null;
        }
        callNativeMethods();
        WarmUp work = new WarmUp(EarlyClasses.names());
        return new InProgress(work, FullStack.begin(work));
    }

    /**
     * Calls the native methods of the JDK's that it needs. At its first call of each the JVM asks
     * the system's dynamic linker, which has one lock, and holds it while LibTorch is opened.
     * {@code -Xlog:jni+resolve=debug} tells which ones they are.
     */
    private static void callNativeMethods() {
        for (String name : WITH_NATIVE_METHODS) {
            try {
                Class.forName(name, true, null);
            } catch (ClassNotFoundException e) {
                // Another JDK: it waits a little.
            }
        }
        findNoClass();
        // Which defines a class, and asks whether previews are on.
        EarlyClasses.linkSwitches();
        // Which some call sites of the JDK's come to, with a cache of classes.
        Array.getLength(new int[0]);
    }

    /**
     * Calls the native method by which loaders ask for the JDK's classes: with a cache of classes
     * nobody has called it yet.
     */
    private static void findNoClass() {
        try {
            ClassLoader.getPlatformClassLoader().loadClass("none");
        } catch (ClassNotFoundException e) {
            // As it should be.
        }
    }

    @Override
    public void run() {
        Linker linker = Linker.nativeLinker();
        shapes().forEach(linker::downcallHandle);
        NativeWarnings.prepare();
        // As TensorFields does, with the library's answer.
        pt_tensor_fields.keys(Arena.ofAuto().allocate(pt_tensor_fields.layout()));
        EarlyClasses.initializeWithoutLibrary(earlyClasses);
        done = true;
    }

    // As the loader comes to them, then those of a program's first tensors.
    private static List<FunctionDescriptor> shapes() {
        return List.of(
                PanamaTorch.pt_abi_version$descriptor(),
                PanamaTorch.pt_libtorch_version$descriptor(),
                PanamaTorch.pt_get_num_threads$descriptor(),
                PanamaTorch.pt_memory_track$descriptor(),
                PanamaTorch.pt_warning_listen$descriptor(),
                PanamaTorch.pt_set_check_sparse_invariants$descriptor(),
                PanamaTorch.pt_tensors_free$descriptor(),
                PanamaTorch.pt_lent_take_back$descriptor(),
                PanamaTorch.pt_lent_wait$descriptor(),
                PanamaTorch.pt_aten_ones$descriptor(),
                PanamaTorch.pt_tensor_item$descriptor(),
                PanamaTorch.pt_aten_add_Tensor$descriptor());
    }

    /**
     * Makes ready what most operators have, tensors and a result, and a program may well come to
     * while it makes its first tensors.
     */
    static void makeMoreReady() {
        FullStack.begin(
                () -> {
                    Linker linker = Linker.nativeLinker();
                    linker.downcallHandle(PanamaTorch.pt_aten_neg$descriptor());
                    linker.downcallHandle(PanamaTorch.pt_aten_matmul$descriptor());
                    linker.downcallHandle(PanamaTorch.pt_tensor_sizes$descriptor());
                });
    }
}
