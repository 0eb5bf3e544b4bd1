package org.panamatorch.internal.dispatch;

import org.panamatorch.Operator;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.call.Results;
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
        MemorySegment text = PanamaTorch.pt_object_type(use("type", "this"));
        Arguments.keepAlive(this);
        if (text.address() == 0) {
            throw Failure.exception("type");
        }
        return Results.string(text);
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
