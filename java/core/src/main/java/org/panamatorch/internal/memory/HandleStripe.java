package org.panamatorch.internal.memory;

import java.util.ArrayList;
import java.util.List;

/** One of the registry's lists, so that threads seldom wait for each other. */
final class HandleStripe {
    private final HandleReference head = new HandleReference();
    private int handles;

    /** Returns how many handles the stripe has room for now, which is about as many as it has. */
    synchronized int insert(HandleReference reference) {
        reference.next = head.next;
        reference.previous = head;
        head.next.previous = reference;
        head.next = reference;
        handles += reference.capacity();
        return handles;
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
        handles -= reference.capacity();
        return true;
    }

    /** Notes that one of the reference's handles need not be released any more. */
    synchronized void forgetOne(HandleReference reference) {
        if (++reference.forgotten == reference.capacity()) {
            remove(reference);
            reference.clear();
        }
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

    /** How many handles the stripe has. */
    synchronized long size() {
        long size = 0;
        for (HandleReference each = head.next; each != head; each = each.next) {
            size += each.size();
        }
        return size;
    }

    /** How many handles the stripe has room for. */
    synchronized int handles() {
        return handles;
    }

    /** Has the handles of groups watched one by one; returns whether there were any others. */
    boolean watchEach() {
        boolean any = false;
        for (HandleReference each : severals()) {
            HandleGroup group = each.group();
            any |= group != null && group.watchEach();
        }
        return any;
    }

    private synchronized List<HandleReference> severals() {
        List<HandleReference> found = new ArrayList<>();
        for (HandleReference each = head.next; each != head; each = each.next) {
            if (each.capacity() > 1) {
                found.add(each);
            }
        }
        return found;
    }

    /** Those whose handles are watched one by one. */
    synchronized List<HandleReference> watched() {
        List<HandleReference> found = new ArrayList<>();
        for (HandleReference each = head.next; each != head; each = each.next) {
            if (each.watches != null) {
                found.add(each);
            }
        }
        return found;
    }
}
