package org.panamatorch.internal.call;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;

/**
 * The arguments of sparse tensors' constructors, converted as Python converts them. Those that are
 * null or closed are left to the operator, which refuses them.
 */
public final class SparseArguments {
    private SparseArguments() {}

    /**
     * Coordinates as the operator wants them.
     *
     * @param indices (D, nnz)
     * @return the same as {@code int64}
     */
    public static Tensor indices(Tensor indices) {
        return isUsable(indices) ? indices.to(DType.INT64) : indices;
    }

    /**
     * The values with what was asked for.
     *
     * @param values the values
     * @param dtype the dtype, or null for theirs
     * @param device the device, or null for theirs
     * @return the same, or a converted copy
     */
    public static Tensor values(Tensor values, DType dtype, Device device) {
        Tensor typed = isUsable(values) && dtype != null ? values.to(dtype) : values;
        return isUsable(typed) && device != null ? typed.to(device) : typed;
    }

    /**
     * The dtype of the tensor.
     *
     * @param values its values
     * @param dtype what was asked for, or null
     * @return that, or else that of the values
     */
    public static DType dtype(Tensor values, DType dtype) {
        return dtype == null && isUsable(values) ? values.dtype() : dtype;
    }

    /**
     * The device of the tensor.
     *
     * @param values its values
     * @param device what was asked for, or null
     * @return that, or else that of the values
     */
    public static Device device(Tensor values, Device device) {
        return device == null && isUsable(values) ? values.device() : device;
    }

    private static boolean isUsable(Tensor tensor) {
        return tensor != null && !tensor.isClosed();
    }
}
