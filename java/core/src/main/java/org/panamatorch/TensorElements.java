package org.panamatorch;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.elements.ElementArrays;
import org.panamatorch.internal.elements.ItemCalls;
import org.panamatorch.internal.library.PtTensor;

/**
 * Reading elements. All of these copy; {@link Tensor#memory} does not.
 *
 * <p>Unsigned integers come in the signed type of their size, as in Java's own libraries: {@link
 * Byte#toUnsignedInt}, {@link Short#toUnsignedInt}, {@link Integer#toUnsignedLong} and {@link
 * Long#toUnsignedString} read them.
 */
public sealed interface TensorElements permits Tensor {
    /**
     * The only element.
     *
     * @return a {@code Long}, a {@code Double}, for {@code bool} and complex tensors a {@link
     *     Scalar}, or for a {@code uint64} past {@link Long#MAX_VALUE} a {@link
     *     java.math.BigInteger}
     * @throws TorchException if there is not exactly one element
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.item.html">torch.Tensor.item</a>
     */
    default Number item() {
        return PtTensor.tensor_item((Tensor) this);
    }

    /**
     * The only element as a {@code double}.
     *
     * @return its value, the nearest {@code double} to it
     * @throws TorchException if there is not exactly one element, or it is complex
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.item.html">torch.Tensor.item</a>
     */
    default double itemDouble() {
        return ItemCalls.real((Tensor) this, "itemDouble").doubleValue();
    }

    /**
     * The only element as a {@code long}.
     *
     * @return its value; booleans are 0 or 1
     * @throws TorchException if there is not exactly one element, its dtype is floating-point or
     *     complex, or it is a {@code uint64} past {@link Long#MAX_VALUE}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.item.html">torch.Tensor.item</a>
     */
    default long itemLong() {
        return ItemCalls.integer((Tensor) this);
    }

    /**
     * Whether the only element is not zero, as Python's {@code bool(x)}.
     *
     * @return whether it is not
     * @throws TorchException if there is not exactly one element
     */
    default boolean itemBoolean() {
        return ItemCalls.truth((Tensor) this);
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements; for {@code complex64} twice as many,
     *     real and imaginary parts alternating
     * @throws IllegalArgumentException if the dtype is neither {@code float32} nor {@code
     *     complex64}
     */
    default float[] toFloatArray() {
        return (float[])
                ElementArrays.toArray(
                        (Tensor) this, "toFloatArray", float.class, DType.FLOAT32, DType.COMPLEX64);
    }

    /**
     * Copies the elements, as {@link #toFloatArray()} does, to an array that is there already:
     * making a large one takes longer than to copy.
     *
     * @param target an array of {@link Tensor#numel} elements; for {@code complex64} twice as many
     * @return the target
     * @throws IllegalArgumentException if the dtype is another, or the target's length
     */
    default float[] toFloatArray(float[] target) {
        ElementArrays.toArray(
                (Tensor) this, "toFloatArray", target, DType.FLOAT32, DType.COMPLEX64);
        return target;
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements; for {@code complex128} twice as many,
     *     real and imaginary parts alternating
     * @throws IllegalArgumentException if the dtype is neither {@code float64} nor {@code
     *     complex128}
     */
    default double[] toDoubleArray() {
        return (double[])
                ElementArrays.toArray(
                        (Tensor) this,
                        "toDoubleArray",
                        double.class,
                        DType.FLOAT64,
                        DType.COMPLEX128);
    }

    /**
     * Copies the elements, as {@link #toDoubleArray()} does, to an array that is there already:
     * making a large one takes longer than to copy.
     *
     * @param target an array of {@link Tensor#numel} elements; for {@code complex128} twice as many
     * @return the target
     * @throws IllegalArgumentException if the dtype is another, or the target's length
     */
    default double[] toDoubleArray(double[] target) {
        ElementArrays.toArray(
                (Tensor) this, "toDoubleArray", target, DType.FLOAT64, DType.COMPLEX128);
        return target;
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is neither {@code int64} nor {@code uint64}
     */
    default long[] toLongArray() {
        return (long[])
                ElementArrays.toArray(
                        (Tensor) this, "toLongArray", long.class, DType.INT64, DType.UINT64);
    }

    /**
     * Copies the elements, as {@link #toLongArray()} does, to an array that is there already:
     * making a large one takes longer than to copy.
     *
     * @param target an array of {@link Tensor#numel} elements
     * @return the target
     * @throws IllegalArgumentException if the dtype is another, or the target's length
     */
    default long[] toLongArray(long[] target) {
        ElementArrays.toArray((Tensor) this, "toLongArray", target, DType.INT64, DType.UINT64);
        return target;
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is neither {@code int32} nor {@code uint32}
     */
    default int[] toIntArray() {
        return (int[])
                ElementArrays.toArray(
                        (Tensor) this, "toIntArray", int.class, DType.INT32, DType.UINT32);
    }

    /**
     * Copies the elements, as {@link #toIntArray()} does, to an array that is there already: making
     * a large one takes longer than to copy.
     *
     * @param target an array of {@link Tensor#numel} elements
     * @return the target
     * @throws IllegalArgumentException if the dtype is another, or the target's length
     */
    default int[] toIntArray(int[] target) {
        ElementArrays.toArray((Tensor) this, "toIntArray", target, DType.INT32, DType.UINT32);
        return target;
    }

    /**
     * The elements in the order of their indices; for {@code float16} and {@code bfloat16} their
     * bits. {@link Float#float16ToFloat} turns the former into a {@code float}, {@code
     * Float.intBitsToFloat(bits << 16)} the latter.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is none of {@code int16}, {@code uint16},
     *     {@code float16} and {@code bfloat16}
     */
    default short[] toShortArray() {
        return (short[])
                ElementArrays.toArray(
                        (Tensor) this,
                        "toShortArray",
                        short.class,
                        DType.INT16,
                        DType.UINT16,
                        DType.FLOAT16,
                        DType.BFLOAT16);
    }

    /**
     * Copies the elements, as {@link #toShortArray()} does, to an array that is there already:
     * making a large one takes longer than to copy.
     *
     * @param target an array of {@link Tensor#numel} elements
     * @return the target
     * @throws IllegalArgumentException if the dtype is another, or the target's length
     */
    default short[] toShortArray(short[] target) {
        ElementArrays.toArray(
                (Tensor) this,
                "toShortArray",
                target,
                DType.INT16,
                DType.UINT16,
                DType.FLOAT16,
                DType.BFLOAT16);
        return target;
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is not {@code uint16}
     */
    default char[] toCharArray() {
        return (char[])
                ElementArrays.toArray((Tensor) this, "toCharArray", char.class, DType.UINT16);
    }

    /**
     * Copies the elements, as {@link #toCharArray()} does, to an array that is there already:
     * making a large one takes longer than to copy.
     *
     * @param target an array of {@link Tensor#numel} elements
     * @return the target
     * @throws IllegalArgumentException if the dtype is another, or the target's length
     */
    default char[] toCharArray(char[] target) {
        ElementArrays.toArray((Tensor) this, "toCharArray", target, DType.UINT16);
        return target;
    }

    /**
     * The elements in the order of their indices.
     *
     * @return a new array of {@link Tensor#numel} elements
     * @throws IllegalArgumentException if the dtype is not {@code bool}
     */
    default boolean[] toBooleanArray() {
        return (boolean[])
                ElementArrays.toArray((Tensor) this, "toBooleanArray", boolean.class, DType.BOOL);
    }

    /**
     * Copies the elements, as {@link #toBooleanArray()} does, to an array that is there already:
     * making a large one takes longer than to copy.
     *
     * @param target an array of {@link Tensor#numel} elements
     * @return the target
     * @throws IllegalArgumentException if the dtype is another, or the target's length
     */
    default boolean[] toBooleanArray(boolean[] target) {
        ElementArrays.toArray((Tensor) this, "toBooleanArray", target, DType.BOOL);
        return target;
    }

    /**
     * The elements' bytes in the order of their indices and the machine's byte order, whatever the
     * dtype.
     *
     * @return a new array of {@link Tensor#numel} times {@link DType#itemSize} bytes
     */
    default byte[] toByteArray() {
        return ElementArrays.toBytes((Tensor) this);
    }

    /**
     * Copies the elements' bytes, as {@link #toByteArray()} does, to an array that is there
     * already.
     *
     * @param target an array of {@link Tensor#numel} times {@link DType#itemSize} bytes
     * @return the target
     * @throws IllegalArgumentException if it has another length
     */
    default byte[] toByteArray(byte[] target) {
        ElementArrays.toBytes((Tensor) this, target);
        return target;
    }

    /**
     * The elements as arrays of arrays, such as {@code float[][]} for a {@code float32} tensor of
     * two dimensions. {@code uint16} comes as {@code char}, the other unsigned integers in the
     * signed type of their size; complex numbers have an innermost level of their real and
     * imaginary part.
     *
     * @return a new array with as many levels as there are dimensions, or the boxed element of a
     *     scalar
     * @throws IllegalArgumentException if no primitive type holds the elements, as for {@code
     *     float16}
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.tolist.html">torch.Tensor.tolist</a>
     */
    default Object toArray() {
        return ElementArrays.toNested((Tensor) this);
    }

    /**
     * The elements as arrays of arrays: {@code float[][] rows = x.toArray(float[][].class)}.
     *
     * @param <T> the array type
     * @param type the array type
     * @return a new array with as many levels as there are dimensions
     * @throws IllegalArgumentException if dtype and dimensions are not those of the type
     */
    default <T> T toArray(Class<T> type) {
        Arguments.requirePresent(type, "toArray", "type", "an array's class");
        Object array = toArray();
        if (!type.isInstance(array)) {
            throw new IllegalArgumentException(
                    "toArray: a "
                            + ((Tensor) this).dtype()
                            + " tensor of "
                            + ((Tensor) this).dim()
                            + " dimensions is a "
                            + array.getClass().getTypeName()
                            + ", expected "
                            + type.getTypeName());
        }
        return type.cast(array);
    }
}
