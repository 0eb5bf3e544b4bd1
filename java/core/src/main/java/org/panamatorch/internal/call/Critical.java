package org.panamatorch.internal.call;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The getters that are called as critical functions: they take a few nanoseconds, cannot fail and
 * never wait, so it does no harm that the collector cannot stop a thread inside them, and the call
 * costs a third of a plain one.
 */
final class Critical {
    private static final MethodHandle DTYPE =
            link(PanamaTorch.pt_tensor_dtype$address(), PanamaTorch.pt_tensor_dtype$descriptor());
    private static final MethodHandle DEVICE =
            link(PanamaTorch.pt_tensor_device$address(), PanamaTorch.pt_tensor_device$descriptor());
    private static final MethodHandle LAYOUT =
            link(PanamaTorch.pt_tensor_layout$address(), PanamaTorch.pt_tensor_layout$descriptor());
    private static final MethodHandle DIM =
            link(PanamaTorch.pt_tensor_dim$address(), PanamaTorch.pt_tensor_dim$descriptor());

    private Critical() {}

    private static MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(address, descriptor, Linker.Option.critical(false));
    }

    static long dtype(MemorySegment tensor) {
        try {
            return (long) DTYPE.invokeExact(tensor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long device(MemorySegment tensor) {
        try {
            return (long) DEVICE.invokeExact(tensor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long layout(MemorySegment tensor) {
        try {
            return (long) LAYOUT.invokeExact(tensor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long dim(MemorySegment tensor) {
        try {
            return (long) DIM.invokeExact(tensor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a downcall threw", e);
    }
}
