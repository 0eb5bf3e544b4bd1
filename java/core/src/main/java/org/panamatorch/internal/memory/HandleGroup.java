package org.panamatorch.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/**
 * Handles that the collector releases together, when all of them are unreachable: each refers to
 * its group. Small tensors that a thread makes in a row are in one, as to watch them one by one
 * costs more than an operator. Where one of them lives on, the others wait for it until {@link
 * #split}.
 */
final class HandleGroup {
    // From here on what a group costs does not count beside its tensors.
    static final int CAPACITY = 32;

    // What may wait for one tensor that lives on: a dense 64 x 64 tensor, and four of them.
    static final int LARGEST = 64 * 64;
    private static final int ELEMENTS = 4 * LARGEST;

    private static final VarHandle SIZE = sizeField();

    final HandleReference reference;

    private NativeHandle[] handles;

    // How many there are; the complement of that once no further ones are taken.
    private int size;
    private int elements;

    // The group that this was part of, while it is being split.
    private HandleGroup whole;

    /** A group of one, which takes no others. */
    HandleGroup(NativeHandle handle, HandleStripe stripe) {
        this.reference =
                HandleRegistry.reference(
                        this, handle.kind(), stripe, new long[] {handle.address()}, 0, 1);
        this.size = ~1;
    }

    /** A group of tensors that are still to come. */
    HandleGroup(HandleStripe stripe) {
        this.reference =
                HandleRegistry.reference(
                        this, NativeKind.TENSOR, stripe, new long[CAPACITY], 0, CAPACITY);
        this.handles = new NativeHandle[CAPACITY];
    }

    private HandleGroup(HandleGroup whole, int slot) {
        HandleReference other = whole.reference;
        this.reference =
                HandleRegistry.reference(
                        this, other.kind, other.stripe, other.addresses, slot, slot + 1);
        this.whole = whole;
        this.size = ~1;
    }

    private static VarHandle sizeField() {
        try {
            return MethodHandles.lookup().findVarHandle(HandleGroup.class, "size", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Takes a tensor's handle, on the only thread that calls this; returns false if the group takes
     * no more.
     */
    boolean add(NativeHandle handle, long count) {
        int slot = size;
        NativeHandle[] mine = handles;
        if (mine == null || slot < 0 || slot == CAPACITY || elements + count > ELEMENTS) {
            return false;
        }
        elements += (int) count;
        mine[slot] = handle;
        reference.addresses[slot] = handle.address();
        handle.group = this;
        handle.slot = slot;
        boolean added = SIZE.compareAndSet(this, slot, slot + 1);
        if (!added) {
            reference.addresses[slot] = 0;
            handle.group = null;
        }
        // Not released before the handle refers to it.
        Reference.reachabilityFence(this);
        return added;
    }

    /** Whether the object of the handle at a place is gone. */
    boolean isReleased(int slot) {
        // The handle may be on its way from a scope, where it had another place.
        return slot >= reference.addresses.length || reference.addresses[slot] == 0;
    }

    /** Takes no more; returns how many there are. */
    private int seal() {
        while (true) {
            int count = size;
            if (count < 0) {
                return ~count;
            }
            if (SIZE.compareAndSet(this, count, ~count)) {
                return count;
            }
        }
    }

    /**
     * Makes each handle a group of its own, so that none waits for another; returns false if there
     * was nothing to split. The caller holds {@link HandleRegistry#releasing}.
     */
    boolean split() {
        if (handles == null) {
            return false;
        }
        int count = seal();
        HandleGroup[] parts = new HandleGroup[count];
        for (int i = 0; i < count; i++) {
            parts[i] = new HandleGroup(this, i);
        }
        // The parts keep the whole reachable, and so each other, until all are there: whatever is
        // thrown before, no handle is taken to be unreachable that is not.
        for (int i = 0; i < count; i++) {
            if (handles[i].group != null) {
                handles[i].group = parts[i];
            }
        }
        for (HandleGroup part : parts) {
            part.reference.stripe.insert(part.reference);
        }
        reference.leave();
        handles = null;
        for (HandleGroup part : parts) {
            part.whole = null;
        }
        HandleRegistry.forget(reference);
        Reference.reachabilityFence(this);
        return true;
    }
}
