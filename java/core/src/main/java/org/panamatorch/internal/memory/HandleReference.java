package org.panamatorch.internal.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/** Stands for a handle in the registry, and outlives it. */
final class HandleReference extends PhantomReference<NativeHandle> {
    final long address;
    final NativeKind kind;
    final HandleStripe stripe;

    // The stripe's list; a reference that is in none points to itself.
    HandleReference previous = this;
    HandleReference next = this;

    // The next one of what the registry is about to release.
    HandleReference alsoCondemned;

    /** Whether the object was released before the reference was taken from its stripe. */
    boolean released;

    HandleReference(NativeHandle handle, ReferenceQueue<Object> queue, HandleStripe stripe) {
        super(handle, queue);
        this.address = handle.address();
        this.kind = handle.kind();
        this.stripe = stripe;
    }

    /** The object's address, or NULL where the object is gone already. */
    long addressToRelease() {
        return released ? 0 : address;
    }

    /** Whether no stripe has the reference any more; another thread may be changing that. */
    boolean isForgotten() {
        return next == this;
    }

    /** The head of a stripe's list, which stands for no handle. */
    HandleReference() {
        super(null, null);
        this.address = 0;
        this.kind = NativeKind.TENSOR;
        this.stripe = null;
    }
}
