package org.panamatorch;

import org.panamatorch.accelerator.Stream;
import org.panamatorch.internal.aten.AtenT;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.print.TypeNames;

/**
 * The same elements on other devices, of other dtypes, and as Java's own.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to.html">torch.Tensor.to</a>
 */
public sealed interface TensorConversion permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /**
     * The elements on a device.
     *
     * @param device the device
     * @return a new object: for this tensor itself where it is there already, else for a copy
     * @throws TorchException if the device is not there, or this tensor is on the meta device and
     *     has no elements to copy
     */
    default Tensor to(Device device) {
        return to(device, false);
    }

    /**
     * The elements on a device.
     *
     * @param device its name, such as {@code cpu} or {@code cuda:1}
     * @return a new object: for this tensor itself where it is there already, else for a copy
     * @throws TorchException if it is no device's name, or the device is not there
     */
    default Tensor to(String device) {
        return to(Device.of(device));
    }

    /**
     * The elements on a device.
     *
     * @param device the device
     * @param nonBlocking whether the copy may go on while Java does, if the device can
     * @return a new object: for this tensor itself where it is there already, else for a copy
     * @throws TorchException if the device is not there, or this tensor is on the meta device
     */
    default Tensor to(Device device, boolean nonBlocking) {
        return to(device, nonBlocking, false, null);
    }

    /**
     * The elements on a device.
     *
     * @param device the device
     * @param nonBlocking whether the copy may go on while Java does, if the device can
     * @param copy whether to copy in any case
     * @return a new object: for this tensor itself where it is there already, else for a copy
     * @throws TorchException if the device is not there, or this tensor is on the meta device
     */
    default Tensor to(Device device, boolean nonBlocking, boolean copy) {
        return to(device, nonBlocking, copy, null);
    }

    /**
     * The elements on a device.
     *
     * @param device the device
     * @param nonBlocking whether the copy may go on while Java does, if the device can
     * @param copy whether to copy in any case
     * @param memoryFormat how to lay the elements out, or null to keep that
     * @return a new object: for this tensor itself where nothing changes, else for a copy
     * @throws TorchException if the device is not there, or this tensor is on the meta device
     */
    default Tensor to(Device device, boolean nonBlocking, boolean copy, MemoryFormat memoryFormat) {
        return AtenT.to_dtype_layout(
                self(), null, null, device, null, nonBlocking, copy, memoryFormat);
    }

    /**
     * The elements in a memory format.
     *
     * @param memoryFormat how to lay them out
     * @return a new object: for this tensor itself where it is like that, else for a copy
     * @throws TorchException if the number of dimensions does not fit
     */
    default Tensor to(MemoryFormat memoryFormat) {
        return to(null, false, false, memoryFormat);
    }

    /**
     * The elements on the CPU.
     *
     * @return a new object: for this tensor itself where it is there already, else for a copy
     */
    default Tensor cpu() {
        return to(Device.CPU);
    }

    /**
     * Tells the allocator of a device that a stream uses this tensor, which was made for another
     * stream: its memory is then not used again before the work that was queued there is done.
     *
     * @param stream the stream
     * @throws TorchException if the tensor is on no accelerator
     * @see <a href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.record_stream.html">
     *     torch.Tensor.record_stream</a>
     */
    default void recordStream(Stream stream) {
        Arguments.present(stream, "recordStream", "stream", "a stream").recordTensor(self());
    }

    /**
     * The elements on the current CUDA device.
     *
     * @return a new object: for this tensor itself where it is there already, else for a copy
     * @throws TorchException if there is none
     */
    default Tensor cuda() {
        return to(Device.CUDA);
    }

    /**
     * The elements as {@code float32}, as Python's {@code float()}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor toFloat() {
        return self().to(DType.FLOAT32);
    }

    /**
     * The elements as {@code float64}, as Python's {@code double()}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor toDouble() {
        return self().to(DType.FLOAT64);
    }

    /**
     * The elements as {@code int64}, as Python's {@code long()}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor toLong() {
        return self().to(DType.INT64);
    }

    /**
     * The elements as {@code int32}, as Python's {@code int()}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor toInt() {
        return self().to(DType.INT32);
    }

    /**
     * The elements as {@code int16}, as Python's {@code short()}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor toShort() {
        return self().to(DType.INT16);
    }

    /**
     * The elements as {@code int8}, as Python's {@code char()}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor toChar() {
        return self().to(DType.INT8);
    }

    /**
     * The elements as {@code uint8}, as Python's {@code byte()}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor toByte() {
        return self().to(DType.UINT8);
    }

    /**
     * The elements as {@code bool}: whether each is not zero.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor bool() {
        return self().to(DType.BOOL);
    }

    /**
     * The elements as {@code float16}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor half() {
        return self().to(DType.FLOAT16);
    }

    /**
     * The elements as {@code bfloat16}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor bfloat16() {
        return self().to(DType.BFLOAT16);
    }

    /**
     * The elements as {@code complex64}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor cfloat() {
        return self().to(DType.COMPLEX64);
    }

    /**
     * The elements as {@code complex128}.
     *
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor cdouble() {
        return self().to(DType.COMPLEX128);
    }

    /**
     * The elements as a sparse tensor with coordinates.
     *
     * @return a new tensor of {@link Layout#SPARSE_COO}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to_sparse_coo.html">torch.Tensor.to_sparse_coo</a>
     */
    default Tensor toSparseCoo() {
        return self().toSparse();
    }

    /**
     * A new tensor of this one's dtype and device, from a number or an array.
     *
     * @param data a number, a {@code Boolean} or an array as for {@link Torch#tensor(Object)}
     * @return a new tensor
     * @throws IllegalArgumentException if the array is ragged or of another type
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.new_tensor.html">torch.Tensor.new_tensor</a>
     */
    default Tensor newTensor(Object data) {
        return Torch.tensor(data, TensorOptions.of(self().dtype(), self().device()));
    }

    /**
     * The elements as nested lists of Java's.
     *
     * @return a list for the first dimension, with lists for the others in it; in the innermost, or
     *     alone for a tensor of no dimension, the numbers as {@link Tensor#item} gives them, and
     *     {@code Boolean} for {@code bool}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tolist.html">torch.Tensor.tolist</a>
     */
    default Object tolist() {
        return NestedLists.of(self());
    }

    /**
     * The type in PyTorch's older way.
     *
     * @return a text such as {@code torch.FloatTensor} or {@code torch.cuda.sparse.LongTensor}
     * @throws TorchException if this tensor is sparse and compressed: there is no such name
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.type.html">torch.Tensor.type</a>
     */
    default String type() {
        return TypeNames.of(self());
    }

    /**
     * The elements in another dtype.
     *
     * @param dtype the dtype
     * @return a new object: for this tensor itself where it is that, else for a copy
     */
    default Tensor type(DType dtype) {
        return self().to(dtype);
    }
}
