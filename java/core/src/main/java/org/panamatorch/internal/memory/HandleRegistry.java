package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The handles that the collector releases: all that no scope has. */
final class HandleRegistry {
    // Enough that two threads seldom meet; a power of two.
    private static final int STRIPES = 64;

    // Released with one downcall; more would only hold results back, which costs cache misses.
    private static final int BATCH = 512;

    // For every few tensors that a thread makes it releases as many, which are then at hand for it,
    // and for so many one more, so that nothing piles up.
    private static final int FEW = 4;
    private static final int ONE_MORE_OF = 16;

    // The rest is released where threads that make tensors have not released so many in a pause.
    private static final long PAUSE_MILLIS = 50;
    private static final int QUICKLY = 1000;

    // Such a thread may end with some left that are in the queue no more.
    private static final long LOOK_AGAIN_MILLIS = 1000;

    private static final HandleStripe[] stripes = stripes();
    private static final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
    private static final AtomicLong released = new AtomicLong();

    // Held while a batch is on its way from the queue to the native side, so that whoever drains
    // also waits for what another thread has already polled.
    static final ReentrantLock releasing = new ReentrantLock();

    // What is in no stripe any more and not released yet. It lies here rather than in a variable of
    // a method, so that whatever is thrown on the way, whoever releases next finds it.
    static HandleReference condemned;

    // Room that is there already: what a full heap needs most must not fail for lack of it.
    private static final MemorySegment batch =
            Arena.global().allocate(ValueLayout.JAVA_LONG, BATCH);

    static {
        DaemonThread.start("panamatorch-release", HandleRegistry::releaseNext);
    }

    private HandleRegistry() {}

    private static HandleStripe[] stripes() {
        HandleStripe[] made = new HandleStripe[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            made[i] = new HandleStripe();
        }
        return made;
    }

    /** The stripe of the calling thread. */
    private static HandleStripe stripe() {
        return stripes[(int) Thread.currentThread().threadId() & (STRIPES - 1)];
    }

    /** A reference that releases the group's objects, once it is inserted. */
    static HandleReference reference(
            HandleGroup group, NativeKind kind, HandleStripe stripe, long[] addresses) {
        return new HandleReference(group, unreachable, kind, stripe, addresses);
    }

    /** A group of one handle, which releases its object once it is inserted. */
    static HandleGroup alone(NativeHandle handle) {
        return new HandleGroup(handle, stripe());
    }

    /** Takes a new handle; returns about how many its stripe has then. */
    static int insertAlone(NativeHandle handle) {
        handle.group = alone(handle);
        return insert(handle.group);
    }

    /** A group for further tensors of the calling thread of that size, which has been inserted. */
    static HandleGroup open(long elements) {
        HandleGroup group = new HandleGroup(stripe(), elements);
        insert(group);
        return group;
    }

    /** Returns about how many handles the group's stripe has now. */
    static int insert(HandleGroup group) {
        return group.reference.stripe.insert(group.reference);
    }

    static void register(NativeHandle handle) {
        HandleGroup group = alone(handle);
        insert(group);
        handle.slot = 0;
        handle.group = group;
    }

    /** Leaves what a handle stands for to somebody else. */
    static void forget(NativeHandle handle) {
        // A group that is watched meanwhile would come back to the handle.
        releasing.lock();
        try {
            HandleReference reference = handle.group.reference;
            reference.addresses[handle.slot] = 0;
            reference.stripe.forgetOne(reference);
            handle.group = null;
        } finally {
            releasing.unlock();
        }
    }

    static long size() {
        long size = 0;
        for (HandleStripe stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    static int largestStripe() {
        int largest = 0;
        for (HandleStripe stripe : stripes) {
            largest = Math.max(largest, stripe.handles());
        }
        return largest;
    }

    /** How many objects were released so far because they were unreachable. */
    static long released() {
        return released.get();
    }

    /** Releases what the collector has found unreachable so far. */
    static void drain() {
        releasing.lock();
        try {
            condemnQueued(Integer.MAX_VALUE);
            releaseAll();
        } finally {
            releasing.unlock();
        }
    }

    /**
     * Releases what the latest collection has found unreachable; its references need not have been
     * handed over yet.
     */
    static void sweep() {
        releasing.lock();
        try {
            condemnCleared();
            releaseAll();
        } finally {
            releasing.unlock();
        }
    }

    /** Takes what the collector has found unreachable so far from its stripes, to be released. */
    static void condemnQueued() {
        releasing.lock();
        try {
            condemnQueued(Integer.MAX_VALUE);
        } finally {
            releasing.unlock();
        }
    }

    /** Takes what the latest collection has found unreachable from its stripes, to be released. */
    static void condemnCleared() {
        releasing.lock();
        try {
            for (HandleStripe stripe : stripes) {
                stripe.condemnCleared();
            }
        } finally {
            releasing.unlock();
        }
    }

    /** Has the collector tell of each handle by itself; returns whether it did not of any. */
    static boolean watchEach() {
        releasing.lock();
        try {
            boolean any = false;
            for (HandleStripe stripe : stripes) {
                any |= stripe.watchEach();
            }
            return any;
        } finally {
            releasing.unlock();
        }
    }

    /** Releases those handles that are watched and that the latest collection found unreachable. */
    static void releaseWatched() {
        releasing.lock();
        try {
            for (HandleStripe stripe : stripes) {
                for (HandleReference each : stripe.watched()) {
                    int count = each.offerUnreachable(batch);
                    if (count > 0) {
                        PanamaTorch.pt_tensors_free(batch, count);
                        each.takeUnreachable();
                        released.addAndGet(count);
                    }
                }
            }
        } finally {
            releasing.unlock();
        }
    }

    /**
     * Releases a little of what the collector has found unreachable so far. A thread that makes
     * tensors calls it: what it releases is at hand for the next ones, which a thousand at once are
     * not, as the C library puts them together to larger blocks.
     *
     * @param slot the place in its group of the tensor that was made
     */
    static void releaseSome(int slot) {
        if (slot % FEW != 0) {
            return;
        }
        int most = slot % ONE_MORE_OF == 0 ? FEW + 1 : FEW;
        if (releasing.tryLock()) {
            try {
                if (condemned == null) {
                    condemnQueued(1);
                }
                release(most);
            } finally {
                releasing.unlock();
            }
        }
    }

    private static void releaseNext() throws InterruptedException {
        // First what an earlier failure has left.
        drain();
        // One that is lost by an error is still in its stripe, for the next sweep.
        HandleReference first = (HandleReference) unreachable.remove(LOOK_AGAIN_MILLIS);
        if (first == null) {
            return;
        }
        releasing.lock();
        try {
            first.stripe.condemn(first);
        } finally {
            releasing.unlock();
        }
        long before;
        do {
            before = released();
            Thread.sleep(PAUSE_MILLIS);
        } while (released() - before > QUICKLY);
    }

    private static void condemnQueued(int most) {
        for (int i = 0; i < most; i++) {
            HandleReference reference = (HandleReference) unreachable.poll();
            if (reference == null) {
                return;
            }
            reference.stripe.condemn(reference);
        }
    }

    private static void releaseAll() {
        while (condemned != null) {
            release(BATCH);
        }
    }

    private static void release(int most) {
        HandleReference first = condemned;
        if (first == null) {
            return;
        }
        int count = 0;
        if (first.kind == NativeKind.TENSOR) {
            HandleReference last = first;
            for (HandleReference each = first;
                    each != null && each.kind == NativeKind.TENSOR && count < most;
                    each = each.alsoCondemned) {
                count = each.offer(batch, count, most);
                last = each;
            }
            PanamaTorch.pt_tensors_free(batch, count);
            HandleReference each;
            do {
                each = condemned;
                if (each.take()) {
                    condemned = each.alsoCondemned;
                }
            } while (each != last);
        } else {
            count = first.release();
            condemned = first.alsoCondemned;
        }
        released.addAndGet(count);
    }
}
