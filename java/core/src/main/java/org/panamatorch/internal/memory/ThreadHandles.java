package org.panamatorch.internal.memory;

/** Where a thread's new handles go. */
final class ThreadHandles {
    private static final ThreadLocal<ThreadHandles> ofThreads =
            ThreadLocal.withInitial(ThreadHandles::new);

    // From its first scope on.
    private ThreadScopes scopes;

    // Of the group that takes the thread's next small tensor without a scope.
    private HandleReference open;

    static ThreadHandles mine() {
        return ofThreads.get();
    }

    /** The innermost scope, or null. */
    HandleScope innermost() {
        ThreadScopes opened = scopes;
        return opened == null ? null : opened.innermost;
    }

    /** The handles of the innermost scope, or null. */
    HandleList scope() {
        HandleScope scope = innermost();
        return scope == null ? null : scope.handles;
    }

    ThreadScopes scopes() {
        if (scopes == null) {
            ThreadScopes first = new ThreadScopes();
            // A scope that is never closed leaves its handles to the collector when its thread
            // ends. To watch each scope would cost as much as two operators.
            Unreachable.then(this, first::abandon);
            scopes = first;
        }
        return scopes;
    }

    /** Lets the thread's next tensor begin a new group. */
    void closeGroup() {
        open = null;
    }

    /**
     * Gives a tensor's handle to the collector, a small one with others of this thread's; returns
     * about how many handles the registry's stripe has then, or 0 where that has not changed.
     */
    int insert(NativeHandle handle) {
        long elements = TensorFields.numel(handle.address());
        // Debug mode tells what is alive one by one.
        if (elements < 0 || elements > HandleGroup.LARGEST || AllocationSites.isEnabled()) {
            return HandleRegistry.insertAlone(handle);
        }
        HandleReference current = open;
        HandleGroup group = current == null ? null : current.group();
        int stripeHandles = 0;
        while (group == null || !group.add(handle, elements)) {
            group = HandleRegistry.open(elements);
            open = group.reference;
            stripeHandles = open.stripe.handles();
        }
        return stripeHandles;
    }
}
