package org.panamatorch.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import org.panamatorch.internal.binding.PanamaTorch;

/** The handles that one thread made between two points, released together. */
public final class HandleScope {
    private static final ThreadLocal<HandleScope> current = new ThreadLocal<>();

    // Scopes that are never closed, and end with their thread, leave their handles to the collector.
    private static final Cleaner forgotten = Cleaner.create();

    // A training step of the smallest kind makes some hundred tensors.
    private static final int INITIAL_CAPACITY = 128;

    private final Thread thread = Thread.currentThread();
    private final HandleScope parent;
    private final Handles handles = new Handles();
    private final Cleaner.Cleanable cleanable;
    private boolean closed;

    private static final class Handles implements Runnable {
        NativeHandle[] elements = new NativeHandle[INITIAL_CAPACITY];
        int size;

        @Override
        public void run() {
            for (int i = 0; i < size; i++) {
                elements[i].scope = null;
                HandleRegistry.register(elements[i]);
            }
            size = 0;
        }
    }

    /** Opens a scope inside the thread's current one. */
    public HandleScope() {
        this.parent = current.get();
        this.cleanable = forgotten.register(this, handles);
        current.set(this);
    }

    static HandleScope current() {
        return current.get();
    }

    void add(NativeHandle handle) {
        if (handles.size == handles.elements.length) {
            handles.elements = Arrays.copyOf(handles.elements, 2 * handles.size);
        }
        handle.scope = this;
        handle.slot = handles.size;
        handles.elements[handles.size++] = handle;
    }

    void remove(NativeHandle handle) {
        NativeHandle last = handles.elements[--handles.size];
        handles.elements[handles.size] = null;
        if (last != handle) {
            handles.elements[handle.slot] = last;
            last.slot = handle.slot;
        }
        handle.scope = null;
    }

    /**
     * Moves a handle of this scope, or of one inside it, to the enclosing scope or, without one, to the collector. A handle of
     * none of them stays where it is.
     *
     * @param handle the handle
     */
    public void keep(NativeHandle handle) {
        requireUsable("keep");
        if (handle.scope == this) {
            handle.moveTo(parent);
        }
    }

    /**
     * Moves a handle of this thread's scopes to the collector.
     *
     * @param handle the handle
     */
    public static void detach(NativeHandle handle) {
        HandleScope scope = handle.scope;
        if (scope != null && scope.thread == Thread.currentThread()) {
            handle.moveTo(null);
        }
    }

    /**
     * How many handles the scope would release.
     *
     * @return the count
     */
    public int size() {
        return handles.size;
    }

    /**
     * Releases the handles, all with one downcall; those that another thread has touched when they are unreachable. Closing
     * again does nothing.
     *
     * @throws IllegalStateException on another thread than the one that opened it, or while a scope inside it is open
     */
    public void close() {
        if (closed) {
            return;
        }
        requireUsable("close");
        if (current.get() != this) {
            throw new IllegalStateException("TensorScope.close: a scope that was opened later on this thread is still open");
        }
        closed = true;
        if (parent == null) {
            current.remove();
        } else {
            current.set(parent);
        }
        releaseAll();
        cleanable.clean();
    }

    private void requireUsable(String operation) {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException(
                    "TensorScope." + operation + ": called on thread " + Thread.currentThread().getName()
                            + ", but the scope belongs to thread " + thread.getName());
        }
        if (closed) {
            throw new IllegalStateException("TensorScope." + operation + ": the scope is closed");
        }
    }

    private void releaseAll() {
        int count = handles.size;
        if (count == 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment addresses = arena.allocate(ValueLayout.JAVA_LONG, count);
            int exclusive = 0;
            // The latest first: what was computed from a tensor goes before it.
            for (int i = count - 1; i >= 0; i--) {
                NativeHandle handle = handles.elements[i];
                handle.scope = null;
                if (handle.markClosed()) {
                    addresses.setAtIndex(ValueLayout.JAVA_LONG, exclusive++, handle.address());
                } else {
                    HandleRegistry.register(handle);
                }
            }
            handles.size = 0;
            PanamaTorch.pt_tensors_free(addresses, exclusive);
        }
    }
}
