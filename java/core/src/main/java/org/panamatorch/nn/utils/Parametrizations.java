package org.panamatorch.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.Module;

import java.util.Locale;

/**
 * The parametrizations that PyTorch has.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/nn.html#utilities">torch.nn.utils.parametrizations</a>
 */
public final class Parametrizations {
    private static final String WEIGHT = "weight";
    private static final double EPS = 1e-12;

    private Parametrizations() {}

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
     * Parametrizes {@code weight} by the norms of its rows and their directions.
     *
     * @param module the module
     * @param <M> its class
     * @return the module
     * @throws TorchException if it has no weight
     */
    public static <M extends Module> M weightNorm(M module) {
        return weightNorm(module, WEIGHT, 0L);
    }

    /**
     * Parametrizes a tensor by norms, {@code original0}, and directions, {@code original1}. States
     * of modules with the older {@link WeightNorm} can be loaded.
     *
     * @param module the module
     * @param name the tensor's name
     * @param dim the dimension that each have a norm of their own, or null for a single norm
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if it has no such tensor
     */
    public static <M extends Module> M weightNorm(M module, String name, Long dim) {
        Parametrize.registerParametrization(
                module, name, new WeightNormParametrization(dim == null ? -1 : dim), true);
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
     * Parametrizes {@code weight} such that its largest singular value is near 1.
     *
     * @param module the module
     * @param <M> its class
     * @return the module
     * @throws TorchException if it has no weight
     */
    public static <M extends Module> M spectralNorm(M module) {
        return spectralNorm(module, WEIGHT, 1, EPS, null);
    }

    /**
     * Parametrizes a tensor such that its largest singular value is near 1. Reading it in training
     * mode brings it nearer.
     *
     * @param module the module
     * @param name the tensor's name
     * @param nPowerIterations how many steps each reading makes; 1 by default
     * @param eps the least norm that is divided by; 1e-12 by default
     * @param dim the dimension of the outputs, or null for 0, and 1 of transposed convolutions
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if it has no such tensor or dimension, or there are no steps
     */
    public static <M extends Module> M spectralNorm(
            M module, String name, long nPowerIterations, double eps, Long dim) {
        Tensor weight = tensor(module, name);
        long rows = dim == null ? PowerIteration.outputDim(module) : dim;
        return Parametrize.registerParametrization(
                module, name, new SpectralNormParametrization(weight, nPowerIterations, rows, eps));
    }

    /**
     * Parametrizes {@code weight} such that it is orthogonal, or unitary if it is complex.
     *
     * @param module the module
     * @param <M> its class
     * @return the module
     * @throws TorchException if it has no weight of two dimensions or more
     */
    public static <M extends Module> M orthogonal(M module) {
        return orthogonal(module, WEIGHT, null, true);
    }

    /**
     * Parametrizes a tensor such that it is orthogonal, or unitary if it is complex: its rows, or
     * its columns if they are fewer, are orthonormal.
     *
     * @param module the module
     * @param name the name of a tensor of matrices, (*, m, n)
     * @param orthogonalMap {@code matrix_exp}, {@code cayley} or {@code householder}; null for
     *     {@code matrix_exp} if the matrices are square or complex, else {@code householder}
     * @param useTrivialization whether the original is relative to a base, the buffer {@code base}
     *     of the parametrization; yes by default
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if it has no such tensor, or there is no such map for it
     */
    public static <M extends Module> M orthogonal(
            M module, String name, String orthogonalMap, boolean useTrivialization) {
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
                new OrthogonalParametrization(weight, map(map), useTrivialization),
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
