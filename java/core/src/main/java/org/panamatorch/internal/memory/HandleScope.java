package org.panamatorch.internal.memory;

import java.lang.ref.Cleaner;

/** The handles that one thread made between two points, released together. */
public final class HandleScope {
    private static final ThreadLocal<HandleScope> current = new ThreadLocal<>();

    // Scopes that are never closed, and end with their thread, leave their handles to the
    // collector.
    private static final Cleaner forgotten = Cleaner.create();

    private final HandleScope parent;
    private final HandleList handles = new HandleList();
    private final Cleaner.Cleanable cleanable;
    private boolean closed;

    /** Opens a scope inside the thread's current one. */
    public HandleScope() {
        this.parent = current.get();
        HandleList list = handles;
        this.cleanable = forgotten.register(this, () -> DaemonThread.insist(list::abandon));
        current.set(this);
    }

    /**
     * How many scopes are open on this thread.
     *
     * @return the count
     */
    public static int depth() {
        int depth = 0;
        for (HandleScope scope = current.get(); scope != null; scope = scope.parent) {
            depth++;
        }
        return depth;
    }

    /**
     * Whether any scope is open on this thread.
     *
     * @return true if one is
     */
    public static boolean isOpen() {
        return current.get() != null;
    }

    /** Closes all scopes of this thread. */
    public static void closeAll() {
        for (HandleScope scope = current.get(); scope != null; scope = scope.parent) {
            scope.closeInnermost();
        }
    }

    /** The handles of the thread's innermost scope, or null. */
    static HandleList currentHandles() {
        HandleScope scope = current.get();
        return scope == null ? null : scope.handles;
    }

    /**
     * Moves a handle of this scope to the enclosing scope or, without one, to the collector. A
     * handle that this scope does not have stays where it is.
     *
     * @param handle the handle
     */
    public void keep(NativeHandle handle) {
        requireUsable("keep");
        if (handle.scope == handles) {
            handle.moveTo(parent == null ? null : parent.handles);
        }
    }

    /**
     * Moves a handle of this thread's scopes to the collector.
     *
     * @param handle the handle
     */
    public static void detach(NativeHandle handle) {
        HandleList scope = handle.scope;
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
        return handles.size();
    }

    /**
     * Releases the handles, hundreds with one downcall; those that another thread has touched when
     * they are unreachable. Scopes inside it that are still open are closed first. Closing again
     * does nothing.
     *
     * @throws IllegalStateException on another thread than the one that opened it
     */
    public void close() {
        if (closed) {
            return;
        }
        requireUsable("close");
        HandleScope innermost = current.get();
        while (innermost != this) {
            innermost.closeInnermost();
            innermost = innermost.parent;
        }
        closeInnermost();
    }

    private void closeInnermost() {
        closed = true;
        if (parent == null) {
            current.remove();
        } else {
            current.set(parent);
        }
        handles.releaseAll();
        cleanable.clean();
    }

    private void requireUsable(String operation) {
        if (handles.thread != Thread.currentThread()) {
            throw new IllegalStateException(
                    "TensorScope."
                            + operation
                            + ": called on thread "
                            + Thread.currentThread().getName()
                            + ", but the scope belongs to thread "
                            + handles.thread.getName());
        }
        if (closed) {
            throw new IllegalStateException("TensorScope." + operation + ": the scope is closed");
        }
    }
}
