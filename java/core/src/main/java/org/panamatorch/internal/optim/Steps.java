package org.panamatorch.internal.optim;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.aten.AtenZ;
import org.panamatorch.internal.library.PtOptim;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts of steps, states of zeros and the choice of kernels, for all optimizers. */
final class Steps {
    // Where one call for many tensors is faster than one each.
    private static final Set<String> FOREACH = Set.of("cuda", "xpu", "mtia", "privateuseone");

    // Made once, as every step asks for each parameter's.
    private static final Map<Device.Type, String> WORDS = new EnumMap<>(Device.Type.class);

    static {
        for (Device.Type type : Device.Type.values()) {
            WORDS.put(type, type.name().toLowerCase(Locale.ROOT));
        }
    }

    private Steps() {}

    /** Python's word for where a tensor is. */
    static String deviceType(Tensor tensor) {
        return WORDS.get(tensor.device().type());
    }

    /** Python's dtype of counts. */
    private static DType dtype(boolean fused) {
        return !fused && Torch.getDefaultDtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    }

    /** A number as {@code torch.as_tensor} makes a tensor of it, in the default dtype. */
    static double rounded(double value) {
        return switch (Torch.getDefaultDtype()) {
            case FLOAT64 -> value;
            case FLOAT32 -> (float) value;
            default -> Torch.full(Shape.of(), value).itemDouble();
        };
    }

    /** A tensor of one number, on the CPU unless a kernel of the device reads it. */
    static Tensor scalar(double value, Device device, boolean fused) {
        return Torch.full(Shape.of(), value, TensorOptions.of(dtype(fused)).device(device));
    }

    static Tensor zeroCount(Tensor parameter, boolean onDevice) {
        return scalar(0, onDevice ? parameter.device() : Device.of("cpu"), false);
    }

    static Tensor zerosLike(Tensor tensor) {
        return AtenZ.zeros_like(tensor, null, null, null, null, MemoryFormat.PRESERVE_FORMAT);
    }

    /** A tensor like another one, filled; of a complex one both parts. */
    static Tensor filledLike(Tensor tensor, double value) {
        Tensor filled = zerosLike(tensor);
        (tensor.isComplex() ? AtenV.view_as_real(filled) : filled).fill_(value);
        return filled;
    }

    static boolean isSet(Boolean flag) {
        return flag != null && flag;
    }

    /** Counts one step more for all. */
    static void increment(Tensor[] steps) {
        if (steps[0].device().isCpu()) {
            PtOptim.steps_increment(steps);
        } else {
            AtenForeach._foreach_add__Scalar(steps, 1);
        }
    }

    /** Counts one step more. */
    static Tensor increment(Tensor step) {
        PtOptim.steps_increment(new Tensor[] {step});
        return step;
    }

    /** Whether a step takes the parameters together. */
    static boolean together(Boolean foreach, List<Trained> trained, boolean differentiable) {
        return foreach != null
                ? foreach
                : !differentiable
                        && !trained.isEmpty()
                        && trained.stream()
                                .allMatch(each -> FOREACH.contains(deviceType(each.parameter())));
    }
}
