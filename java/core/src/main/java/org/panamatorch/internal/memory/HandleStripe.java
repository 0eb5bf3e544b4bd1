package org.panamatorch.internal.memory;

/** One of the registry's lists, so that threads seldom wait for each other. */
final class HandleStripe {
    private final HandleReference head = new HandleReference();
    private int size;

    /** Returns how many handles the stripe has now. */
    synchronized int insert(HandleReference reference) {
        reference.next = head.next;
        reference.previous = head;
        head.next.previous = reference;
        head.next = reference;
        return ++size;
    }

    /** Returns false if the reference was not in the list. */
    synchronized boolean remove(HandleReference reference) {
        if (reference.next == reference) {
            return false;
        }
        reference.previous.next = reference.next;
        reference.next.previous = reference.previous;
        reference.next = reference;
        reference.previous = reference;
        size--;
        return true;
    }

    /**
     * Moves a reference to the registry's list of what it is about to release, if it is here. The
     * caller holds {@link HandleRegistry#releasing}.
     */
    synchronized void condemn(HandleReference reference) {
        // Nothing is called in between, so no error can come between either.
        if (remove(reference)) {
            reference.alsoCondemned = HandleRegistry.condemned;
            HandleRegistry.condemned = reference;
        }
    }

    /** The same for all references whose handles the collector has found unreachable. */
    synchronized void condemnCleared() {
        for (HandleReference reference = head.next; reference != head; ) {
            HandleReference next = reference.next;
            if (reference.refersTo(null)) {
                condemn(reference);
            }
            reference = next;
        }
    }

    synchronized int size() {
        return size;
    }
}
