package org.panamatorch.internal.load;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.Supplier;

/**
 * Links the functions of jextract's classes, which link in static initializers of their own; {@code
 * scripts/generate-bindings} has them come here instead.
 */
public final class JextractLinks {
    private static MethodHandle latest;

    private JextractLinks() {}

    /**
     * Links a function and initializes the class that keeps its handle.
     *
     * @param address its address
     * @param descriptor its shape
     * @param function its class, whose member {@code Linked} takes {@link #latest} over
     */
    public static void link(
            Supplier<MemorySegment> address,
            Supplier<FunctionDescriptor> descriptor,
            MethodHandles.Lookup function) {
        NativeLibrary.link(() -> linkHere(address, descriptor, function.lookupClass()));
    }

    private static synchronized void linkHere(
            Supplier<MemorySegment> address,
            Supplier<FunctionDescriptor> descriptor,
            Class<?> function) {
        latest = Linker.nativeLinker().downcallHandle(address.get(), descriptor.get());
        FullStack.initialize(function.getName() + "$Linked", function.getClassLoader());
    }

    /**
     * The handle of the function that is being linked.
     *
     * @return the handle
     */
    public static MethodHandle latest() {
        return latest;
    }
}
