package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.utils.UtilsSpecs.OrthogonalSpec;
import org.panamatorch.internal.nn.utils.UtilsSpecs.SpectralNormSpec;
import org.panamatorch.internal.nn.utils.UtilsSpecs.WeightNormSpec;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.utils.Parametrize;

import java.util.Locale;

/**
 * The parametrizations that PyTorch has.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/nn.html#utilities">torch.nn.utils.parametrizations</a>
 */
@Facade(value = "org.panamatorch.nn.utils.Parametrizations", documents = true)
public final class StandardParametrizations {
    private StandardParametrizations() {}

    private static TorchException value(String text) {
        return new TorchException(Kind.VALUE, text);
    }

    private static Tensor tensor(Module module, String name) {
        Arguments.requirePresent(module, "Parametrizations", "module", "a module");
        Tensor tensor = module.attribute(name);
        if (tensor == null) {
            throw value(
                    "Module '" + module + "' has no parameter or buffer with name '" + name + "'");
        }
        return tensor;
    }

    /**
     * Parametrizes a tensor, {@code weight} by default, by norms, {@code original0}, and
     * directions, {@code original1}. States of modules with the older {@link WeightNorm} can be
     * loaded.
     *
     * @param module the module
     * @param <M> the module's class
     * @return the module
     * @throws org.panamatorch.TorchException if it has no such tensor
     */
    public static <M extends Module> M weightNorm(M module, WeightNormSpec set) {
        String name = set.name();
        long rows = set.dim() == null ? -1 : set.dim();
        Parametrize.registerParametrization(
                module, name, new WeightNormParametrization(rows), true);
        // States of the older form, WeightNorm, fit, too.
        module.registerLoadStateDictPreHook(
                (each, state, prefix, missing, unexpected, errors) -> {
                    String norms = prefix + name + "_g";
                    String directions = prefix + name + "_v";
                    if (state.containsKey(norms) && state.containsKey(directions)) {
                        String original = prefix + "parametrizations." + name + ".original";
                        state.put(original + "0", state.remove(norms));
                        state.put(original + "1", state.remove(directions));
                    }
                });
        return module;
    }

    /**
     * Parametrizes a tensor, {@code weight} by default, such that its largest singular value is
     * near 1. Reading it in training mode brings it nearer.
     *
     * @param module the module
     * @param <M> the module's class
     * @return the module
     * @throws org.panamatorch.TorchException if it has no such tensor or dimension, or there are no
     *     steps
     */
    public static <M extends Module> M spectralNorm(M module, SpectralNormSpec set) {
        Tensor weight = tensor(module, set.name());
        long rows = PowerIteration.outputDim(module, set.dim());
        return Parametrize.registerParametrization(
                module,
                set.name(),
                new SpectralNormParametrization(weight, set.nPowerIterations(), rows, set.eps()));
    }

    /**
     * Parametrizes a tensor, {@code weight} by default, such that it is orthogonal, or unitary if
     * it is complex: its rows, or its columns if they are fewer, are orthonormal.
     *
     * @param module the module
     * @param <M> the module's class
     * @return the module
     * @throws org.panamatorch.TorchException if it has no such tensor, or there is no such map for
     *     it
     */
    public static <M extends Module> M orthogonal(M module, OrthogonalSpec set) {
        String name = set.name();
        String orthogonalMap = set.orthogonalMap();
        Tensor weight = tensor(module, name);
        if (weight.dim() < 2) {
            throw value(
                    "Expected a matrix or batch of matrices. Got a tensor of "
                            + weight.dim()
                            + " dimensions.");
        }
        boolean isExp = weight.size(-2) == weight.size(-1) || weight.dtype().isComplex();
        String map = orthogonalMap == null ? isExp ? "matrix_exp" : "householder" : orthogonalMap;
        return Parametrize.registerParametrization(
                module,
                name,
                new OrthogonalParametrization(weight, map(map), set.useTrivialization()),
                true);
    }

    private static OrthogonalParametrization.Map map(String name) {
        for (OrthogonalParametrization.Map map : OrthogonalParametrization.Map.values()) {
            if (map.name().toLowerCase(Locale.ROOT).equals(name)) {
                return map;
            }
        }
        throw value(
                "orthogonal_map has to be one of \"matrix_exp\", \"cayley\", \"householder\". Got: "
                        + name);
    }
}
