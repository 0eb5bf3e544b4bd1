package org.panamatorch.internal.amp;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.call.ModeCalls;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.ParameterGroup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether an optimizer's gradients have infinite elements or some that are not numbers: for each
 * device a number that is not 0 if they do.
 */
public final class FoundInfs implements AutoCloseable {
    /** None yet. */
    public static final FoundInfs NONE = new FoundInfs(Map.of());

    private final Map<Device, Tensor> byDevice;

    private FoundInfs(Map<Device, Tensor> byDevice) {
        this.byDevice = byDevice;
    }

    private record Place(Device device, DType dtype) {}

    /**
     * Looks at an optimizer's gradients and multiplies them.
     *
     * @param optimizer the optimizer
     * @param inverse the factor
     * @param allowsHalf whether gradients may be of {@code float16}
     * @return what was found
     */
    public static FoundInfs unscaled(Optimizer optimizer, Tensor inverse, boolean allowsHalf) {
        return ModeCalls.withGrad(false, () -> unscaledQuietly(optimizer, inverse, allowsHalf));
    }

    private static FoundInfs unscaledQuietly(
            Optimizer optimizer, Tensor inverse, boolean allowsHalf) {
        Map<Place, List<Tensor>> places = new LinkedHashMap<>();
        for (ParameterGroup<?> group : optimizer.parameterGroups()) {
            for (Tensor parameter : group.parameters()) {
                Tensor elements = elements(parameter, allowsHalf);
                if (elements != null) {
                    places.computeIfAbsent(
                                    new Place(elements.device(), elements.dtype()),
                                    _ -> new ArrayList<>())
                            .add(elements);
                }
            }
        }
        Map<Device, Tensor> found = new LinkedHashMap<>();
        places.forEach(
                (place, gradients) ->
                        AtenA._amp_foreach_non_finite_check_and_unscale_(
                                gradients.toArray(Tensor[]::new),
                                found.computeIfAbsent(
                                        place.device,
                                        device -> TensorScope.release(number(0, device))),
                                inverse.to(place.device)));
        return new FoundInfs(found);
    }

    /** The stored values of a gradient; null without one. */
    private static Tensor elements(Tensor parameter, boolean allowsHalf) {
        Tensor gradient = parameter.grad();
        if (gradient == null) {
            return null;
        }
        boolean isHalf = gradient.dtype() == DType.FLOAT16;
        if (isHalf && !allowsHalf) {
            throw new TorchException(Kind.VALUE, "Attempting to unscale FP16 gradients.");
        }
        if (!gradient.isSparse()) {
            return gradient;
        }
        if (isHalf) {
            // The sum of several elements with the same index may be infinite where none of them
            // is.
            gradient = gradient.coalesce();
            parameter.setGrad(gradient);
        }
        return AtenV._values(gradient);
    }

    /**
     * A number where kernels read it.
     *
     * @param value the number
     * @param device the device
     * @return a tensor of {@code float32}
     */
    public static Tensor number(double value, Device device) {
        return Torch.full(Shape.of(), value, TensorOptions.of(DType.FLOAT32).device(device));
    }

    /**
     * Whether no gradient was looked at.
     *
     * @return true if none was
     */
    public boolean isEmpty() {
        return byDevice.isEmpty();
    }

    /**
     * Whether any was found.
     *
     * @return true if one was
     */
    public boolean any() {
        return byDevice.values().stream().mapToDouble(Tensor::itemDouble).sum() != 0;
    }

    /**
     * The sum of all that was found.
     *
     * @param all what was found, of several optimizers
     * @param device where the sum is to be
     * @return a new tensor, not 0 if any was found; null where no gradient was looked at
     */
    public static Tensor sum(Collection<FoundInfs> all, Device device) {
        Tensor sum = null;
        for (FoundInfs each : all) {
            for (Tensor found : each.byDevice.values()) {
                Tensor here = found.to(device);
                sum = sum == null ? here.clone() : sum.add_(here);
            }
        }
        return sum;
    }

    @Override
    public void close() {
        byDevice.values().forEach(Tensor::close);
    }
}
