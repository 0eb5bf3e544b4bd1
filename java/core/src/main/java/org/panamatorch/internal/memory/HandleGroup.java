package org.panamatorch.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/**
 * Handles that the collector releases together, when all of them are unreachable: each refers to
 * its group. Small tensors that a thread makes in a row are in one, as to watch them one by one
 * costs more than an operator. Where one of them lives on, the others wait for it until somebody
 * asks for {@link #watchEach}.
 */
final class HandleGroup {
    // From here on what a group costs does not count beside its tensors.
    static final int CAPACITY = 32;

    // What may wait for one tensor that lives on: a dense 64 x 64 tensor, and four of them.
    static final int LARGEST = 64 * 64;
    private static final int ELEMENTS = 4 * LARGEST;

    private static final VarHandle SIZE = sizeField();

    final HandleReference reference;

    /** The latest mark before the group's first handle. */
    final int mark = HandleMark.latest();

    // Null where they are watched one by one.
    private NativeHandle[] handles;

    // How many there are; the complement of that once no further ones are taken.
    private int size;
    private int elements;

    /** A group of one, which takes no others. */
    HandleGroup(NativeHandle handle, HandleStripe stripe) {
        this.reference =
                HandleRegistry.reference(
                        this, handle.kind(), stripe, new long[] {handle.address()});
        this.size = ~1;
    }

    /** A group of tensors that are still to come, of about so many elements each. */
    HandleGroup(HandleStripe stripe, long elements) {
        int room = (int) Math.min(CAPACITY, ELEMENTS / Math.max(1, elements));
        this.reference = HandleRegistry.reference(this, NativeKind.TENSOR, stripe, new long[room]);
        this.handles = new NativeHandle[room];
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
        if (mine == null || slot < 0 || slot == mine.length || elements + count > ELEMENTS) {
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
     * Has the collector tell of each handle by itself from now on; returns false if it does so
     * already. The caller holds {@link HandleRegistry#releasing}.
     */
    boolean watchEach() {
        if (handles == null) {
            return false;
        }
        int count = seal();
        HandleWatch[] watches = new HandleWatch[count];
        for (int i = 0; i < count; i++) {
            if (reference.addresses[i] != 0) {
                watches[i] = new HandleWatch(handles[i]);
            }
        }
        reference.watches = watches;
        handles = null;
        Reference.reachabilityFence(this);
        return true;
    }
}
