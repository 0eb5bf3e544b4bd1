package org.panamatorch.internal.memory;

/** The handles that one thread made between two points, released together. */
public final class HandleScope {
    private final ThreadScopes ofThread = ThreadHandles.mine().scopes();
    final HandleList handles = new HandleList(ofThread.room);

    /** The enclosing scope, or null; of a closed one the next that is closed. */
    HandleScope parent = ofThread.innermost;

    boolean closed;

    /** Opens a scope inside the thread's current one. */
    public HandleScope() {
        ofThread.innermost = this;
    }

    /**
     * How many scopes are open on this thread.
     *
     * @return the count
     */
    public static int depth() {
        int depth = 0;
        for (HandleScope scope = ThreadHandles.mine().innermost();
                scope != null;
                scope = scope.parent) {
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
        return ThreadHandles.mine().innermost() != null;
    }

    /** Closes all scopes of this thread. */
    public static void closeAll() {
        ThreadHandles.mine().scopes().close(null);
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
     * Whether this scope would release a handle.
     *
     * @param handle the handle
     * @return true if it was made in this scope and has not been moved since
     */
    public boolean has(NativeHandle handle) {
        return handle.scope == handles;
    }

    /**
     * Whether a handle was made since this scope was opened, and not moved out of it.
     *
     * @param handle the handle
     * @return true if this scope has it, or an open one inside it
     */
    boolean hasInside(NativeHandle handle) {
        for (HandleScope each = closed ? null : ofThread.innermost;
                each != null && each != parent;
                each = each.parent) {
            if (each.has(handle)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Ends the scope and the open ones inside it; what they have goes to the enclosing scope or,
     * without one, to the collector. Does nothing where the scope was closed with an outer one.
     */
    void passOn() {
        if (closed) {
            return;
        }
        try {
            while (!closed) {
                ofThread.innermost.passOwnOn(parent);
            }
        } finally {
            // An error has left handles that there was no room for elsewhere.
            if (!closed) {
                ofThread.close(parent);
            }
        }
    }

    private void passOwnOn(HandleScope target) {
        handles.passTo(target == null ? null : target.handles);
        ofThread.innermost = parent;
        closed = true;
    }

    /**
     * Leaves what the scope has to the collector, and closes it and the open ones inside it.
     *
     * @throws IllegalStateException on another thread than the one that opened it
     */
    public void abandon() {
        if (closed) {
            return;
        }
        requireUsable("abandon");
        ofThread.close(this);
        ofThread.innermost = parent;
        closed = true;
        handles.abandon();
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
        ofThread.close(parent);
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
