package org.panamatorch.internal.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenW;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.utils.UtilsSpecs.WeightNormSpec;
import org.panamatorch.nn.Module;

import java.util.function.Function;

/**
 * Weight normalization by a hook, which PyTorch has deprecated: {@link
 * Parametrizations#weightNorm(org.panamatorch.nn.Module)} does the same. The weight is computed
 * when the module is called, by {@code call}, not by {@code forward}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.weight_norm.html">torch.nn.utils.weight_norm</a>
 */
@Facade(value = "org.panamatorch.nn.utils.WeightNorm", documents = true)
public final class HookedWeightNorm {
    private static final HookedNorms HOOKS = new HookedNorms("weight_norm");
    private static final String G = "_g";
    private static final String V = "_v";

    private HookedWeightNorm() {}

    /**
     * Splits a parameter, {@code weight} by default, into norms of its rows, {@code weight_g}, and
     * directions, {@code weight_v}.
     *
     * @param module the module
     * @param <M> the module's class
     * @return the module
     * @throws org.panamatorch.TorchException if that is done already
     */
    public static <M extends Module> M weightNorm(M module, WeightNormSpec set) {
        String name = set.name();
        long rows = set.dim() == null ? -1 : set.dim();
        HOOKS.requireNone(module, name);
        Tensor weight = module.getParameter(name);
        Tensor norms;
        try (var _ = Torch.noGrad()) {
            norms = Torch.normExceptDim(weight, 2, rows);
        }
        module.unregister(name);
        module.registerParameter(name + G, norms);
        module.registerParameter(name + V, weight.detach());
        module.setAttribute(name, compute(module, name, rows));
        Function<Module, Tensor> computed = each -> compute(each, name, rows);
        HOOKS.put(module, name, computed, computed);
        return module;
    }

    private static Tensor compute(Module module, String name, long dim) {
        return AtenW._weight_norm(module.attribute(name + V), module.attribute(name + G), dim);
    }

    /**
     * Puts a parameter together again.
     *
     * @param module the module
     * @param name the parameter's name
     * @param <M> the module's class
     * @return the module
     * @throws org.panamatorch.TorchException if it is not split
     */
    public static <M extends Module> M removeWeightNorm(
            M module, @Default("\"weight\"") String name) {
        HOOKS.remove(module, name, G, V);
        return module;
    }
}
