package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.aten.AtenE;
import org.panamatorch.internal.aten.AtenT;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.TensorCalls;
import org.panamatorch.internal.library.PtAutograd;
import org.panamatorch.internal.nn.Checks;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Moving the parameters and buffers of a module to other dtypes and devices, in place: the tensors
 * stay the same objects. Only those that LibTorch cannot change so are replaced by new ones, as in
 * Python: that leave or enter the meta device, or one of a backend outside of LibTorch.
 */
final class ModuleConversion {
    private ModuleConversion() {}

    static void to(Module module, Device device, DType dtype) {
        if (dtype != null && !dtype.isFloatingPoint() && !dtype.isComplex()) {
            throw Checks.type(
                    "nn.Module.to only accepts floating point or complex dtypes, but got desired"
                            + " dtype="
                            + dtype);
        }
        convert(module, tensor -> moved(tensor, device, dtype, null), true);
    }

    static void to(Module module, MemoryFormat format) {
        requireSizes("dim", module.modules());
        convert(module, tensor -> moved(tensor, null, null, format), true);
    }

    private static Tensor moved(Tensor tensor, Device device, DType dtype, MemoryFormat format) {
        boolean isNumber = tensor.dtype().isFloatingPoint() || tensor.dtype().isComplex();
        boolean isImage = tensor.dim() == 4 || tensor.dim() == 5;
        if (device != null && device.type() != Device.Type.META && tensor.isMeta()) {
            throw Checks.notImplemented(
                    "Cannot copy out of meta tensor; no data! Please use torch.nn.Module.to_empty()"
                            + " instead of torch.nn.Module.to() when moving module from meta to a"
                            + " different device.");
        }
        return AtenT.to_dtype_layout(
                tensor,
                isNumber ? dtype : null,
                null,
                device,
                null,
                false,
                false,
                isImage ? format : null);
    }

    static void type(Module module, DType dtype) {
        Arguments.requirePresent(dtype, "type", "dtype", "a dtype");
        requireSizes("type", module.modules());
        convert(module, tensor -> tensor.to(dtype), true);
    }

    /** Moves tensors of floating-point dtypes only. */
    static void floating(Module module, DType dtype) {
        convert(
                module,
                tensor -> tensor.dtype().isFloatingPoint() ? tensor.to(dtype) : tensor,
                true);
    }

    static void empty(Module module, Device device, boolean recurse) {
        requireSizes("empty_like", recurse ? module.modules() : List.of(module));
        convert(
                module,
                tensor -> AtenE.empty_like(tensor, null, null, device, null, null),
                recurse);
    }

    /** Refuses lazy modules before anything is converted. */
    private static void requireSizes(String operation, List<Module> modules) {
        modules.forEach(module -> module.tree.requireSizes(operation));
    }

    /** Puts what a function makes of each tensor in its place. */
    private static void convert(Module module, UnaryOperator<Tensor> conversion, boolean recurse) {
        if (recurse) {
            module.tree.forEachChild("to", child -> convert(child, conversion, true));
        }
        module.tree.parameters.replaceAll(
                (name, parameter) ->
                        parameter == null
                                ? null
                                : convertParameter(module, name, parameter, conversion));
        module.tree.buffers.replaceAll(
                (name, buffer) -> buffer == null ? null : convertBuffer(buffer, conversion));
        module.converted();
    }

    private static Tensor convertParameter(
            Module module, String name, Tensor parameter, UnaryOperator<Tensor> conversion) {
        Tensor grad = parameter.grad();
        Tensor result;
        // No detach: a parameter of a lazy module has no size yet.
        try (Tensor plain = parameter.data();
                Tensor converted = conversion.apply(plain)) {
            result = parameter;
            if (PtAutograd.tensor_can_set_data(parameter, converted)) {
                parameter.setData(converted);
            } else {
                result =
                        TensorScope.release(
                                converted.detach().requiresGrad_(parameter.requiresGrad()));
                if (parameter.isLazy()) {
                    TensorCalls.uninitialize(result, true);
                }
                module.parameterReplaced(name, result);
            }
        }
        if (grad != null) {
            convertGradient(result, grad, conversion);
        }
        return result;
    }

    private static void convertGradient(
            Tensor parameter, Tensor grad, UnaryOperator<Tensor> conversion) {
        try (grad;
                Tensor plain = grad.detach();
                Tensor converted = conversion.apply(plain)) {
            if (PtAutograd.tensor_can_set_data(grad, converted)) {
                grad.setData(converted);
            } else {
                parameter.setGrad(converted.detach().requiresGrad_(grad.requiresGrad()));
            }
        }
    }

    private static Tensor convertBuffer(Tensor buffer, UnaryOperator<Tensor> conversion) {
        if (!buffer.isLazy()) {
            return replaced(buffer, conversion.apply(buffer));
        }
        try (Tensor plain = buffer.data()) {
            Tensor result = replaced(buffer, conversion.apply(plain));
            TensorCalls.uninitialize(result, false);
            return result;
        }
    }

    private static Tensor replaced(Tensor buffer, Tensor converted) {
        if (converted == buffer) {
            return buffer;
        }
        if (!PtAutograd.tensor_can_set_data(buffer, converted)) {
            return TensorScope.release(converted);
        }
        try (converted;
                Tensor plain = converted.detach()) {
            buffer.setData(plain);
        }
        return buffer;
    }
}
