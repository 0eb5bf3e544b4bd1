package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Tensor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collections of parameters as Python prints them. */
final class ParameterText {
    private static final Map<DType, String> TYPES =
            Map.of(
                    DType.FLOAT32, "Float",
                    DType.FLOAT64, "Double",
                    DType.FLOAT16, "Half",
                    DType.INT64, "Long",
                    DType.INT32, "Int",
                    DType.INT16, "Short",
                    DType.INT8, "Char",
                    DType.UINT8, "Byte",
                    DType.BFLOAT16, "BFloat16",
                    DType.BOOL, "Bool");

    private ParameterText() {}

    static String of(Map<String, Tensor> parameters, Function<Tensor, String> type) {
        return parameters.entrySet().stream()
                .map(entry -> "  (" + entry.getKey() + "): " + line(entry.getValue(), type))
                .collect(Collectors.joining("\n"));
    }

    private static String line(Tensor tensor, Function<Tensor, String> type) {
        if (tensor == null) {
            return "Object of type: NoneType";
        }
        String size =
                tensor.isLazy()
                        ? "0"
                        : Arrays.stream(tensor.sizes())
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining("x"));
        String device = tensor.device().isCuda() ? " (" + tensor.device() + ")" : "";
        return "Parameter containing: [" + type.apply(tensor) + " of size " + size + device + "]";
    }

    /** Python's oldest name of the type, such as {@code torch.FloatTensor}. */
    static String typeName(Tensor tensor) {
        String place =
                tensor.device().isCpu()
                        ? ""
                        : tensor.device().type().name().toLowerCase(Locale.ROOT) + ".";
        String name =
                TYPES.getOrDefault(
                        tensor.dtype(),
                        tensor.dtype() == DType.COMPLEX64
                                ? "ComplexFloat"
                                : tensor.dtype() == DType.COMPLEX128
                                        ? "ComplexDouble"
                                        : tensor.dtype().bareName());
        return "torch." + place + name + "Tensor";
    }
}
