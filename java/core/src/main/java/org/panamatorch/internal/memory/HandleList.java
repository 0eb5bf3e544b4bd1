package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** The handles of a scope, which they go on to name when it has closed them. */
final class HandleList {
    // Room for a few operators: a large array costs as much as one to a scope that has no more.
    private static final int INITIAL_CAPACITY = 16;

    private static final int GROWTH = 4;

    // Released with one downcall.
    static final int BATCH = 512;

    private static final NativeHandle[] NONE = {};

    /** The thread that opened the scope, and the only one that touches the list. */
    final Thread thread = Thread.currentThread();

    /** In debug mode the line that opened the scope, otherwise null. */
    private final StackTraceElement origin = AllocationSites.line();

    private final MemorySegment room;

    private NativeHandle[] elements = new NativeHandle[INITIAL_CAPACITY];
    private int size;
    private boolean released;

    /** An empty one, whose thread puts what it releases with one downcall into its room. */
    HandleList(MemorySegment room) {
        this.room = room;
    }

    int size() {
        return size;
    }

    /** Makes room for one more handle, which {@link #add} then cannot lack. */
    void makeRoom() {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, GROWTH * size);
        }
    }

    void add(NativeHandle handle) {
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

    /** Whether the scope was closed. */
    boolean isReleased() {
        return released;
    }

    /** The words of an error about the scope that has closed a handle. */
    String description() {
        return "a TensorScope of thread '"
                + thread.getName()
                + "'"
                + (origin == null
                        ? " (NativeMemory.setDebug(true) makes this error tell where it was opened)"
                        : " that was opened at " + origin);
    }

    /** Moves all handles to another list of this thread's, or to the collector. */
    void passTo(HandleList target) {
        if (target == null) {
            abandon();
            return;
        }
        while (size > 0) {
            NativeHandle last = elements[size - 1];
            target.makeRoom();
            remove(last);
            target.add(last);
        }
    }

    /**
     * Leaves all handles to the collector; called when the thread cannot touch the list any more.
     * After an error it may be called again, for those that are left.
     */
    void abandon() {
        while (size > 0) {
            NativeHandle last = elements[size - 1];
            if (!last.released && last.group == null) {
                HandleRegistry.register(last);
            }
            last.scope = null;
            size--;
        }
        elements = NONE;
    }

    /**
     * Releases the handles that are exclusive to the thread, with one downcall for some hundreds of
     * them, and leaves the others to the collector. After an error those that are left can be
     * abandoned.
     */
    void releaseAll() {
        released = true;
        try {
            while (size > 0) {
                releaseLatest();
            }
            // A scope that is closed and still referred to would keep the others reachable.
            elements = NONE;
        } catch (OutOfMemoryError e) {
            // For the collector's own records: it gets to those that are left by way of the scope.
        }
    }

    private void releaseLatest() {
        int count = 0;
        int exclusive = 0;
        // The latest first: what was computed from a tensor goes before it.
        for (; count < size && exclusive < BATCH; count++) {
            // It goes on to name this scope, which has closed it.
            NativeHandle handle = elements[size - 1 - count];
            // In this order, so that one that is marked is also in the room.
            room.setAtIndex(ValueLayout.JAVA_LONG, exclusive, handle.address());
            if (handle.markClosed()) {
                exclusive++;
            } else if (!handle.released) {
                HandleRegistry.register(handle);
            }
        }
        PanamaTorch.pt_tensors_free(room, exclusive);
        size -= count;
    }
}
