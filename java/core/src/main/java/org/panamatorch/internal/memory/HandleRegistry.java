package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
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
    private static final ReentrantLock releasing = new ReentrantLock();

    static {
        Thread.ofPlatform()
                .name("panamatorch-release")
                .daemon()
                .start(HandleRegistry::releaseForEver);
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
        HandleStripe stripe = stripes[(int) Thread.currentThread().threadId() & (STRIPES - 1)];
        HandleReference reference = new HandleReference(handle, unreachable, stripe);
        handle.reference = reference;
        MemoryPressure.check(stripe.insert(reference));
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
            Reference<?> first = unreachable.poll();
            if (first != null) {
                release(first);
            }
            return first != null;
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
            List<HandleReference> cleared = new ArrayList<>();
            for (HandleStripe stripe : stripes) {
                stripe.removeCleared(cleared::add);
            }
            release(cleared);
        } finally {
            releasing.unlock();
        }
    }

    private static void releaseForEver() {
        while (true) {
            try {
                Reference<?> first = unreachable.remove();
                releasing.lock();
                try {
                    release(first);
                } finally {
                    releasing.unlock();
                }
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread; it ends with the JVM.
                Thread.interrupted();
            }
        }
    }

    private static void release(Reference<?> first) {
        List<HandleReference> batch = new ArrayList<>();
        for (Reference<?> next = first; next != null; next = unreachable.poll()) {
            HandleReference reference = (HandleReference) next;
            if (reference.stripe.remove(reference)) {
                batch.add(reference);
                if (batch.size() == BATCH) {
                    release(batch);
                    batch.clear();
                }
            }
        }
        release(batch);
    }

    private static void release(List<HandleReference> references) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment tensors = arena.allocate(ValueLayout.JAVA_LONG, BATCH);
            int count = 0;
            for (HandleReference reference : references) {
                if (reference.kind != NativeKind.TENSOR) {
                    reference.kind.release(reference.address);
                    continue;
                }
                tensors.setAtIndex(ValueLayout.JAVA_LONG, count++, reference.address);
                if (count == BATCH) {
                    PanamaTorch.pt_tensors_free(tensors, count);
                    count = 0;
                }
            }
            PanamaTorch.pt_tensors_free(tensors, count);
        }
        released.addAndGet(references.size());
    }
}
