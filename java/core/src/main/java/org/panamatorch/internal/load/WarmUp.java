package org.panamatorch.internal.load;

import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.warn.NativeWarnings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.util.List;

/**
 * Makes ready what the first calls need while the system reads LibTorch, which takes a fifth of a
 * second and leaves all processors but one idle: the JDK's linker, the shapes of calls that every
 * program makes, and classes. Nothing of it needs the library. The linker keeps shapes that it has
 * seen. What fails here is done, or fails again, where it is needed.
 */
final class WarmUp implements Runnable {
    // Classes of the JDK's, behind its linker, that register native methods. The JVM finds those by
    // the system's dynamic linker, which has one lock, and holds it while LibTorch is opened: so
    // they are found before, as are those of findNoClass() and of the linker itself.
    private static final List<String> WITH_NATIVE_METHODS =
            List.of(
                    "jdk.internal.foreign.abi.NativeEntryPoint",
                    "jdk.internal.foreign.abi.UpcallLinker",
                    "jdk.internal.foreign.abi.UpcallStubs");

    private WarmUp() {}

    /**
     * Begins with it where there is a processor for it.
     *
     * @return the thread that does it; null where none does
     */
    static Thread begin() {
        if (Runtime.getRuntime().availableProcessors() == 1) {
            return null;
        }
        for (String name : WITH_NATIVE_METHODS) {
            try {
                Class.forName(name, true, null);
            } catch (ClassNotFoundException e) {
                // Another JDK: it waits a little.
            }
        }
        Linker.nativeLinker();
        findNoClass();
        EarlyClasses.linkSwitches();
        return FullStack.begin(new WarmUp());
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
        EarlyClasses.initializeWithoutLibrary();
    }

    // As the loader comes to them, then those of a program's first tensors, and what most operators
    // have: tensors and a result.
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
                PanamaTorch.pt_tensor_sizes$descriptor(),
                PanamaTorch.pt_aten_add_Tensor$descriptor(),
                PanamaTorch.pt_aten_neg$descriptor(),
                PanamaTorch.pt_aten_matmul$descriptor(),
                PanamaTorch.pt_aten_linear$descriptor(),
                PanamaTorch.pt_aten_mul__Tensor$descriptor());
    }
}
