package org.panamatorch.support;

import org.panamatorch.Torch;
import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What nobody can do through the public API: for a sanitizer to find. */
public final class UseAfterFree {
    private static final int FLOAT32 = 6;

    private UseAfterFree() {}

    /**
     * Reads a tensor that was freed.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println(Torch.version());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment element = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1);
            MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
            MemorySegment tensor = PanamaTorch.pt_tensor_from_bytes(element, 4, size, 1, FLOAT32);
            PanamaTorch.pt_tensor_free(tensor);
            System.out.println("read: " + PanamaTorch.pt_tensor_dim(tensor));
        }
    }
}
