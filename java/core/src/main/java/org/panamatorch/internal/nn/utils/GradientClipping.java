package org.panamatorch.internal.nn.utils;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Linalg;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.aten.AtenForeach;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Failure;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.utils.UtilsSpecs.TotalNormSpec;
import org.panamatorch.internal.print.PythonFormat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Clipping of gradients. Parameters without a gradient are skipped; gradients change in place.
 *
 * <p>On CUDA devices all gradients of a dtype are computed with at once, unless {@code foreach}
 * says otherwise.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.clip_grad_norm_.html">torch.nn.utils.clip_grad_norm_</a>
 */
@Facade(value = "org.panamatorch.nn.utils.ClipGrad", documents = true)
public final class GradientClipping {
    private static final double EPS = 1e-6;

    private GradientClipping() {}

    private record Group(Device device, DType dtype) {
        boolean isForeach(Boolean foreach) {
            if (Boolean.TRUE.equals(foreach) && !device.isCpu() && !device.isCuda()) {
                throw new TorchException(
                        Kind.RUNTIME,
                        "foreach=True was passed, but can't use the foreach API on "
                                + device.type().name().toLowerCase(Locale.ROOT)
                                + " tensors");
            }
            // Where Python's foreach is on without being asked for.
            return foreach == null ? device.isCuda() : foreach;
        }
    }

    /**
     * Scales gradients such that the norm of all of them together, by default the Euclidean one, is
     * no more than a number.
     *
     * @param parameters whose gradients
     * @param maxNorm the number
     * @return the norm before, a new scalar
     * @throws org.panamatorch.TorchException if the norm is not finite and that is an error, or
     *     {@code foreach} cannot be on a device
     */
    public static Tensor clipGradNorm_(
            Collection<Tensor> parameters, double maxNorm, TotalNormSpec options) {
        Tensor total = getTotalNorm(gradients(parameters, "clipGradNorm_"), options);
        clipGradsWithNorm_(parameters, maxNorm, total, options.foreach());
        return total;
    }

    /**
     * Scales gradients by {@code maxNorm / totalNorm} where that is less than 1.
     *
     * @param parameters whose gradients
     * @param maxNorm the norm that they shall have
     * @param totalNorm the norm that they have, a scalar
     * @param foreach whether all gradients of a dtype are computed with at once; null for where it
     *     is faster
     * @throws org.panamatorch.TorchException if {@code foreach} cannot be on a device
     */
    public static void clipGradsWithNorm_(
            Collection<Tensor> parameters,
            double maxNorm,
            Tensor totalNorm,
            @Default("null") Boolean foreach) {
        Arguments.requirePresent(totalNorm, "clipGradsWithNorm_", "totalNorm", "a tensor");
        try (var _ = Torch.noGrad();
                Tensor norm = totalNorm.add(EPS);
                Tensor inverse = norm.reciprocal();
                Tensor coefficient = inverse.mul(maxNorm);
                Tensor clamped = coefficient.clampMax(1.0)) {
            groups(gradients(parameters, "clipGradsWithNorm_"))
                    .forEach(
                            (group, gradients) ->
                                    scale(group.isForeach(foreach), group, gradients, clamped));
        }
    }

    private static void scale(
            boolean isForeach, Group group, List<Tensor> gradients, Tensor factor) {
        Tensor there =
                factor.device().equals(group.device)
                        ? factor
                        : factor.to(TensorOptions.of(group.device));
        if (isForeach) {
            AtenForeach._foreach_mul__Tensor(gradients.toArray(Tensor[]::new), there);
        } else {
            gradients.forEach(gradient -> gradient.mul_(there));
        }
    }

    /**
     * The norm, by default the Euclidean one, of tensors as if they were one vector.
     *
     * @param tensors the tensors
     * @return a new scalar, 0 without tensors
     * @throws org.panamatorch.TorchException if the norm is not finite and that is an error, or
     *     {@code foreach} cannot be on a device
     */
    public static Tensor getTotalNorm(Collection<Tensor> tensors, TotalNormSpec options) {
        Arguments.requireAll(tensors, "getTotalNorm", "tensors", "tensors");
        double normType = options.normType();
        if (tensors.isEmpty()) {
            return Torch.tensor(0.0f).squeeze();
        }
        try (var _ = Torch.noGrad()) {
            TensorOptions first = TensorOptions.of(tensors.iterator().next().device());
            List<Tensor> norms = new ArrayList<>();
            groups(tensors)
                    .forEach(
                            (group, members) -> {
                                boolean isForeach = group.isForeach(options.foreach());
                                for (Tensor norm : norms(isForeach, members, normType)) {
                                    norms.add(norm.to(first));
                                }
                            });
            Tensor total = Linalg.vectorNorm(Torch.stack(norms), normType);
            if (options.errorIfNonfinite() && !Double.isFinite(total.item().doubleValue())) {
                throw Failure.refusal(
                        Kind.RUNTIME,
                        "The total norm of order "
                                + PythonFormat.repr(normType)
                                + " for gradients from `parameters` is non-finite, so it cannot be"
                                + " clipped. To disable this error and scale the gradients by the"
                                + " non-finite norm anyway, set `error_if_nonfinite=False`",
                        "getTotalNorm",
                        "tensors",
                        tensors.toArray(),
                        "normType",
                        normType);
            }
            return total;
        }
    }

    private static List<Tensor> norms(boolean isForeach, List<Tensor> tensors, double normType) {
        return isForeach
                ? List.of(
                        AtenForeach._foreach_norm_Scalar(
                                tensors.toArray(Tensor[]::new), normType, null))
                : tensors.stream().map(tensor -> Linalg.vectorNorm(tensor, normType)).toList();
    }

    /**
     * Clamps the elements of gradients to a range.
     *
     * @param parameters whose gradients
     * @param clipValue the range is from its negative to it
     * @param foreach whether all gradients of a dtype are computed with at once; null for where it
     *     is faster
     * @throws org.panamatorch.TorchException if {@code foreach} cannot be on a device
     */
    public static void clipGradValue_(
            Collection<Tensor> parameters, double clipValue, @Default("null") Boolean foreach) {
        try (var _ = Torch.noGrad()) {
            groups(gradients(parameters, "clipGradValue_"))
                    .forEach(
                            (group, gradients) -> {
                                if (group.isForeach(foreach)) {
                                    Tensor[] all = gradients.toArray(Tensor[]::new);
                                    AtenForeach._foreach_clamp_min__Scalar(all, -clipValue);
                                    AtenForeach._foreach_clamp_max__Scalar(all, clipValue);
                                } else {
                                    gradients.forEach(
                                            gradient -> gradient.clamp_(-clipValue, clipValue));
                                }
                            });
        }
    }

    private static List<Tensor> gradients(Collection<Tensor> parameters, String operation) {
        Arguments.requireAll(parameters, operation, "parameters", "tensors");
        return parameters.stream().map(Tensor::grad).filter(Objects::nonNull).toList();
    }

    private static Map<Group, List<Tensor>> groups(Collection<Tensor> tensors) {
        Map<Group, List<Tensor>> groups = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            groups.computeIfAbsent(
                            new Group(tensor.device(), tensor.dtype()), group -> new ArrayList<>())
                    .add(tensor);
        }
        return groups;
    }
}
