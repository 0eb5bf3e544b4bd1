package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The handles of a scope. It knows nothing of the scope, so that a scope that nobody refers to any
 * more can be noticed.
 */
final class HandleList {
    // A training step of the smallest kind makes some hundred tensors.
    private static final int INITIAL_CAPACITY = 128;

    private static final NativeHandle[] NONE = {};

    /** The thread that opened the scope, and the only one that touches the list. */
    final Thread thread = Thread.currentThread();

    private NativeHandle[] elements = new NativeHandle[INITIAL_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    void add(NativeHandle handle) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        handle.scope = this;
        handle.slot = size;
        elements[size++] = handle;
    }

    void remove(NativeHandle handle) {
        NativeHandle last = elements[--size];
        elements[size] = null;
        if (last != handle) {
            elements[handle.slot] = last;
            last.slot = handle.slot;
        }
        handle.scope = null;
    }

    /**
     * Leaves all handles to the collector; called when the thread cannot touch the list any more.
     */
    void abandon() {
        for (int i = 0; i < size; i++) {
            elements[i].scope = null;
            HandleRegistry.register(elements[i]);
        }
        size = 0;
    }

    /**
     * Releases the handles that are exclusive to the thread with one downcall, and leaves the
     * others to the collector.
     */
    void releaseAll() {
        int count = size;
        if (count == 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment addresses = arena.allocate(ValueLayout.JAVA_LONG, count);
            int exclusive = 0;
            // The latest first: what was computed from a tensor goes before it.
            for (int i = count - 1; i >= 0; i--) {
                NativeHandle handle = elements[i];
                handle.scope = null;
                if (handle.markClosed()) {
                    addresses.setAtIndex(ValueLayout.JAVA_LONG, exclusive++, handle.address());
                } else {
                    HandleRegistry.register(handle);
                }
            }
            size = 0;
            // A scope that is closed and still referred to would keep the others reachable.
            elements = NONE;
            PanamaTorch.pt_tensors_free(addresses, exclusive);
        }
    }
}
