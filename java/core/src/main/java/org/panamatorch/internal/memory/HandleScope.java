package org.panamatorch.internal.memory;

import java.lang.ref.Cleaner;

/** The handles that one thread made between two points, released together. */
public final class HandleScope {
    private final ThreadHandles ofThread = ThreadHandles.mine();
    private final HandleScope parent;
    private final HandleList handles = new HandleList();
    private final Cleaner.Cleanable cleanable;
    private boolean closed;

    /** Opens a scope inside the thread's current one. */
    public HandleScope() {
        this.parent = ofThread.innermost;
        // One that is never closed, and ends with its thread, leaves its handles to the collector.
        this.cleanable = Unreachable.then(this, handles::abandon);
        ofThread.innermost = this;
    }

    /**
     * How many scopes are open on this thread.
     *
     * @return the count
     */
    public static int depth() {
        int depth = 0;
        for (HandleScope scope = ThreadHandles.mine().innermost;
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
        return ThreadHandles.mine().innermost != null;
    }

    /** Closes all scopes of this thread. */
    public static void closeAll() {
        close(ThreadHandles.mine(), null);
    }

    HandleList handles() {
        return handles;
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
     * Leaves what the scope has to the collector, and closes it and the open ones inside it.
     *
     * @throws IllegalStateException on another thread than the one that opened it
     */
    public void abandon() {
        if (closed) {
            return;
        }
        requireUsable("abandon");
        close(ofThread, this);
        ofThread.innermost = parent;
        closed = true;
        handles.abandon();
        cleanable.clean();
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
        close(ofThread, parent);
    }

    /** Closes the open scopes of a thread up to one, which stays open. */
    private static void close(ThreadHandles ofThread, HandleScope end) {
        HandleScope innermost = ofThread.innermost;
        // What an error on the way does not let a scope release it leaves to the collector, as
        // nothing refers to the scope any more.
        ofThread.innermost = end;
        for (HandleScope scope = innermost; scope != end; scope = scope.parent) {
            scope.closed = true;
        }
        for (HandleScope scope = innermost; scope != end; scope = scope.parent) {
            scope.release();
        }
    }

    private void release() {
        handles.releaseAll();
        if (handles.size() == 0) {
            cleanable.clean();
        }
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
