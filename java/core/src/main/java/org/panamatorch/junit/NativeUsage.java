package org.panamatorch.junit;

import org.panamatorch.AllocationSite;
import org.panamatorch.NativeMemory;
import org.panamatorch.internal.memory.AllocationSites;
import org.panamatorch.internal.memory.HandleScope;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.locks.LockSupport;

/**
 * The objects and bytes that the process holds outside of Java's heap at some point.
 *
 * @param objects the native objects that no scope owns
 * @param bytes the bytes of CPU tensors
 * @param scopes the scopes that are open on the thread
 * @param time the point, for the allocation sites
 */
record NativeUsage(long objects, long bytes, int scopes, long time) {
    // What a forgotten scope or a view of a tensor's memory held becomes the collector's in one
    // collection and is released in another, and a thread of the JDK acts in between, which has
    // only the pauses to run in. So they grow, and patience begins anew with each release.
    private static final long PATIENCE_NANOS = 2_000_000_000;
    private static final long FIRST_PAUSE_NANOS = 5_000_000;
    private static final long LONGEST_PAUSE_NANOS = 80_000_000;

    /** The holdings after all that is unreachable was released. */
    static NativeUsage now() {
        NativeMemory.collect();
        NativeMemory.collect();
        return counted();
    }

    private static NativeUsage counted() {
        return new NativeUsage(
                NativeMemory.liveHandles(),
                NativeMemory.cpuBytes(),
                HandleScope.depth(),
                AllocationSites.now());
    }

    /** The surplus over these holdings, in words, or null. */
    String leakSince() {
        NativeUsage now = counted();
        long fewest = now.objects;
        long lastRelease = System.nanoTime();
        long pause = FIRST_PAUSE_NANOS;
        while (now.exceed(this) && System.nanoTime() - lastRelease < PATIENCE_NANOS) {
            NativeMemory.collect();
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            now = counted();
            if (now.objects < fewest) {
                fewest = now.objects;
                lastRelease = System.nanoTime();
            }
        }
        return now.exceed(this) ? now.beyond(this) : null;
    }

    private boolean exceed(NativeUsage before) {
        return objects > before.objects || bytes > before.bytes || scopes > before.scopes;
    }

    private String beyond(NativeUsage before) {
        StringJoiner parts = new StringJoiner(" and ");
        if (scopes > before.scopes) {
            parts.add(counted(scopes - before.scopes, "open tensor scope"));
        }
        if (objects > before.objects) {
            parts.add(counted(objects - before.objects, "native object"));
        }
        if (bytes > before.bytes) {
            parts.add(counted(bytes - before.bytes, "byte") + " of CPU tensors");
        }
        return parts + " behind" + sites(AllocationSites.since(before.time));
    }

    private static String counted(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static String sites(List<AllocationSite> sites) {
        if (!NativeMemory.isDebug()) {
            return "; -D" + AllocationSites.PROPERTY + "=true tells where they were made";
        }
        StringJoiner lines = new StringJoiner("\n");
        lines.add(
                sites.isEmpty()
                        ? "; nothing that was made meanwhile is left"
                        : "; made meanwhile and alive:");
        for (AllocationSite site : sites) {
            lines.add(site.toString());
        }
        return lines.toString();
    }
}
