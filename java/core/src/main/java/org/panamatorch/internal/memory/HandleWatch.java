package org.panamatorch.internal.memory;

import java.lang.ref.PhantomReference;

/** Tells when one handle of a group is unreachable, to who looks after a collection. */
final class HandleWatch extends PhantomReference<NativeHandle> {
    HandleWatch(NativeHandle handle) {
        super(handle, null);
    }
}
