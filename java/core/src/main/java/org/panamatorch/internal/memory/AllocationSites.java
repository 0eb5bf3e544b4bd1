package org.panamatorch.internal.memory;

import org.panamatorch.AllocationSite;
import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** In debug mode, where each native object that is alive was made. */
public final class AllocationSites {
    /** The system property that switches debug mode on from the start. */
    public static final String PROPERTY = "panamatorch.memory.debug";

    // Deep enough to tell the callers of a helper apart.
    private static final int MAX_FRAMES = 8;

    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private static final ReferenceQueue<NativeHandle> collected = new ReferenceQueue<>();
    private static final AtomicLong made = new AtomicLong();

    private static volatile boolean enabled = Boolean.getBoolean(PROPERTY);

    private AllocationSites() {}

    /** A handle that was made in debug mode. */
    private static final class Entry extends WeakReference<NativeHandle> {
        final long number;
        final long storage;
        final long bytes;
        final List<StackTraceElement> frames;

        Entry(
                NativeHandle handle,
                long number,
                long storage,
                long bytes,
                List<StackTraceElement> frames) {
            super(handle, collected);
            this.number = number;
            this.storage = storage;
            this.bytes = bytes;
            this.frames = frames;
        }

        boolean isAlive() {
            NativeHandle handle = get();
            return handle != null && !handle.isReleased();
        }
    }

    /** The live handles of one site. */
    private static final class Sum {
        long count;
        long bytes;
    }

    /**
     * Whether sites are recorded.
     *
     * @return true in debug mode
     */
    public static boolean isEnabled() {
        return enabled;
    }

    /**
     * Starts or ends recording; what was recorded is forgotten at the end.
     *
     * @param debug whether to record from now on
     */
    public static void setEnabled(boolean debug) {
        enabled = debug;
        if (!debug) {
            entries.clear();
        }
    }

    /** Called for each new handle in debug mode. */
    static void record(NativeHandle handle) {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            entries.remove(gone);
        }
        long storage = 0;
        long bytes = 0;
        if (handle.kind() == NativeKind.TENSOR) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment tensor = MemorySegment.ofAddress(handle.address());
                MemorySegment ret = arena.allocate(ValueLayout.JAVA_LONG);
                if (PanamaTorch.pt_tensor_storage_id(tensor, ret) == 0) {
                    storage = ret.get(ValueLayout.JAVA_LONG, 0);
                }
                if (PanamaTorch.pt_tensor_storage_bytes(tensor, ret) == 0) {
                    bytes = ret.get(ValueLayout.JAVA_LONG, 0);
                }
            }
        }
        entries.add(new Entry(handle, made.incrementAndGet(), storage, bytes, frames()));
    }

    private static List<StackTraceElement> frames() {
        return frames(MAX_FRAMES);
    }

    private static List<StackTraceElement> frames(int limit) {
        return WALKER.walk(
                stack ->
                        stack.filter(frame -> CallerFilter.isOutside(frame.getDeclaringClass()))
                                .limit(limit)
                                .map(StackWalker.StackFrame::toStackTraceElement)
                                .toList());
    }

    /** In debug mode the program's line that runs; null otherwise, and where there is none. */
    static StackTraceElement line() {
        List<StackTraceElement> line = enabled ? frames(1) : List.of();
        return line.isEmpty() ? null : line.getFirst();
    }

    /**
     * A point in time.
     *
     * @return a number for {@link #since}
     */
    public static long now() {
        return made.get();
    }

    /**
     * The sites of what was made after a point in time and is alive.
     *
     * @param time what {@link #now} returned, or 0 for all
     * @return the sites, those with the most bytes first; empty when debug mode is off
     */
    public static List<AllocationSite> since(long time) {
        List<Entry> alive = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.number > time && entry.isAlive()) {
                alive.add(entry);
            }
        }
        alive.sort(Comparator.comparingLong(entry -> entry.number));
        Map<List<StackTraceElement>, Sum> sums = new HashMap<>();
        Set<Long> storages = new HashSet<>();
        for (Entry entry : alive) {
            Sum sum = sums.computeIfAbsent(entry.frames, _ -> new Sum());
            sum.count++;
            if (entry.storage != 0 && storages.add(entry.storage)) {
                sum.bytes += entry.bytes;
            }
        }
        return sums.entrySet().stream()
                .map(
                        site ->
                                new AllocationSite(
                                        site.getValue().count,
                                        site.getValue().bytes,
                                        site.getKey()))
                .sorted(
                        Comparator.comparingLong(AllocationSite::bytes)
                                .thenComparingLong(AllocationSite::count)
                                .reversed())
                .toList();
    }
}
