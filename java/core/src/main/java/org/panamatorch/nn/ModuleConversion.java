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
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Moving the parameters and buffers of a module to other dtypes and devices, in place: the tensors
 * stay the same objects. Only those that leave the meta device, or enter it, are replaced by new
 * ones.
 */
public abstract class ModuleConversion extends ModuleTree {
    ModuleConversion() {}

    /**
     * Moves all parameters and buffers of floating-point and complex dtypes to a dtype.
     *
     * @param dtype a floating-point or complex dtype
     * @return this
     * @throws org.panamatorch.TorchException if it is another
     */
    public Module to(DType dtype) {
        return to(null, dtype);
    }

    /**
     * Moves all parameters and buffers to a device.
     *
     * @param device the device
     * @return this
     * @throws org.panamatorch.TorchException if it is not there, or they are on the meta device
     */
    public Module to(Device device) {
        return to(device, null);
    }

    /**
     * Moves all parameters and buffers to a device.
     *
     * @param device its name, such as {@code cpu} or {@code cuda:1}
     * @return this
     * @throws org.panamatorch.TorchException if it is no device's name, the device is not there, or
     *     they are on the meta device
     */
    public Module to(String device) {
        return to(Device.of(device));
    }

    /**
     * Moves all parameters and buffers to a device, and those of floating-point and complex dtypes
     * to a dtype.
     *
     * @param device the device, or null to leave it
     * @param dtype a floating-point or complex dtype, or null to leave it
     * @return this
     * @throws org.panamatorch.TorchException if the device is not there, the dtype is another, or
     *     they are on the meta device
     */
    public Module to(Device device, DType dtype) {
        if (dtype != null && !dtype.isFloatingPoint() && !dtype.isComplex()) {
            throw Checks.type(
                    "nn.Module.to only accepts floating point or complex dtypes, but got desired"
                            + " dtype="
                            + dtype);
        }
        convert(tensor -> moved(tensor, device, dtype, null), true);
        return self();
    }

    /**
     * Moves all parameters and buffers to the device of another tensor, and those of floating-point
     * and complex dtypes to its dtype.
     *
     * @param other the tensor
     * @return this
     * @throws org.panamatorch.TorchException if its dtype is another
     */
    public final Module to(Tensor other) {
        Arguments.requirePresent(other, "to", "other", "a tensor");
        to(other.device(), other.dtype());
        return self();
    }

    /**
     * Lays the parameters and buffers of four and five dimensions out in a memory format.
     *
     * @param format the format
     * @return this
     * @throws org.panamatorch.TorchException if a number of dimensions does not fit, or a lazy
     *     module has no sizes yet
     */
    public final Module to(MemoryFormat format) {
        requireSizes("dim", modules());
        convert(tensor -> moved(tensor, null, null, format), true);
        return self();
    }

    private static Tensor moved(Tensor tensor, Device device, DType dtype, MemoryFormat format) {
        boolean isNumber = tensor.dtype().isFloatingPoint() || tensor.dtype().isComplex();
        boolean isImage = tensor.dim() == 4 || tensor.dim() == 5;
        if (device != null && device.type() != Device.Type.META && isMeta(tensor)) {
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

    /**
     * Converts all parameters and buffers to a dtype, whatever theirs.
     *
     * @param dtype the dtype
     * @return this
     * @throws org.panamatorch.TorchException if parameters that require gradients cannot have it,
     *     or a lazy module has no sizes yet
     */
    public final Module type(DType dtype) {
        Arguments.requirePresent(dtype, "type", "dtype", "a dtype");
        requireSizes("type", modules());
        convert(tensor -> tensor.to(dtype), true);
        return self();
    }

    /**
     * Moves floating-point parameters and buffers to {@code float32}, as Python's {@code float}.
     *
     * @return this
     */
    public final Module toFloat() {
        convertFloating(DType.FLOAT32);
        return self();
    }

    /**
     * Moves floating-point parameters and buffers to {@code float64}, as Python's {@code double}.
     *
     * @return this
     */
    public final Module toDouble() {
        convertFloating(DType.FLOAT64);
        return self();
    }

    /**
     * Moves floating-point parameters and buffers to {@code float16}.
     *
     * @return this
     */
    public final Module half() {
        convertFloating(DType.FLOAT16);
        return self();
    }

    /**
     * Moves floating-point parameters and buffers to {@code bfloat16}.
     *
     * @return this
     */
    public final Module bfloat16() {
        convertFloating(DType.BFLOAT16);
        return self();
    }

    private void convertFloating(DType dtype) {
        convert(tensor -> tensor.dtype().isFloatingPoint() ? tensor.to(dtype) : tensor, true);
    }

    /**
     * Moves all parameters and buffers to the CPU.
     *
     * @return this
     */
    public final Module cpu() {
        return to(Device.CPU);
    }

    /**
     * Moves all parameters and buffers to the current CUDA device.
     *
     * @return this
     * @throws org.panamatorch.TorchException if there is none
     */
    public final Module cuda() {
        return to(Device.CUDA);
    }

    /**
     * Moves all parameters and buffers to a CUDA device.
     *
     * @param index its number
     * @return this
     * @throws org.panamatorch.TorchException if it is not there
     */
    public final Module cuda(int index) {
        return to(new Device(Device.Type.CUDA, index));
    }

    /**
     * Gives all parameters and buffers memory on a device, without values: what a module on the
     * meta device needs before its state can be loaded.
     *
     * @param device the device
     * @return this
     * @throws org.panamatorch.TorchException if it is not there, or a lazy module has no sizes yet
     */
    public final Module toEmpty(Device device) {
        return toEmpty(device, true);
    }

    /**
     * Gives the parameters and buffers memory on a device, without values.
     *
     * @param device the device
     * @param recurse whether those of the parts get it, too
     * @return this
     * @throws org.panamatorch.TorchException if it is not there, or a lazy module has no sizes yet
     */
    public final Module toEmpty(Device device, boolean recurse) {
        requireSizes("empty_like", recurse ? modules() : List.of(this));
        convert(tensor -> AtenE.empty_like(tensor, null, null, device, null, null), recurse);
        return self();
    }

    /** Refuses lazy modules, before anything is converted, as the operation does in Python. */
    private static void requireSizes(String operation, List<? extends ModuleConversion> modules) {
        for (ModuleConversion module : modules) {
            for (String name : module.uninitialized()) {
                Arguments.tensor(module.own(name), operation, "self");
            }
        }
    }

    private Tensor own(String name) {
        return parameters.containsKey(name) ? parameters.get(name) : buffers.get(name);
    }

    /** Puts what a function makes of each tensor in its place. */
    final void convert(UnaryOperator<Tensor> conversion, boolean recurse) {
        if (recurse) {
            try {
                children().forEach(child -> child.convert(conversion, true));
            } catch (StackOverflowError e) {
                throw tooDeep("to");
            }
        }
        parameters.replaceAll(
                (name, parameter) ->
                        parameter == null ? null : convertParameter(name, parameter, conversion));
        buffers.replaceAll(
                (name, buffer) -> buffer == null ? null : convertBuffer(buffer, conversion));
        converted();
    }

    private Tensor convertParameter(
            String name, Tensor parameter, UnaryOperator<Tensor> conversion) {
        Tensor grad = parameter.grad();
        Tensor result;
        // No detach: a parameter of a lazy module has no size yet.
        try (Tensor plain = parameter.data();
                Tensor converted = conversion.apply(plain)) {
            result = parameter;
            if (isMeta(parameter) == isMeta(converted)) {
                parameter.setData(converted);
            } else {
                result =
                        TensorScope.detach(
                                converted.detach().requiresGrad_(parameter.requiresGrad()));
                if (parameter.isLazy()) {
                    TensorCalls.uninitialize(result, true);
                }
                parameterReplaced(name, result);
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
            if (isMeta(grad) == isMeta(converted)) {
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
        if (isMeta(buffer) != isMeta(converted)) {
            return TensorScope.detach(converted);
        }
        try (converted;
                Tensor plain = converted.detach()) {
            buffer.setData(plain);
        }
        return buffer;
    }

    static boolean isMeta(Tensor tensor) {
        return Required.tensor("Init", "tensor", tensor).device().type() == Device.Type.META;
    }

    /** Called when another tensor has become a parameter of this module. */
    void parameterReplaced(String name, Tensor parameter) {}

    /** Called when the parameters and buffers of this module have been moved. */
    void converted() {}

    /** Gives a parameter or buffer of a lazy module its size, without values. */
    final void materialize(String name, long... size) {
        Tensor tensor = own(name);
        try (Tensor plain = tensor.data();
                Tensor sized = plain.newEmpty(size)) {
            tensor.setData(sized);
        }
        TensorCalls.initialize(tensor);
    }

    /** Takes these parameters and buffers, where they are there, for such without a size. */
    final void markUninitialized(String... names) {
        for (String name : names) {
            if (parameters.get(name) != null) {
                TensorCalls.uninitialize(parameters.get(name), true);
            } else if (buffers.get(name) != null) {
                TensorCalls.uninitialize(buffers.get(name), false);
            }
        }
    }

    /** The names of the module's own parameters and buffers that have no size yet. */
    final List<String> uninitialized() {
        List<String> names = new ArrayList<>();
        for (Map<String, Tensor> tensors : List.of(parameters, buffers)) {
            tensors.forEach(
                    (name, tensor) -> {
                        if (tensor != null && tensor.isLazy()) {
                            names.add(name);
                        }
                    });
        }
        return names;
    }

    /**
     * Whether the module itself, not its parts, has parameters or buffers without a size.
     *
     * @return true for a lazy module that was neither called nor loaded a state
     */
    public final boolean hasUninitializedParams() {
        return !uninitialized().isEmpty();
    }
}
