package org.panamatorch.internal.dispatch;

import org.panamatorch.Operator;
import org.panamatorch.internal.library.PtDispatch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;

/** An object of LibTorch's that Java only passes on. */
final class OpaqueValue implements Operator.Opaque {
    private final NativeHandle handle;

    OpaqueValue(MemorySegment segment) {
        this.handle = NativeHandle.of(segment, NativeKind.OBJECT);
    }

    MemorySegment use(String operation, String argument) {
        return handle.use(operation, argument);
    }

    @Override
    public String type() {
        return PtDispatch.object_type(handle);
    }

    @Override
    public void close() {
        handle.close();
    }

    @Override
    public String toString() {
        return handle.isClosed() ? "closed object" : type();
    }
}
