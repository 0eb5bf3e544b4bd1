package org.panamatorch.internal.optim;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.optim.ParameterState;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parameter that has a gradient.
 *
 * @param parameter the parameter
 * @param gradient its gradient
 * @param state what the optimizer keeps for it
 */
record Trained(Tensor parameter, Tensor gradient, ParameterState state) {
    Tensor kept(String name) {
        return state.tensor(name);
    }

    /** Refuses a sparse gradient, in Python's words. */
    void requireDense(String optimizer) {
        if (gradient.isSparse()) {
            throw new TorchException(
                    Kind.RUNTIME, optimizer + " does not support sparse gradients");
        }
    }

    /** A tensor as its real and imaginary parts where the parameter is complex. */
    Tensor real(Tensor tensor) {
        return parameter.isComplex() ? AtenV.view_as_real(tensor) : tensor;
    }

    /** The state under a name, as {@link #real}. */
    Tensor realKept(String name) {
        return real(kept(name));
    }

    private record Place(Device device, DType dtype) {}

    /** Those whose parameters share a device and a dtype, which one call can change together. */
    static Collection<List<Trained>> byPlace(List<Trained> all) {
        Map<Place, List<Trained>> places = new LinkedHashMap<>();
        for (Trained each : all) {
            places.computeIfAbsent(
                            new Place(each.parameter.device(), each.parameter.dtype()),
                            _ -> new ArrayList<>())
                    .add(each);
        }
        return places.values();
    }
}
