package org.panamatorch.internal.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/**
 * Refers to nothing that is reachable, and so tells when the references that a collection found are
 * being handed over.
 */
final class CollectionMarker extends PhantomReference<Object> {
    private volatile boolean seen;

    CollectionMarker(ReferenceQueue<Object> queue) {
        super(new Object(), queue);
    }

    void see() {
        seen = true;
    }

    boolean isSeen() {
        return seen;
    }
}
