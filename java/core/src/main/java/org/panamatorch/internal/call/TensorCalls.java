package org.panamatorch.internal.call;

import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.internal.binding.PanamaTorch;
import org.panamatorch.internal.library.PtTensor;
import org.panamatorch.internal.memory.TensorFields;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Facts about a tensor, read in its memory, and called for where that does not tell. */
public final class TensorCalls {
    private TensorCalls() {}

    private static MemorySegment self(Tensor self, String operation) {
        return Arguments.tensor(self, operation, "self");
    }

    /**
     * The dtype's code.
     *
     * @param self the tensor
     * @return a code
     */
    public static long dtype(Tensor self) {
        MemorySegment tensor = self(self, "dtype");
        long code = TensorFields.dtype(tensor.address());
        if (code == TensorFields.UNKNOWN) {
            code = Critical.dtype(tensor);
        }
        Arguments.keepAlive(self);
        return code;
    }

    /**
     * The device.
     *
     * @param self the tensor
     * @return the device
     */
    public static Device device(Tensor self) {
        MemorySegment tensor = self(self, "device");
        Device device =
                TensorFields.isDenseOnCpu(tensor.address())
                        ? Device.CPU
                        : Results.device(Critical.device(tensor));
        Arguments.keepAlive(self);
        return device;
    }

    /**
     * The layout's code.
     *
     * @param self the tensor
     * @return a code
     */
    public static long layout(Tensor self) {
        MemorySegment tensor = self(self, "layout");
        long code =
                TensorFields.isDenseOnCpu(tensor.address())
                        ? Layout.STRIDED.code()
                        : Critical.layout(tensor);
        Arguments.keepAlive(self);
        return code;
    }

    /**
     * Whether a tensor is nested.
     *
     * @param self the tensor
     * @return true if it is
     */
    public static boolean isNested(Tensor self) {
        MemorySegment tensor = self(self, "isNested");
        boolean nested =
                !TensorFields.isDenseOnCpu(tensor.address())
                        && PanamaTorch.pt_tensor_is_nested(tensor) != 0;
        Arguments.keepAlive(self);
        return nested;
    }

    /**
     * How many dimensions there are.
     *
     * @param self the tensor
     * @return the count
     */
    public static int dim(Tensor self) {
        return dim(self, "dim");
    }

    private static int dim(Tensor self, String operation) {
        MemorySegment tensor = self(self, operation);
        long dim = TensorFields.dim(tensor.address());
        if (dim == TensorFields.UNKNOWN) {
            dim = Critical.dim(tensor);
        }
        Arguments.keepAlive(self);
        return (int) dim;
    }

    /**
     * The sizes.
     *
     * @param self the tensor
     * @return a new array
     */
    public static long[] sizes(Tensor self) {
        long[] sizes = TensorFields.sizes(self(self, "sizes").address());
        Arguments.keepAlive(self);
        return sizes == null ? calledSizes(self) : sizes;
    }

    private static long[] calledSizes(Tensor self) {
        try (Frame frame = Frame.open()) {
            int dim = dim(self, "sizes");
            MemorySegment ret = frame.slots(dim);
            Failure.check(PanamaTorch.pt_tensor_sizes(self(self, "sizes"), ret, dim), "sizes");
            Arguments.keepAlive(self);
            return longs(ret, dim);
        }
    }

    /**
     * One size, where it can be had without a call.
     *
     * @param self the tensor
     * @param dim the dimension, counted from the end where it is negative
     * @return the size, or -2 for what {@link #sizes} has to tell, and where there is no such
     *     dimension
     */
    public static long knownSize(Tensor self, int dim) {
        long size = TensorFields.size(self(self, "sizes").address(), dim);
        Arguments.keepAlive(self);
        return size;
    }

    /**
     * The strides.
     *
     * @param self the tensor
     * @return a new array
     */
    public static long[] strides(Tensor self) {
        long[] strides = TensorFields.strides(self(self, "strides").address());
        Arguments.keepAlive(self);
        return strides == null ? calledStrides(self) : strides;
    }

    private static long[] calledStrides(Tensor self) {
        try (Frame frame = Frame.open()) {
            int dim = dim(self, "strides");
            MemorySegment ret = frame.slots(dim);
            Failure.check(
                    PanamaTorch.pt_tensor_strides(self(self, "strides"), ret, dim),
                    "strides",
                    "self",
                    self);
            Arguments.keepAlive(self);
            return longs(ret, dim);
        }
    }

    private static long[] longs(MemorySegment words, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = words.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
        return values;
    }

    /**
     * How many elements there are.
     *
     * @param self the tensor
     * @return the count
     */
    public static long numel(Tensor self) {
        long value = TensorFields.numel(self(self, "numel").address());
        Arguments.keepAlive(self);
        return value == TensorFields.UNKNOWN ? PtTensor.tensor_numel(self) : value;
    }

    /**
     * Where in its storage the tensor begins.
     *
     * @param self the tensor
     * @return the distance in elements
     */
    public static long storageOffset(Tensor self) {
        long value = TensorFields.storageOffset(self(self, "storageOffset").address());
        Arguments.keepAlive(self);
        return value == TensorFields.UNKNOWN ? PtTensor.tensor_storage_offset(self) : value;
    }

    /**
     * The address of the first element of a dense tensor.
     *
     * @param self the tensor, which the caller keeps reachable as long as it uses the memory
     * @param bytes how many bytes to make accessible
     * @param operation for the error
     * @return the memory
     */
    public static MemorySegment data(Tensor self, long bytes, String operation) {
        try (Frame frame = Frame.open()) {
            MemorySegment ret = frame.slot();
            Failure.check(
                    PanamaTorch.pt_tensor_data(self(self, operation), ret),
                    operation,
                    "self",
                    self);
            return ret.get(ValueLayout.ADDRESS, 0).reinterpret(bytes);
        }
    }

    /**
     * Refuses whatever needs the size of a parameter or buffer of a lazy module, until {@link
     * #initialize}.
     *
     * @param tensor the tensor
     * @param isParameter whether it is a parameter, and not a buffer
     */
    public static void uninitialize(Tensor tensor, boolean isParameter) {
        TensorAccess.get().handle(tensor).uninitialize(isParameter);
    }

    /**
     * Whether this is a parameter of a lazy module without a size.
     *
     * @param tensor the tensor
     * @return true between {@link #uninitialize} and {@link #initialize}
     */
    public static boolean isUninitializedParameter(Tensor tensor) {
        return TensorAccess.get().handle(tensor).isUninitializedParameter();
    }

    /**
     * Allows everything again.
     *
     * @param tensor the tensor
     */
    public static void initialize(Tensor tensor) {
        TensorAccess.get().handle(tensor).initialize();
    }
}
