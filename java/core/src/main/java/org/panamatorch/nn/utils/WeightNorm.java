package org.panamatorch.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.aten.AtenW;
import org.panamatorch.internal.nn.utils.WeightNormSpec;
import org.panamatorch.nn.Module;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Weight normalization by a hook, which PyTorch has deprecated: {@link
 * Parametrizations#weightNorm(Module)} does the same. The weight is computed when the module is
 * called, by {@code call}, not by {@code forward}.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.weight_norm.html">torch.nn.utils.weight_norm</a>
 */
public final class WeightNorm {
    private static final HookedNorms HOOKS = new HookedNorms("weight_norm");
    private static final String G = "_g";
    private static final String V = "_v";

    private WeightNorm() {}

    /**
     * Splits {@code weight} into norms of its rows, {@code weight_g}, and directions, {@code
     * weight_v}.
     *
     * @param module the module
     * @param <M> its class
     * @return the module
     * @throws TorchException if that is done already
     */
    public static <M extends Module> M weightNorm(M module) {
        return weightNorm(module, WeightNormOptions.defaults());
    }

    /**
     * Splits a parameter into norms and directions.
     *
     * @param module the module
     * @param options code that sets options by name
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if that is done already
     */
    public static <M extends Module> M weightNorm(
            M module, Consumer<? super WeightNormOptions> options) {
        return weightNorm(module, WeightNormOptions.of(options, "weightNorm"));
    }

    private static <M extends Module> M weightNorm(M module, WeightNormSpec set) {
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
     * Puts {@code weight} together again.
     *
     * @param module the module
     * @param <M> its class
     * @return the module
     * @throws TorchException if it is not split
     */
    public static <M extends Module> M removeWeightNorm(M module) {
        return removeWeightNorm(module, "weight");
    }

    /**
     * Puts a parameter together again.
     *
     * @param module the module
     * @param name the parameter's name
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if it is not split
     */
    public static <M extends Module> M removeWeightNorm(M module, String name) {
        HOOKS.remove(module, name, G, V);
        return module;
    }
}
