package org.panamatorch.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** Stands for a group of handles in the registry, and outlives them. */
final class HandleReference extends PhantomReference<HandleGroup> {
    private static final long[] NONE = {};

    final NativeKind kind;
    final HandleStripe stripe;

    /** The objects' addresses, 0 where there is none or it was released. */
    final long[] addresses;

    // Before which of them all are released, and before which they are on their way to it.
    private int first;
    private int offered;

    /** The watches of the single handles of a group, null where there are none. */
    HandleWatch[] watches;

    // A bit each.
    private int watchedAndOffered;

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
            long[] addresses) {
        super(group, queue);
        this.group = addresses.length > 1 ? new WeakReference<>(group) : null;
        this.kind = kind;
        this.stripe = stripe;
        this.addresses = addresses;
    }

    /** The head of a stripe's list, which stands for no handle. */
    HandleReference() {
        this(null, null, NativeKind.TENSOR, null, NONE);
    }

    /** The group of several handles, or null where all of them are unreachable. */
    HandleGroup group() {
        return group.get();
    }

    /** How many handles it may stand for. */
    int capacity() {
        return addresses.length;
    }

    /** How many handles it stands for. */
    int size() {
        int size = 0;
        for (long address : addresses) {
            size += address == 0 ? 0 : 1;
        }
        return size;
    }

    /**
     * Puts the addresses of those handles into a list that are watched and unreachable; returns how
     * many these are. {@link #takeUnreachable} follows once they are released.
     */
    int offerUnreachable(MemorySegment list) {
        int count = 0;
        watchedAndOffered = 0;
        for (int i = 0; i < watches.length; i++) {
            HandleWatch watch = watches[i];
            if (watch != null && addresses[i] != 0 && watch.refersTo(null)) {
                list.setAtIndex(ValueLayout.JAVA_LONG, count++, addresses[i]);
                watchedAndOffered |= 1 << i;
            }
        }
        return count;
    }

    /** Forgets what was offered: a collection may have found more meanwhile. */
    void takeUnreachable() {
        for (int i = 0; i < watches.length; i++) {
            if ((watchedAndOffered >> i & 1) != 0) {
                addresses[i] = 0;
                watches[i] = null;
                stripe.forgetOne(this);
            }
        }
    }

    /**
     * Puts addresses of what is to be released behind those in a list, until that has so many;
     * returns how many it has. {@link #take} follows once they are released.
     */
    int offer(MemorySegment list, int count, int most) {
        int sum = count;
        int place = first;
        for (; place < addresses.length && sum < most; place++) {
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
        return first == addresses.length;
    }

    /** Releases the only object; returns how many there were. */
    int release() {
        if (addresses[0] == 0) {
            return 0;
        }
        kind.release(MemorySegment.ofAddress(addresses[0]));
        addresses[0] = 0;
        return 1;
    }
}
