package org.panamatorch.internal.print;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;

import java.util.Locale;

/** The names of tensors' types in PyTorch's older way. */
public final class TypeNames {
    private TypeNames() {}

    /**
     * The name of a tensor's type.
     *
     * @param tensor the tensor
     * @return a text such as {@code torch.FloatTensor}
     * @throws TorchException if its layout has no such name
     */
    public static String of(Tensor tensor) {
        String device = tensor.device().isCpu() ? "" : name(tensor.device().type()) + ".";
        String layout = tensor.layout() == Layout.STRIDED ? "" : layout(tensor.layout());
        return "torch." + device + layout + element(tensor.dtype()) + "Tensor";
    }

    private static String name(Device.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String layout(Layout layout) {
        return switch (layout) {
            case SPARSE_COO -> "sparse.";
            case MKLDNN -> "mkldnn.";
            default ->
                    throw new TorchException(
                            TorchException.Kind.RUNTIME,
                            "Unimplemented backend for a tensor of layout " + layout);
        };
    }

    private static String element(DType dtype) {
        return switch (dtype) {
            case UINT8 -> "Byte";
            case INT8 -> "Char";
            case INT16 -> "Short";
            case INT32 -> "Int";
            case INT64 -> "Long";
            case FLOAT16 -> "Half";
            case FLOAT32 -> "Float";
            case FLOAT64 -> "Double";
            case BFLOAT16 -> "BFloat16";
            case COMPLEX32 -> "ComplexHalf";
            case COMPLEX64 -> "ComplexFloat";
            case COMPLEX128 -> "ComplexDouble";
            case UINT16 -> "UInt16";
            case UINT32 -> "UInt32";
            case UINT64 -> "UInt64";
            default -> {
                String name = dtype.bareName();
                yield Character.toUpperCase(name.charAt(0)) + name.substring(1);
            }
        };
    }
}
