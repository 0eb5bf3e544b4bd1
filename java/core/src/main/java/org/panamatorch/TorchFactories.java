package org.panamatorch;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.elements.Elements;
import org.panamatorch.internal.elements.MemoryViews;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.util.Collection;

/** Tensors from numbers, arrays and memory of Java's. */
public abstract sealed class TorchFactories extends TorchCreation permits TorchComposites {
    TorchFactories() {}

    /**
     * A tensor of no dimension with this number.
     *
     * @param number an integer, for {@code int64}; a {@code Float} or {@code Double}, for the
     *     default dtype; or a {@link Scalar}, for {@code bool} or the default complex dtype
     * @return a new tensor
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.tensor.html">torch.tensor</a>
     */
    public static Tensor tensor(Number number) {
        return Elements.fromData(number, null);
    }

    /**
     * A tensor of no dimension with this boolean.
     *
     * @param value the boolean
     * @return a new tensor of {@code bool}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.tensor.html">torch.tensor</a>
     */
    public static Tensor tensor(boolean value) {
        return Elements.fromData(value, null);
    }

    /**
     * A tensor of one dimension with these elements. One number alone is a scalar ({@link
     * #tensor(Number)}): {@code tensor(new float[] {x})} is a vector.
     *
     * @param elements the elements
     * @return a new tensor of {@code float32}
     */
    public static Tensor tensor(float... elements) {
        return Elements.fromData(elements, null);
    }

    /**
     * A tensor of one dimension with these elements. One number alone is a scalar ({@link
     * #tensor(Number)}): {@code tensor(new double[] {x})} is a vector.
     *
     * @param elements the elements
     * @return a new tensor of {@code float64}
     */
    public static Tensor tensor(double... elements) {
        return Elements.fromData(elements, null);
    }

    /**
     * A tensor of one dimension with these elements. One number alone is a scalar ({@link
     * #tensor(Number)}): {@code tensor(new long[] {x})} is a vector.
     *
     * @param elements the elements
     * @return a new tensor of {@code int64}
     */
    public static Tensor tensor(long... elements) {
        return Elements.fromData(elements, null);
    }

    /**
     * A tensor of one dimension with these elements. One number alone is a scalar ({@link
     * #tensor(boolean)}): {@code tensor(new boolean[] {x})} is a vector.
     *
     * @param elements the elements
     * @return a new tensor of {@code bool}
     */
    public static Tensor tensor(boolean... elements) {
        return Elements.fromData(elements, null);
    }

    /**
     * A tensor with the shape and the elements of an array. One of {@code int} is {@code int32},
     * where losses and embeddings want {@code int64} for classes and positions: {@code long[]}, or
     * {@link #tensor(Object, DType)}.
     *
     * @param array an array of {@code float}, {@code double}, {@code long}, {@code int}, {@code
     *     short}, {@code char}, {@code byte} or {@code boolean}, or arrays of such, nested to any
     *     depth
     * @return a new tensor of the matching dtype, {@code uint16} for {@code char} and {@code int8}
     *     for {@code byte}
     * @throws IllegalArgumentException if the array is ragged or of another type
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.tensor.html">torch.tensor</a>
     */
    public static Tensor tensor(Object array) {
        return Elements.fromData(array, null);
    }

    /**
     * A tensor with the shape and the elements of an array, or with one number.
     *
     * @param data a number, a {@code Boolean}, a list as for {@link #tensor(Collection)}, or an
     *     array as for {@link #tensor(Object)}
     * @param options the dtype that the elements are converted to, the device and whether autograd
     *     records operations; what is null follows from the data
     * @return a new tensor
     * @throws IllegalArgumentException if the array is ragged or of another type
     * @throws TorchException if the dtype cannot hold the number, or does not go with autograd
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.tensor.html">torch.tensor</a>
     */
    public static Tensor tensor(Object data, TensorOptions options) {
        return Elements.fromData(data, options);
    }

    /**
     * A tensor with the shape and the elements of an array, in a dtype.
     *
     * @param data a number, a {@code Boolean}, a list as for {@link #tensor(Collection)}, or an
     *     array as for {@link #tensor(Object)}
     * @param dtype the dtype that the elements are converted to
     * @return a new tensor
     * @throws IllegalArgumentException if the array is ragged or of another type
     * @throws TorchException if the dtype cannot hold the numbers
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.tensor.html">torch.tensor</a>
     */
    public static Tensor tensor(Object data, DType dtype) {
        return Elements.fromData(data, TensorOptions.of(dtype));
    }

    /**
     * A tensor with the shape and the elements of a list, as {@link Tensor#tolist} returns it.
     *
     * @param data integers, floating-point numbers and Booleans, or lists of such, nested to any
     *     depth
     * @return a new tensor, of {@code bool} or {@code int64} if that holds all elements, else of
     *     the default dtype
     * @throws IllegalArgumentException if the lists are ragged, or an element is something else
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.tensor.html">torch.tensor</a>
     */
    public static Tensor tensor(Collection<?> data) {
        Arguments.requirePresent(data, "tensor", "data", "a list of numbers");
        return Elements.fromData(data, null);
    }

    /**
     * A tensor with these elements in this shape.
     *
     * @param array a one-dimensional array of primitives
     * @param sizes the sizes
     * @return a new tensor of the matching dtype
     * @throws IllegalArgumentException if the number of elements is not that of the shape
     */
    public static Tensor tensor(Object array, Shape sizes) {
        return Elements.fromArray(array, sizes(sizes));
    }

    /**
     * A tensor with the bits of an array's elements, whatever these are to Java: {@code short} for
     * {@code float16} and {@code bfloat16}, {@code float} alternating between real and imaginary
     * parts for {@code complex64}, {@code byte} for any dtype. What {@link Tensor#toShortArray} and
     * its like return makes an equal tensor again.
     *
     * @param array a one-dimensional array of primitives other than {@code boolean}
     * @param sizes the sizes
     * @param dtype the dtype
     * @return a new tensor
     * @throws IllegalArgumentException if the array's bytes are not as many as the tensor's, or the
     *     dtype is quantized
     */
    public static Tensor fromBits(Object array, Shape sizes, DType dtype) {
        return Elements.fromBits(array, sizes(sizes), dtype);
    }

    /**
     * A tensor with a copy of some memory.
     *
     * @param memory memory of any kind, the elements one after the other in the machine's byte
     *     order
     * @param sizes the sizes
     * @param dtype the dtype
     * @return a new tensor
     * @throws IllegalArgumentException if the memory's bytes are not as many as the tensor's, or
     *     the dtype is quantized
     * @throws IllegalStateException if the memory's arena is closed, or another thread's
     */
    public static Tensor copyOf(MemorySegment memory, Shape sizes, DType dtype) {
        return Elements.copyOf(memory, sizes(sizes), dtype, "copyOf");
    }

    /**
     * A tensor over some memory, without a copy: whoever writes to one writes to the other. The
     * tensor and its views keep the memory alive; when they are gone, only the caller does. The
     * tensor cannot be resized.
     *
     * <p>The memory must be native, writable, of exactly the tensor's bytes however many these are,
     * and at an address that is a multiple of an element's size. It must not be possible to free it
     * while the tensor lives: memory of {@code Arena.global()} and {@code Arena.ofAuto()} is
     * accepted, also as a mapped file, and so is memory that {@code reinterpret} made accessible
     * and whose life the caller answers for; that of a confined or shared arena is refused.
     *
     * @param memory the memory, the elements one after the other in the machine's byte order
     * @param sizes the sizes
     * @param dtype the dtype
     * @return a new tensor
     * @throws IllegalArgumentException if the memory is not such memory, or the dtype is quantized
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.frombuffer.html">torch.frombuffer</a>
     */
    public static Tensor fromMemory(MemorySegment memory, Shape sizes, DType dtype) {
        return MemoryViews.over(memory, sizes(sizes), dtype);
    }

    /**
     * A tensor over what remains of a buffer, without a copy, as {@link #fromMemory(MemorySegment,
     * Shape, DType)}.
     *
     * @param buffer a direct buffer in the machine's byte order
     * @param sizes the sizes
     * @param dtype the dtype
     * @return a new tensor
     * @throws IllegalArgumentException if the buffer is not direct, is read-only, is in another
     *     byte order or does not fit
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.frombuffer.html">torch.frombuffer</a>
     */
    public static Tensor fromMemory(Buffer buffer, Shape sizes, DType dtype) {
        return MemoryViews.over(buffer, sizes(sizes), dtype);
    }

    /**
     * A tensor for another library of the process, in a structure {@code DLManagedTensor} of
     * DLPack's; {@link #toDlpack(Tensor, DlpackCapsule.Form)} makes that of DLPack 1.
     *
     * @param tensor as for {@link #toDlpack(Tensor, DlpackCapsule.Form)}
     * @return a new capsule
     * @throws TorchException as {@link #toDlpack(Tensor, DlpackCapsule.Form)}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/dlpack.html#torch.utils.dlpack.to_dlpack">torch.to_dlpack</a>
     */
    public static DlpackCapsule toDlpack(Tensor tensor) {
        return DlpackCapsule.of(tensor, DlpackCapsule.Form.LEGACY);
    }

    /**
     * A tensor for another library of the process, which shares its elements and keeps them alive.
     * They stay in their place: the storage cannot be resized from now on.
     *
     * @param tensor a strided tensor of any sizes and strides
     * @param form the structure of DLPack's
     * @return a new capsule
     * @throws TorchException if the tensor is on a device that has no memory, requires grad ({@code
     *     detach()} does not), has its conjugate or negative bit set, or is of a quantized dtype or
     *     one of bits, which DLPack has not
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/dlpack.html#torch.utils.dlpack.to_dlpack">torch.to_dlpack</a>
     */
    public static DlpackCapsule toDlpack(Tensor tensor, DlpackCapsule.Form form) {
        return DlpackCapsule.of(tensor, form);
    }

    /**
     * A tensor of another library's, over its memory: what one side writes the other sees, until
     * the last view of the tensor is gone and the structure's deleter is called, on the thread
     * where that happens. A structure that is marked as read-only is copied, as a tensor is not.
     *
     * @param capsule with the tensor; it is empty afterwards, unless this throws
     * @return a new tensor
     * @throws TorchException if what was in the capsule has been taken, or says of itself what
     *     cannot be: another major version of DLPack than 1, sizes or strides that are negative or
     *     too large, a dtype that PyTorch has not, a device that is not there, or an address that
     *     is no multiple of an element's bytes
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/dlpack.html#torch.utils.dlpack.from_dlpack">torch.from_dlpack</a>
     */
    public static Tensor fromDlpack(DlpackCapsule capsule) {
        Arguments.requirePresent(capsule, "fromDlpack", "capsule", "a capsule");
        return capsule.toTensor();
    }

    private static long[] sizes(Shape sizes) {
        Arguments.requirePresent(sizes, "tensor", "sizes", "a shape");
        return sizes.toArray();
    }
}
