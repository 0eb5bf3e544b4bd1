package org.panamatorch.internal.memory;

import java.util.function.Consumer;

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

    /** Takes out the references whose handles the collector has found unreachable. */
    synchronized void removeCleared(Consumer<HandleReference> each) {
        for (HandleReference reference = head.next; reference != head; ) {
            HandleReference next = reference.next;
            if (reference.refersTo(null)) {
                remove(reference);
                each.accept(reference);
            }
            reference = next;
        }
    }

    synchronized int size() {
        return size;
    }
}
