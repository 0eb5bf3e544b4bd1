package org.panamatorch.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A thread's scopes. It knows nothing of what the thread alone refers to, so that the thread's end
 * can be noticed.
 */
final class ThreadScopes {
    // Made before anything is there to release: releasing must work where the heap is full.
    final MemorySegment room = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, HandleList.BATCH);

    HandleScope innermost;

    // Closed ones that may still have handles, as an error has broken off their release.
    private HandleScope unfinished;

    /**
     * Closes the open scopes up to one, which stays open. That is done by assignments, so that no
     * error can leave a scope open; what an error then does not let a scope release is released
     * with the thread's next one.
     */
    void close(HandleScope end) {
        HandleScope first = innermost;
        if (first != end) {
            HandleScope last = first;
            last.closed = true;
            while (last.parent != end) {
                last = last.parent;
                last.closed = true;
            }
            last.parent = unfinished;
            innermost = end;
            unfinished = first;
        }
        finish();
    }

    /** Releases what closed scopes still have. */
    void finish() {
        for (HandleScope each = unfinished; each != null; each = each.parent) {
            each.handles.releaseAll();
        }
        while (unfinished != null && unfinished.handles.size() == 0) {
            unfinished = unfinished.parent;
        }
    }

    /** Leaves to the collector what a thread that has ended has left behind. */
    void abandon() {
        for (HandleScope each = innermost; each != null; each = each.parent) {
            each.handles.abandon();
        }
        for (HandleScope each = unfinished; each != null; each = each.parent) {
            each.handles.abandon();
        }
    }
}
