package org.panamatorch.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** Stands for a group of handles in the registry, and outlives them. */
final class HandleReference extends PhantomReference<HandleGroup> {
    final NativeKind kind;
    final HandleStripe stripe;

    /**
     * The objects' addresses, 0 where there is none or it was released: what says so says it to all
     * that might release it, as the references of a group's parts share its array.
     */
    final long[] addresses;

    /** Which of the addresses are this reference's: those from first to before end. */
    private int first;

    private int end;

    // Before which of them are on their way to be released.
    private int offered;

    /** How many handles it may stand for. */
    final int capacity;

    // The stripe's list; a reference that is in none points to itself.
    HandleReference previous = this;
    HandleReference next = this;

    // How many of the group's handles the collector need not release any more.
    int forgotten;

    // The next one of what the registry is about to release.
    HandleReference alsoCondemned;

    // By what the group is found, which only its handles keep.
    private final WeakReference<HandleGroup> group;

    HandleReference(
            HandleGroup group,
            ReferenceQueue<Object> queue,
            NativeKind kind,
            HandleStripe stripe,
            long[] addresses,
            int first,
            int end) {
        super(group, queue);
        this.group = end - first > 1 ? new WeakReference<>(group) : null;
        this.kind = kind;
        this.stripe = stripe;
        this.addresses = addresses;
        this.first = first;
        this.end = end;
        this.capacity = end - first;
    }

    /** The head of a stripe's list, which stands for no handle. */
    HandleReference() {
        this(null, null, NativeKind.TENSOR, null, null, 0, 0);
    }

    /** The group of several handles, or null where all of them are unreachable. */
    HandleGroup group() {
        return group.get();
    }

    /** How many handles it stands for. */
    int size() {
        int size = 0;
        for (int i = first; i < end; i++) {
            size += addresses[i] == 0 ? 0 : 1;
        }
        return size;
    }

    /**
     * Puts addresses of what is to be released behind those in a list, until that has so many;
     * returns how many it has. {@link #take} follows once they are released.
     */
    int offer(MemorySegment list, int count, int most) {
        int sum = count;
        int place = first;
        for (; place < end && sum < most; place++) {
            if (addresses[place] != 0) {
                list.setAtIndex(ValueLayout.JAVA_LONG, sum++, addresses[place]);
            }
        }
        offered = place;
        return sum;
    }

    /** Forgets what was offered; returns whether that was all. */
    boolean take() {
        while (first < offered) {
            addresses[first++] = 0;
        }
        return first == end;
    }

    /** Releases the only object; returns how many there were. */
    int release() {
        long address = addresses[first];
        if (address == 0) {
            return 0;
        }
        kind.release(MemorySegment.ofAddress(address));
        addresses[first] = 0;
        return 1;
    }

    /** Leaves all addresses to other references. */
    void leave() {
        end = first;
    }
}
