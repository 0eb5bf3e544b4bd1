package org.panamatorch.internal.elements;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.DefaultDevice;
import org.panamatorch.internal.call.TensorCalls;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.library.PtRuntime;
import org.panamatorch.internal.load.NativeLibrary;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;

/** Copies elements from Java's numbers, arrays and memory into tensors. */
public final class Elements {
    private static final String EXPECTED =
            "a number, or a (nested) array of float, double, long, int, short, char, byte or"
                    + " boolean, or a (nested) list";

    private Elements() {}

    /**
     * A new tensor from what {@code torch.tensor} takes.
     *
     * @param data a number, a Boolean, lists of such, or an array as for {@link #fromArray}
     * @param options the tensor's dtype, device and autograd, or null
     * @return the tensor
     */
    public static Tensor fromData(Object data, TensorOptions options) {
        NativeLibrary.load();
        TensorOptions chosen = options == null ? TensorOptions.DEFAULT : options;
        if (chosen.layout() != null && chosen.layout() != Layout.STRIDED) {
            throw new IllegalArgumentException(
                    "tensor: layout is " + chosen.layout() + ", expected " + Layout.STRIDED);
        }
        if (data instanceof Collection<?> list) {
            NestedElements elements = NestedElements.of(list);
            Tensor tensor = fromArray(elements.toArray(), elements.sizes());
            return finished(
                    tensor,
                    chosen.dtype() == null && elements.isFloatingPoint()
                            ? chosen.dtype(PtRuntime.get_default_dtype())
                            : chosen);
        }
        return finished(made(data, chosen), chosen);
    }

    private static Tensor made(Object data, TensorOptions options) {
        return switch (data) {
            case Number number -> fromNumber(number, options.dtype());
            case Boolean value -> fromNumber(Scalar.of(value), options.dtype());
            case null, default -> fromArray(data, null);
        };
    }

    private static Tensor fromNumber(Number number, DType dtype) {
        return AtenS.scalar_tensor(
                number, dtype == null ? dtype(number) : dtype, null, Device.CPU, null);
    }

    // As Python infers it for its own numbers.
    private static DType dtype(Number number) {
        return switch (number) {
            case Float _, Double _ -> null;
            case Scalar scalar when scalar.isBoolean() -> DType.BOOL;
            case Scalar _ ->
                    switch (PtRuntime.get_default_dtype()) {
                        case FLOAT64 -> DType.COMPLEX128;
                        case FLOAT16 -> DType.COMPLEX32;
                        default -> DType.COMPLEX64;
                    };
            default -> DType.INT64;
        };
    }

    private static Tensor finished(Tensor tensor, TensorOptions options) {
        Tensor result = tensor;
        boolean pinned = Boolean.TRUE.equals(options.pinnedMemory());
        Device device = DefaultDevice.or(options.device());
        if (options.dtype() != null || device != null || pinned) {
            result =
                    tensor.to(
                            options.layout(null).device(device).pinnedMemory(pinned ? true : null));
            tensor.close();
        }
        if (options.requiresGrad()) {
            PtAutograd.tensor_set_requires_grad(result, true);
        }
        return result;
    }

    /**
     * A new CPU tensor with the elements of an array.
     *
     * @param array an array of primitives, or arrays of such, nested to any depth and all of the
     *     same length at each level
     * @param sizes the tensor's sizes, or null for those of the array
     * @return the tensor, of the array's dtype
     * @throws IllegalArgumentException if the array is ragged or of another type, or the sizes do
     *     not fit
     */
    public static Tensor fromArray(Object array, long[] sizes) {
        NativeLibrary.load();
        Arguments.requirePresent(array, "tensor", "data", EXPECTED);
        ElementType type = elementType(array);
        long[] nested = nestedSizes(array);
        long[] wanted = sizes == null ? nested : sizes;
        long count = product(nested, "tensor");
        if (product(wanted, "tensor") != count) {
            throw new IllegalArgumentException(
                    "tensor: "
                            + count
                            + " elements do not fill the shape "
                            + Arrays.toString(wanted));
        }
        Tensor tensor = empty(wanted, type.dtype());
        copyIn(
                array,
                nested,
                0,
                TensorCalls.data(tensor, count * type.byteSize(), "tensor"),
                0,
                type);
        Arguments.keepAlive(tensor);
        return tensor;
    }

    private static Tensor empty(long[] sizes, DType dtype) {
        return AtenE.empty_memory_format(sizes, dtype, Layout.STRIDED, Device.CPU, false, null);
    }

    private static ElementType elementType(Object array) {
        Class<?> component = array.getClass();
        while (component.isArray()) {
            component = component.getComponentType();
        }
        ElementType type = array.getClass().isArray() ? ElementType.of(component) : null;
        if (type == null) {
            throw new IllegalArgumentException(
                    "tensor: argument 'data' is a "
                            + array.getClass().getTypeName()
                            + ", expected "
                            + EXPECTED);
        }
        return type;
    }

    static long product(long[] sizes, String operation) {
        long product = 1;
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        operation + ": negative size in " + Arrays.toString(sizes));
            }
            product = times(product, size, sizes, operation);
        }
        return product;
    }

    private static long times(long count, long factor, long[] sizes, String operation) {
        if (Math.multiplyHigh(count, factor) != 0 || count * factor < 0) {
            throw new IllegalArgumentException(
                    operation
                            + ": sizes "
                            + Arrays.toString(sizes)
                            + " are of more elements than an address has values");
        }
        return count * factor;
    }

    private static long[] nestedSizes(Object array) {
        int depth = 0;
        for (Class<?> type = array.getClass(); type.isArray(); type = type.getComponentType()) {
            depth++;
        }
        long[] sizes = new long[depth];
        Object level = array;
        for (int i = 0; i < depth; i++) {
            sizes[i] = Array.getLength(level);
            if (sizes[i] == 0 || i + 1 == depth) {
                break;
            }
            level = Array.get(level, 0);
            Arguments.requirePresent(level, "tensor", "data", "arrays at every level");
        }
        return sizes;
    }

    /** For data with parts of several lengths at a level. */
    static IllegalArgumentException ragged(long[] sizes, int level, int length) {
        return new IllegalArgumentException(
                "tensor: argument 'data' is ragged: expected length "
                        + sizes[level]
                        + " at dimension "
                        + level
                        + ", but got "
                        + length);
    }

    /** Returns the offset behind what was copied. */
    private static long copyIn(
            Object array,
            long[] sizes,
            int level,
            MemorySegment memory,
            long start,
            ElementType type) {
        Arguments.requirePresent(array, "tensor", "data", "arrays at every level");
        int length = Array.getLength(array);
        if (length != sizes[level]) {
            throw ragged(sizes, level, length);
        }
        if (level + 1 == sizes.length) {
            type.copy(array, length, memory, start);
            return start + length * type.byteSize();
        }
        long offset = start;
        for (Object element : (Object[]) array) {
            offset = copyIn(element, sizes, level + 1, memory, offset, type);
        }
        return offset;
    }

    /**
     * A new CPU tensor with the bits of an array's elements.
     *
     * @param array an array of primitives other than boolean
     * @param sizes the tensor's sizes
     * @param dtype the tensor's dtype
     * @return the tensor
     * @throws IllegalArgumentException if the array is no such array, its bytes do not fill the
     *     sizes, or the dtype is quantized
     */
    public static Tensor fromBits(Object array, long[] sizes, DType dtype) {
        NativeLibrary.load();
        Arguments.requirePresent(array, "fromBits", "array", "an array of primitives");
        MemorySegment bits = ElementType.memoryOf(array);
        if (bits == null) {
            throw new IllegalArgumentException(
                    "fromBits: argument 'array' is a "
                            + array.getClass().getTypeName()
                            + ", expected an array of float, double, long, int, short, char or"
                            + " byte");
        }
        return copyOf(bits, sizes, dtype, "fromBits");
    }

    /**
     * A new CPU tensor with a copy of some memory.
     *
     * @param memory the memory, native or not
     * @param sizes the tensor's sizes
     * @param dtype the tensor's dtype
     * @param operation for the error
     * @return the tensor
     * @throws IllegalArgumentException if the memory does not fill the sizes, or the dtype is
     *     quantized
     * @throws IllegalStateException if the memory's arena is closed, or another thread's
     */
    public static Tensor copyOf(MemorySegment memory, long[] sizes, DType dtype, String operation) {
        NativeLibrary.load();
        Arguments.requirePresent(memory, operation, "memory", "memory");
        requireFit(memory, sizes, dtype, operation);
        requireAccess(memory, operation, "memory");
        Tensor tensor = empty(sizes, dtype);
        if (memory.byteSize() > 0) {
            MemorySegment.copy(
                    memory,
                    0,
                    TensorCalls.data(tensor, memory.byteSize(), operation),
                    0,
                    memory.byteSize());
        }
        Arguments.keepAlive(tensor);
        return tensor;
    }

    /** Refuses memory of an arena that is closed, or another thread's. */
    static void requireAccess(MemorySegment memory, String operation, String argument) {
        if (!memory.scope().isAlive()) {
            throw new IllegalStateException(
                    operation + ": the arena of argument '" + argument + "' is closed");
        }
        if (!memory.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalStateException(
                    operation + ": argument '" + argument + "' belongs to another thread");
        }
    }

    static void requireFit(MemorySegment memory, long[] sizes, DType dtype, String operation) {
        Arguments.requirePresent(dtype, operation, "dtype", "a dtype");
        if (dtype.isQuantized()) {
            throw new IllegalArgumentException(
                    operation
                            + ": "
                            + dtype
                            + " elements need a scale; quantize a float tensor with"
                            + " Torch.quantizePerTensor");
        }
        long expected = times(product(sizes, operation), dtype.itemSize(), sizes, operation);
        if (memory.byteSize() != expected) {
            throw new IllegalArgumentException(
                    operation
                            + ": a "
                            + dtype
                            + " tensor of sizes "
                            + Arrays.toString(sizes)
                            + " has "
                            + expected
                            + " bytes, but "
                            + memory.byteSize()
                            + " were given");
        }
    }
}
