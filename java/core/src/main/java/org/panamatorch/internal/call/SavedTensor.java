package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.memory.NativeKind;

import java.lang.foreign.MemorySegment;

/**
 * A tensor that is saved as an operation saves one for its gradient: through the hooks of the
 * thread, and not to be changed in place.
 */
public final class SavedTensor {
    private final NativeHandle handle;

    /**
     * Saves a tensor.
     *
     * @param tensor the tensor
     */
    public SavedTensor(Tensor tensor) {
        MemorySegment saved =
                PanamaTorch.pt_saved_tensor_new(Arguments.tensor(tensor, "checkpoint", "input"));
        Arguments.keepAlive(tensor);
        if (saved.address() == 0) {
            throw Failure.exception("checkpoint", "input", tensor);
        }
        handle = NativeHandle.of(saved, NativeKind.SAVED_TENSOR);
        handle.handOver();
    }

    /**
     * Gives it back.
     *
     * @return a new tensor
     */
    public Tensor unpack() {
        try {
            MemorySegment tensor =
                    PanamaTorch.pt_saved_tensor_unpack(handle.use("checkpoint", "input"));
            Arguments.keepAlive(handle);
            if (tensor.address() == 0) {
                throw Failure.exception("checkpoint");
            }
            return Results.tensor(tensor);
        } finally {
            handle.handOver();
        }
    }

    /** Frees it. */
    public void close() {
        handle.close();
    }
}
