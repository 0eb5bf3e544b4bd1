package org.panamatorch.io;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.ArrowCalls;

import java.lang.foreign.MemorySegment;

/**
 * Arrays of numbers of Apache Arrow's, by its C data interface and so without a copy: {@code int8}
 * to {@code int64}, {@code uint8} to {@code uint64}, {@code float16} to {@code float64}, of one
 * dimension and without nulls.
 *
 * <pre>{@code
 * try (ArrowArray array = ArrowArray.allocateNew(allocator);
 *         ArrowSchema schema = ArrowSchema.allocateNew(allocator)) {
 *     Data.exportVector(allocator, vector, null, array, schema);
 *     Tensor tensor =
 *             Arrow.importArray(
 *                     MemorySegment.ofAddress(array.memoryAddress()),
 *                     MemorySegment.ofAddress(schema.memoryAddress()));
 * }
 * }</pre>
 *
 * <p>The caller answers for the addresses: that such structures are there, whose functions any
 * thread may call and which throw nothing. What the structures say is checked.
 *
 * @see <a href="https://arrow.apache.org/docs/format/CDataInterface.html">the C data interface</a>
 */
public final class Arrow {
    private Arrow() {}

    /**
     * A tensor over an array. The array is moved out of its structure, and released on the thread
     * where the last view of the tensor is gone.
     *
     * <p>An array of Arrow's is not to be changed. Nothing stops a program that writes to the
     * tensor, but whoever else has the array sees it, and the memory may be a file's that is mapped
     * for reading, where writing ends the process: {@code clone()} gives a tensor to write to.
     *
     * @param array the address of a {@code struct ArrowArray}; the structure stays the caller's
     * @param schema the address of its {@code struct ArrowSchema}, which is released; the structure
     *     stays the caller's
     * @return a new tensor of one dimension
     * @throws TorchException if the array has nulls, children or a dictionary, is of another format
     *     than the numbers above, or has been released; then both are as they were
     * @throws IllegalArgumentException if there is no address, one in a Java array, or one of
     *     memory that is too small
     */
    public static Tensor importArray(MemorySegment array, MemorySegment schema) {
        return ArrowCalls.toTensor(array, schema, "Arrow.importArray");
    }

    /**
     * Fills in the structures of an array over a tensor, which share its elements and keep them
     * alive and in their place: the storage cannot be resized from now on. Whoever takes the array
     * releases it; a structure that nobody takes is the caller's to release.
     *
     * @param tensor a dense tensor on the CPU, of one dimension and one of the dtypes above
     * @param array the address of room for a {@code struct ArrowArray}
     * @param schema the address of room for a {@code struct ArrowSchema}
     * @throws TorchException if the tensor is of another kind, requires grad, or its elements do
     *     not lie one after the other
     * @throws IllegalArgumentException if there is no address, one in a Java array, or one of
     *     memory that is too small
     */
    public static void exportArray(Tensor tensor, MemorySegment array, MemorySegment schema) {
        ArrowCalls.export(tensor, array, schema, "Arrow.exportArray");
    }
}
