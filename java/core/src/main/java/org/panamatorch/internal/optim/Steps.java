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

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the optimizers have in common: counts of steps, states of zeros, the choice of kernels. */
final class Steps {
    // Where one call for many tensors is faster than one each.
    private static final Set<String> FOREACH = Set.of("cuda", "xpu", "mtia", "privateuseone");

    private Steps() {}

    /** Python's word for where a tensor is. */
    static String deviceType(Tensor tensor) {
        return tensor.device().type().name().toLowerCase(Locale.ROOT);
    }

    /** Python's dtype of counts. */
    private static DType dtype(boolean fused) {
        return !fused && Torch.getDefaultDtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
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
            // One tensor for all, which would else be made of the number anew for each.
            AtenForeach._foreach_add__Tensor(steps, scalar(1, steps[0].device(), false), 1.0);
        } else {
            AtenForeach._foreach_add__Scalar(steps, 1);
        }
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
