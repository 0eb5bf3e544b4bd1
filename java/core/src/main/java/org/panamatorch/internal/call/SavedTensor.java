package org.panamatorch.internal.call;

import org.panamatorch.Tensor;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.memory.NativeHandle;

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
        handle = PtAutograd.saved_tensor_new(tensor);
        handle.handOver();
    }

    /**
     * Gives it back.
     *
     * @return a new tensor
     */
    public Tensor unpack() {
        try {
            return PtAutograd.saved_tensor_unpack(handle);
        } finally {
            handle.handOver();
        }
    }

    /** Frees it. */
    public void close() {
        handle.close();
    }
}
