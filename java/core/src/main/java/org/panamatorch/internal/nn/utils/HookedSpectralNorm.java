package org.panamatorch.internal.nn.utils;

import org.panamatorch.Linalg;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.utils.UtilsSpecs.SpectralNormSpec;
import org.panamatorch.nn.Module;

import java.util.Map;

/**
 * Spectral normalization by a hook, the older form of {@link
 * Parametrizations#spectralNorm(org.panamatorch.nn.Module)}. The weight is computed when the module
 * is called, by {@code call}, not by {@code forward}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.spectral_norm.html">torch.nn.utils.spectral_norm</a>
 */
@Facade(value = "org.panamatorch.nn.utils.SpectralNorm", documents = true)
public final class HookedSpectralNorm {
    private static final HookedNorms HOOKS = new HookedNorms("spectral_norm");
    private static final String ORIGINAL = "_orig";
    private static final String U = "_u";
    private static final String V = "_v";

    private HookedSpectralNorm() {}

    /**
     * Divides a parameter, {@code weight} by default, by its largest singular value before each
     * call.
     *
     * @param module the module
     * @param <M> the module's class
     * @return the module
     * @throws org.panamatorch.TorchException if that is done already, or there are no steps
     */
    public static <M extends Module> M spectralNorm(M module, SpectralNormSpec set) {
        String name = set.name();
        double eps = set.eps();
        long nPowerIterations = set.nPowerIterations();
        long rows = PowerIteration.outputDim(module, set.dim());
        HOOKS.requireNone(module, name);
        SpectralNormParametrization.requireCount(nPowerIterations);
        Tensor weight = module.getParameter(name);
        boolean requiresGrad = weight.requiresGrad();
        Tensor u;
        Tensor v;
        try (TensorScope scope = new TensorScope();
                var _ = Torch.noGrad()) {
            Tensor matrix = PowerIteration.matrix(weight, rows);
            u = scope.keep(PowerIteration.random(weight, matrix.size(0), eps));
            v = scope.keep(PowerIteration.random(weight, matrix.size(1), eps));
        }
        module.unregister(name);
        module.registerParameter(name + ORIGINAL, weight, requiresGrad);
        module.setAttribute(name, weight.detach());
        module.registerBuffer(name + U, u);
        module.registerBuffer(name + V, v);
        HOOKS.put(
                module,
                name,
                each -> {
                    long steps = each.isTraining() ? nPowerIterations : 0;
                    return compute(each, name, rows, eps, steps);
                },
                each -> compute(each, name, rows, eps, 0));
        module.registerLoadStateDictPreHook(
                (each, state, prefix, missing, unexpected, errors) ->
                        upgrade(state, prefix + name, rows));
        return module;
    }

    /** Gives a state of PyTorch before 1.0, which had the weight instead of v, the v that fits. */
    private static void upgrade(Map<String, Tensor> state, String name, long dim) {
        if (!state.containsKey(name)
                || !state.containsKey(name + ORIGINAL)
                || !state.containsKey(name + U)) {
            return;
        }
        try (TensorScope scope = new TensorScope();
                var _ = Torch.noGrad()) {
            Tensor original = state.get(name + ORIGINAL);
            Tensor sigma = original.div(state.remove(name)).mean();
            Tensor matrix = PowerIteration.matrix(original, dim);
            Tensor u = state.get(name + U);
            Tensor v =
                    Linalg.multiDot(matrix.t().mm(matrix).pinverse(), matrix.t(), u.unsqueeze(1))
                            .squeeze(1);
            state.put(name + V, scope.keep(v.mul_(sigma.div(u.dot(matrix.mv(v))))));
        }
    }

    private static Tensor compute(Module module, String name, long dim, double eps, long steps) {
        try (TensorScope scope = new TensorScope()) {
            Tensor weight = module.attribute(name + ORIGINAL);
            Tensor matrix = PowerIteration.matrix(weight, dim);
            Tensor u = module.attribute(name + U);
            Tensor v = module.attribute(name + V);
            if (steps > 0) {
                try (var _ = Torch.noGrad()) {
                    for (long i = 0; i < steps; i++) {
                        PowerIteration.set(v, matrix.t().mv(u), eps);
                        PowerIteration.set(u, matrix.mv(v), eps);
                    }
                }
                // Clones, as the next steps change the buffers, and backward needs them.
                u = u.clone();
                v = v.clone();
            }
            return scope.keep(weight.div(u.dot(matrix.mv(v))));
        }
    }

    /**
     * Makes a parameter that a hook computes a parameter again.
     *
     * @param module the module
     * @param name the parameter's name
     * @param <M> the module's class
     * @return the module
     * @throws org.panamatorch.TorchException if no hook computes it
     */
    public static <M extends Module> M removeSpectralNorm(
            M module, @Default("\"weight\"") String name) {
        HOOKS.remove(module, name, U, V, ORIGINAL);
        return module;
    }
}
