package org.panamatorch;

import org.panamatorch.internal.elements.ElementArrays;
import org.panamatorch.internal.elements.MemoryViews;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The elements as memory.
 *
 * <p>The views share the elements with the tensor and keep them alive and in their place: until the
 * view is unreachable the storage is not freed, whatever happens to the tensor, and from then on it
 * cannot be resized. What is written to a view shows in the tensor, but is nothing that autograd
 * notices.
 */
public sealed interface TensorMemory permits Tensor {
    /**
     * The elements as memory, without a copy.
     *
     * @return native memory of {@link Tensor#numel} times {@link DType#itemSize} bytes, for any
     *     thread
     * @throws TorchException if the tensor is not a dense one on the CPU with its elements one
     *     after the other in the order of their indices ({@code contiguous()} makes one), or
     *     requires grad ({@code detach()} does not)
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.numpy.html">torch.Tensor.numpy</a>
     */
    default MemorySegment memory() {
        return MemoryViews.of((Tensor) this, "memory");
    }

    /**
     * The elements as a buffer, without a copy.
     *
     * @return a direct buffer in the machine's byte order, for any thread
     * @throws TorchException as for {@link #memory}
     * @throws IllegalArgumentException if there are more bytes than a buffer can have,
     *     2,147,483,647
     */
    default ByteBuffer asByteBuffer() {
        MemorySegment memory = MemoryViews.of((Tensor) this, "asByteBuffer");
        if (memory.byteSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "asByteBuffer: "
                            + memory.byteSize()
                            + " bytes are too many for a buffer; use memory()");
        }
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /**
     * Copies the elements' bytes, in the order of their indices and the machine's byte order, to
     * memory of any kind; for a buffer, {@link MemorySegment#ofBuffer} makes one.
     *
     * @param target memory of {@link Tensor#numel} times {@link DType#itemSize} bytes
     * @throws IllegalArgumentException if it has another size or is read-only
     * @throws IllegalStateException if its arena is closed, or another thread's
     */
    default void copyTo(MemorySegment target) {
        ElementArrays.copyTo((Tensor) this, target);
    }
}
