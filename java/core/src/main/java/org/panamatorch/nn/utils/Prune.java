package org.panamatorch.nn.utils;

import org.panamatorch.Index;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.hook.ForwardPreHook;
import org.panamatorch.option.MatrixNorm;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Pruning: parameters some elements of which are held at zero.
 *
 * <p>A pruned parameter {@code weight} is kept as the parameter {@code weight_orig} and the buffer
 * {@code weight_mask}; {@code weight} is their product, computed anew when the module is called, by
 * {@code call}, not by {@code forward}. Pruning it again chooses from what is left.
 *
 * @see PruningMethod
 * @see <a href="https://docs.pytorch.org/docs/2.13/nn.html#utilities">torch.nn.utils.prune</a>
 */
public final class Prune {
    private static final String ORIGINAL = "_orig";
    private static final String MASK = "_mask";

    /** Computes a pruned parameter before its module is called. */
    private record MaskHook(String name) implements ForwardPreHook {
        @Override
        public Object[] before(Module module, Object[] inputs) {
            module.setAttribute(name, masked(module, name));
            return null;
        }
    }

    /**
     * A parameter of a module.
     *
     * @param module the module
     * @param name the parameter's name there
     */
    public record Parameter(Module module, String name) {
        /** Its present value. */
        private Tensor value() {
            return required(module, name);
        }

        private Tensor mask() {
            Tensor mask = module.attribute(name + MASK);
            return mask == null ? Torch.onesLike(value()) : mask;
        }
    }

    private Prune() {}

    /**
     * Prepares a parameter for pruning, with a mask of ones.
     *
     * @param module the module
     * @param name the parameter's name
     * @param <M> the module's class
     * @return the module
     */
    public static <M extends Module> M identity(M module, String name) {
        return apply(module, name, new PruningMethod.Identity(), null);
    }

    /**
     * Prunes elements at random.
     *
     * @param module the module
     * @param name the parameter's name
     * @param amount how many elements, or which part of them
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if the amount does not fit
     */
    public static <M extends Module> M randomUnstructured(M module, String name, Number amount) {
        return apply(module, name, new PruningMethod.RandomUnstructured(amount), null);
    }

    /**
     * Prunes the elements that are smallest without their signs.
     *
     * @param module the module
     * @param name the parameter's name
     * @param amount how many elements, or which part of them
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if the amount does not fit
     */
    public static <M extends Module> M l1Unstructured(M module, String name, Number amount) {
        return l1Unstructured(module, name, amount, null);
    }

    /**
     * Prunes the elements that are least important.
     *
     * @param module the module
     * @param name the parameter's name
     * @param amount how many elements, or which part of them
     * @param importanceScores how important they are, of the parameter's shape; or null, and they
     *     count themselves
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if the amount or the shape does not fit
     */
    public static <M extends Module> M l1Unstructured(
            M module, String name, Number amount, Tensor importanceScores) {
        return apply(module, name, new PruningMethod.L1Unstructured(amount), importanceScores);
    }

    /**
     * Prunes channels at random.
     *
     * @param module the module
     * @param name the parameter's name
     * @param amount how many channels, or which part of them
     * @param dim the dimension of the channels
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if the amount or the dimension does not fit
     */
    public static <M extends Module> M randomStructured(
            M module, String name, Number amount, int dim) {
        return apply(module, name, new PruningMethod.RandomStructured(amount, dim), null);
    }

    /**
     * Prunes the channels with the smallest norms.
     *
     * @param module the module
     * @param name the parameter's name
     * @param amount how many channels, or which part of them
     * @param n the order of the norm, infinities included
     * @param dim the dimension of the channels
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if the amount or the dimension does not fit
     */
    public static <M extends Module> M lnStructured(
            M module, String name, Number amount, Number n, int dim) {
        return lnStructured(module, name, amount, n, dim, null);
    }

    /**
     * Prunes the channels whose importance has the smallest norms.
     *
     * @param module the module
     * @param name the parameter's name
     * @param amount how many channels, or which part of them
     * @param n the order of the norm, infinities included
     * @param dim the dimension of the channels
     * @param importanceScores how important the elements are, of the parameter's shape; or null,
     *     and they count themselves
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if the amount, the dimension or the shape does not fit
     */
    public static <M extends Module> M lnStructured(
            M module, String name, Number amount, Number n, int dim, Tensor importanceScores) {
        return apply(
                module, name, new PruningMethod.LnStructured(amount, n, dim), importanceScores);
    }

    /**
     * Prunes the channels with the smallest norms, as matrices.
     *
     * @param module the module
     * @param name the parameter's name
     * @param amount how many channels, or which part of them
     * @param norm the norm of a channel
     * @param dim the dimension of the channels
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if the amount or the dimension does not fit
     */
    public static <M extends Module> M lnStructured(
            M module, String name, Number amount, MatrixNorm norm, int dim) {
        return apply(module, name, new PruningMethod.LnStructured(amount, norm, dim), null);
    }

    /**
     * Prunes what a mask says.
     *
     * @param module the module
     * @param name the parameter's name
     * @param mask 1 for what stays, 0 for what goes, of the parameter's shape
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if the shape does not fit
     */
    public static <M extends Module> M customFromMask(M module, String name, Tensor mask) {
        return apply(module, name, new PruningMethod.CustomFromMask(mask), null);
    }

    /**
     * Prunes several parameters as if they were one: an amount is one of all their elements.
     *
     * @param parameters the parameters
     * @param method the rule, an unstructured one
     * @throws TorchException if the rule is another, or its amount does not fit
     */
    public static void globalUnstructured(List<Parameter> parameters, PruningMethod method) {
        globalUnstructured(parameters, method, Map.of());
    }

    /**
     * Prunes several parameters as if they were one: an amount is one of all their elements.
     *
     * @param parameters the parameters
     * @param method the rule, an unstructured one
     * @param importanceScores how important the elements of some of them are, of their shapes
     * @throws TorchException if the rule is another, or its amount does not fit
     */
    public static void globalUnstructured(
            List<Parameter> parameters,
            PruningMethod method,
            Map<Parameter, Tensor> importanceScores) {
        Arguments.requirePresent(
                parameters, "globalUnstructured", "parameters", "a list of parameters");
        Arguments.requirePresent(method, "globalUnstructured", "method", "a method");
        Arguments.requirePresent(
                importanceScores, "globalUnstructured", "importanceScores", "a map");
        parameters.forEach(
                each ->
                        Arguments.requirePresent(
                                each, "globalUnstructured", "parameters", "a parameter"));
        if (type(method) != PruningMethod.Type.UNSTRUCTURED) {
            throw new TorchException(
                    Kind.TYPE,
                    "Only \"unstructured\" PRUNING_TYPE supported for the `pruning_method`. Found"
                            + " method "
                            + method
                            + " of type "
                            + type(method).name().toLowerCase(Locale.ROOT));
        }
        try (var _ = Torch.noGrad()) {
            Tensor scores =
                    ConvertParameters.parametersToVector(
                            parameters.stream()
                                    .map(each -> importanceScores.getOrDefault(each, each.value()))
                                    .toList());
            Tensor before =
                    ConvertParameters.parametersToVector(
                            parameters.stream().map(Parameter::mask).toList());
            Tensor mask = combined(method, scores, before);
            long start = 0;
            for (Parameter each : parameters) {
                Tensor value = each.value();
                Tensor part = mask.narrow(0, start, value.numel()).viewAs(value);
                customFromMask(each.module(), each.name(), part);
                start += value.numel();
            }
        }
    }

    /**
     * Prunes a parameter by a rule.
     *
     * @param module the module
     * @param name the parameter's name
     * @param method the rule
     * @param importanceScores how important the elements are, of the parameter's shape; or null,
     *     and they count themselves
     * @param <M> the module's class
     * @return the module; unchanged if the rule throws
     * @throws TorchException if the shape does not fit
     */
    public static <M extends Module> M apply(
            M module, String name, PruningMethod method, Tensor importanceScores) {
        Arguments.requirePresent(method, "Prune", "method", "a method");
        Tensor value = required(module, name);
        requireShape(importanceScores, value, "parameter " + name + " of " + module);
        Tensor scores = importanceScores == null ? value : importanceScores;
        MaskHook hook = hook(module, name);
        boolean again = hook != null;
        Tensor mask;
        try (var _ = Torch.noGrad()) {
            mask =
                    again
                            ? combined(
                                    method,
                                    scores.detach(),
                                    module.attribute(name + MASK)
                                            .clone(MemoryFormat.CONTIGUOUS_FORMAT))
                            : computed(method, scores.detach(), Torch.onesLike(value));
        }
        if (again) {
            module.removeForwardPreHook(hook);
        } else {
            module.registerParameter(name + ORIGINAL, value);
            module.unregister(name);
        }
        module.registerBuffer(name + MASK, mask);
        module.setAttribute(name, masked(module, name));
        module.registerForwardPreHook(new MaskHook(name));
        return module;
    }

    /**
     * A tensor with what a rule chooses set to zero.
     *
     * @param t the tensor
     * @param method the rule
     * @param defaultMask what was chosen before; or null for nothing
     * @param importanceScores how important the elements are, of the tensor's shape; or null, and
     *     they count themselves
     * @return a new tensor
     * @throws TorchException if the shape does not fit
     */
    public static Tensor prune(
            Tensor t, PruningMethod method, Tensor defaultMask, Tensor importanceScores) {
        Arguments.requirePresent(t, "prune", "t", "a tensor");
        Arguments.requirePresent(method, "prune", "method", "a method");
        requireShape(importanceScores, t, "tensor t");
        Tensor mask;
        try (var _ = Torch.noGrad()) {
            mask =
                    computed(
                            method,
                            (importanceScores == null ? t : importanceScores).detach(),
                            defaultMask == null ? Torch.onesLike(t) : defaultMask);
        }
        return t.mul(mask);
    }

    /**
     * Makes pruning permanent: {@code weight} is a parameter again, with the zeros.
     *
     * @param module the module
     * @param name the parameter's name
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if it is not pruned
     */
    public static <M extends Module> M remove(M module, String name) {
        Arguments.requirePresent(module, "remove", "module", "a module");
        MaskHook hook = hook(module, name);
        if (hook == null) {
            throw new TorchException(
                    Kind.VALUE,
                    "Parameter '"
                            + name
                            + "' of module "
                            + module
                            + " has to be pruned before pruning can be removed");
        }
        Tensor original = module.attribute(name + ORIGINAL);
        try (var _ = Torch.noGrad()) {
            original.setData(masked(module, name));
        }
        module.unregister(name);
        module.unregister(name + ORIGINAL);
        module.unregister(name + MASK);
        module.registerParameter(name, original);
        module.removeForwardPreHook(hook);
        return module;
    }

    /**
     * Whether any parameter of a module or of its parts is pruned.
     *
     * @param module the module
     * @return true if one is
     */
    public static boolean isPruned(Module module) {
        Arguments.requirePresent(module, "isPruned", "module", "a module");
        return module.modules().stream()
                .flatMap(each -> each.forwardPreHooks().stream())
                .anyMatch(MaskHook.class::isInstance);
    }

    /** The hook of a pruned parameter; null where it is not pruned. */
    private static MaskHook hook(Module module, String name) {
        for (ForwardPreHook hook : module.forwardPreHooks()) {
            if (hook instanceof MaskHook mask && mask.name.equals(name)) {
                return mask;
            }
        }
        return null;
    }

    private static Tensor required(Module module, String name) {
        Arguments.requirePresent(module, "Prune", "module", "a module");
        Tensor value = module.attribute(name);
        if (value == null) {
            throw new TorchException(
                    Kind.ATTRIBUTE,
                    "'"
                            + module.getClass().getSimpleName()
                            + "' object has no attribute '"
                            + name
                            + "'");
        }
        return value;
    }

    private static void requireShape(Tensor scores, Tensor value, String what) {
        if (scores != null && !scores.shape().equals(value.shape())) {
            throw new TorchException(
                    Kind.VALUE,
                    "importance_scores should have the same shape as "
                            + what
                            + ", got "
                            + scores.shape()
                            + " vs "
                            + value.shape());
        }
    }

    private static Tensor masked(Module module, String name) {
        Tensor original = module.attribute(name + ORIGINAL);
        return module.attribute(name + MASK).to(original.dtype()).mul(original);
    }

    private static PruningMethod.Type type(PruningMethod method) {
        PruningMethod.Type type = method.type();
        Arguments.requireResult(type, "Prune", "type", "what the method prunes");
        return type;
    }

    private static Tensor computed(PruningMethod method, Tensor t, Tensor defaultMask) {
        Tensor mask = method.computeMask(t, defaultMask);
        Arguments.requireResult(mask, "Prune", "computeMask", "a mask");
        return mask;
    }

    /** Lets a rule choose from what a mask has left. */
    private static Tensor combined(PruningMethod method, Tensor t, Tensor mask) {
        Index[] left =
                switch (type(method)) {
                    case UNSTRUCTURED -> new Index[] {Index.of(mask.eq(1))};
                    case STRUCTURED ->
                            Channels.along(
                                    t,
                                    method.dim(),
                                    Index.of(mask.sum(Channels.otherDims(t, method.dim())).ne(0)));
                    case GLOBAL -> new Index[] {Index.ellipsis()};
                };
        Tensor combined = mask.to(t.dtype());
        Tensor chosen = computed(method, t.index(left), mask.index(left));
        return combined.setAt(chosen.to(combined.dtype()), left);
    }
}
