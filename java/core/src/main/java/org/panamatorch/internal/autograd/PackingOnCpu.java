package org.panamatorch.internal.autograd;

import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.memory.NativeHandle;

/**
 * Keeps saved tensors in the memory of the CPU.
 *
 * @param pinned whether in memory that an accelerator copies from fastest
 */
public record PackingOnCpu(boolean pinned) implements Callbacks.Packing {
    @Override
    public Callbacks.Unpacking pack(Tensor tensor) {
        Device device = tensor.device();
        // Without its graph, which a tensor that is on the CPU would keep, and so itself.
        Tensor copy = tensor.detach().to(Device.CPU);
        if (pinned && !tensor.isSparse() && Torch.deviceCount(Device.Type.CUDA) > 0) {
            copy = copy.pinMemory();
        }
        return new Packed(device, TensorAccess.get().handle(copy), copy, pinned);
    }

    /** Closed by whatever thread notices that the graph is gone. */
    private record Packed(Device device, NativeHandle handle, Tensor copy, boolean pinned)
            implements Callbacks.Unpacking {
        Packed {
            handle.handOver();
        }

        @Override
        public Tensor unpack() {
            try {
                return copy.to(device, pinned);
            } finally {
                handle.handOver();
            }
        }

        @Override
        public void returned() {
            handle.close();
        }
    }
}
