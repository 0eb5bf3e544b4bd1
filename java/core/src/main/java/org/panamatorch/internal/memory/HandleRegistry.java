package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The handles that the collector releases: all that no scope has. */
final class HandleRegistry {
    // Enough that two threads seldom meet; a power of two.
    private static final int STRIPES = 64;

    // Released with one downcall; more would only hold results back, which costs cache misses.
    private static final int BATCH = 512;

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

    static void register(NativeHandle handle) {
        HandleReference reference = reference(handle);
        insert(reference);
        handle.reference = reference;
    }

    /** A reference that releases the handle's object, once it is inserted. */
    static HandleReference reference(NativeHandle handle) {
        HandleStripe stripe = stripes[(int) Thread.currentThread().threadId() & (STRIPES - 1)];
        return new HandleReference(handle, unreachable, stripe);
    }

    /** Returns how many handles the reference's stripe has now. */
    static int insert(HandleReference reference) {
        return reference.stripe.insert(reference);
    }

    /** Returns false if the object was unreachable already, and so is released by the registry. */
    static boolean forget(HandleReference reference) {
        boolean removed = reference.stripe.remove(reference);
        reference.clear();
        return removed;
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
            largest = Math.max(largest, stripe.size());
        }
        return largest;
    }

    /** How many objects were released so far because they were unreachable. */
    static long released() {
        return released.get();
    }

    /**
     * Releases what the collector has found unreachable so far; returns whether there was anything.
     */
    static boolean drain() {
        releasing.lock();
        try {
            condemnQueued(unreachable.poll());
            return releaseCondemned();
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
            for (HandleStripe stripe : stripes) {
                stripe.condemnCleared();
            }
            releaseCondemned();
        } finally {
            releasing.unlock();
        }
    }

    private static void releaseNext() throws InterruptedException {
        // First what an earlier failure has left.
        drain();
        Reference<?> first = unreachable.remove();
        releasing.lock();
        try {
            condemnQueued(first);
            releaseCondemned();
        } finally {
            releasing.unlock();
        }
    }

    private static void condemnQueued(Reference<?> first) {
        for (Reference<?> next = first; next != null; next = unreachable.poll()) {
            HandleReference reference = (HandleReference) next;
            reference.stripe.condemn(reference);
        }
    }

    private static boolean releaseCondemned() {
        boolean any = condemned != null;
        while (condemned != null) {
            HandleReference next = condemned;
            int count = 0;
            for (; next != null && next.kind == NativeKind.TENSOR && count < BATCH; count++) {
                batch.setAtIndex(ValueLayout.JAVA_LONG, count, next.addressToRelease());
                next = next.alsoCondemned;
            }
            if (count > 0) {
                PanamaTorch.pt_tensors_free(batch, count);
            } else {
                next.kind.release(MemorySegment.ofAddress(next.addressToRelease()));
                next = next.alsoCondemned;
            }
            condemned = next;
            released.addAndGet(Math.max(1, count));
        }
        return any;
    }
}
