package org.panamatorch.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.Layer;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.ModuleDict;
import org.panamatorch.nn.Parametrization;
import org.panamatorch.nn.ParametrizationList;

import java.util.List;
import java.util.Map;

/**
 * Tensors of modules that are computed of others.
 *
 * <p>While {@code weight} is parametrized, the module computes with {@code
 * parametrization(original)}, and gradients reach the original, {@code
 * parametrizations.weight.original}, which optimizers see. {@link Module#attribute} and the
 * module's own methods give the computed tensor; {@link Module#setAttribute} sets the original to
 * what gives a tensor.
 *
 * <p>A module of your own takes part if it asks for its tensors with {@code parameter(name)}
 * instead of keeping them in fields.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.parametrize.register_parametrization.html">torch.nn.utils.parametrize</a>
 */
public final class Parametrize {
    private static final String PARAMETRIZATIONS = "parametrizations";
    private static final String UNLESS_UNSAFE = ", unless the `unsafe` flag is enabled.\n";

    private Parametrize() {}

    private static TorchException value(String text) {
        return new TorchException(Kind.VALUE, text);
    }

    /**
     * Parametrizes a tensor of a module. Where it is parametrized already, the new parametrization
     * takes what the others give.
     *
     * @param module the module
     * @param tensorName the name of a parameter or a buffer of its own
     * @param parametrization a {@link Layer}, a {@link Parametrization} or, as the first, a {@link
     *     org.panamatorch.nn.MultiParametrization}; it takes the module's training mode
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if there is no such tensor, or shape or dtype would change
     */
    public static <M extends Module> M registerParametrization(
            M module, String tensorName, Module parametrization) {
        return registerParametrization(module, tensorName, parametrization, false);
    }

    /**
     * Parametrizes a tensor of a module. Where it is parametrized already, the new parametrization
     * takes what the others give.
     *
     * @param module the module
     * @param tensorName the name of a parameter or a buffer of its own
     * @param parametrization a {@link Layer}, a {@link Parametrization} or, as the first, a {@link
     *     org.panamatorch.nn.MultiParametrization}; it takes the module's training mode
     * @param unsafe whether shape and dtype may change, which nothing checks then
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if there is no such tensor, or shape or dtype would change though they
     *     may not
     */
    public static <M extends Module> M registerParametrization(
            M module, String tensorName, Module parametrization, boolean unsafe) {
        Arguments.requirePresent(
                parametrization, "registerParametrization", "parametrization", "a module");
        requireModule(module, "registerParametrization");
        Arguments.requirePresent(tensorName, "registerParametrization", "tensorName", "a string");
        parametrization.train(module.isTraining());
        ParametrizationList list = list(module, tensorName);
        if (list != null) {
            if (!unsafe) {
                requireSame(module, tensorName, parametrization);
            }
            list.append(parametrization, unsafe);
            return module;
        }
        boolean isParameter = own(module, tensorName, true) != null;
        Tensor original = own(module, tensorName, isParameter);
        if (original == null) {
            throw value(
                    "Module '"
                            + module
                            + "' does not have a parameter, a buffer, or a parametrized element"
                            + " with name '"
                            + tensorName
                            + "'");
        }
        ParametrizationList made =
                new ParametrizationList(parametrization, original, isParameter, unsafe);
        module.unregister(tensorName);
        if (!isParametrized(module)) {
            module.register(PARAMETRIZATIONS, new ModuleDict<ParametrizationList>());
        }
        lists(module).put(tensorName, made);
        return module;
    }

    private static void requireModule(Module module, String operation) {
        Arguments.requirePresent(module, operation, "module", "a module");
    }

    private static Tensor own(Module module, String name, boolean isParameter) {
        Map<String, Tensor> tensors =
                isParameter
                        ? module.namedParameters("", false, false)
                        : module.namedBuffers("", false, false);
        return tensors.get(name);
    }

    private static void requireSame(Module module, String name, Module parametrization) {
        if (!(parametrization instanceof Layer layer)) {
            return;
        }
        try (var _ = new TensorScope()) {
            Tensor before = module.attribute(name);
            Tensor after = layer.call(before);
            String refusal = "Registering a parametrization may not change the ";
            String given = "parametrization(module." + name + ")";
            requireSame(refusal + "dtype of the tensor", name, given, before, after, true);
            requireSame(refusal + "shape of the tensor", name, given, before, after, false);
            if (parametrization instanceof Parametrization inverse) {
                Tensor back;
                try {
                    back = inverse.rightInverse(after);
                } catch (UnsupportedOperationException | TorchException e) {
                    if (e instanceof TorchException thrown
                            && thrown.kind() != Kind.NOT_IMPLEMENTED) {
                        throw e;
                    }
                    return;
                }
                String text = "The tensor returned by parametrization.right_inverse must have the";
                String as = " as module." + name;
                requireSame(text + " same dtype" + as, name, "returned", before, back, true);
                requireSame(text + " same shape" + as, name, "returned", before, back, false);
            }
        }
    }

    private static void requireSame(
            String text, String name, String given, Tensor before, Tensor after, boolean isDtype) {
        Object wanted = isDtype ? before.dtype() : before.shape();
        Object got = isDtype ? after.dtype() : after.shape();
        if (!wanted.equals(got)) {
            String what = isDtype ? "dtype" : "shape";
            throw value(
                    text
                            + UNLESS_UNSAFE
                            + "module."
                            + name
                            + "."
                            + what
                            + ": "
                            + wanted
                            + "\n"
                            + given
                            + ("returned".equals(given) ? " " : ".")
                            + what
                            + ": "
                            + got);
        }
    }

    @SuppressWarnings("unchecked") // Only registerParametrization puts anything under this name.
    private static ModuleDict<ParametrizationList> lists(Module module) {
        return module.namedChildren().get(PARAMETRIZATIONS) instanceof ModuleDict<?> all
                ? (ModuleDict<ParametrizationList>) all
                : null;
    }

    private static ParametrizationList list(Module module, String tensorName) {
        ModuleDict<ParametrizationList> all = lists(module);
        return all != null && all.contains(tensorName) ? all.get(tensorName) : null;
    }

    /**
     * The parametrizations of a tensor, as Python's {@code module.parametrizations.weight}.
     *
     * @param module the module
     * @param tensorName the tensor's name
     * @return the list
     * @throws TorchException if it is not parametrized
     */
    public static ParametrizationList parametrizations(Module module, String tensorName) {
        requireModule(module, "parametrizations");
        ParametrizationList list = list(module, tensorName);
        if (list == null) {
            throw value("Module " + module + " does not have a parametrization on " + tensorName);
        }
        return list;
    }

    /**
     * Whether a module has a parametrized tensor.
     *
     * @param module the module
     * @return whether it has one
     */
    public static boolean isParametrized(Module module) {
        requireModule(module, "isParametrized");
        ModuleDict<ParametrizationList> all = lists(module);
        return all != null && all.size() > 0;
    }

    /**
     * Whether a tensor is parametrized.
     *
     * @param module the module
     * @param tensorName the tensor's name
     * @return whether it is
     */
    public static boolean isParametrized(Module module, String tensorName) {
        requireModule(module, "isParametrized");
        return list(module, tensorName) != null;
    }

    /**
     * Removes the parametrizations of a tensor, which keeps the value that they give.
     *
     * @param module the module
     * @param tensorName the tensor's name
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if it is not parametrized
     */
    public static <M extends Module> M removeParametrizations(M module, String tensorName) {
        return removeParametrizations(module, tensorName, true);
    }

    /**
     * Removes the parametrizations of a tensor. A single original becomes the parameter or buffer
     * again.
     *
     * @param module the module
     * @param tensorName the tensor's name
     * @param leaveParametrized whether the tensor keeps the value that they give, and not the
     *     original
     * @param <M> the module's class
     * @return the module
     * @throws TorchException if it is not parametrized, or is to become the original where there
     *     are several
     */
    public static <M extends Module> M removeParametrizations(
            M module, String tensorName, boolean leaveParametrized) {
        ParametrizationList list = parametrizations(module, tensorName);
        boolean isParameter = list.holdsParameters();
        Tensor tensor;
        boolean requiresGrad;
        if (list.isTensor()) {
            tensor = list.original();
            requiresGrad = tensor.requiresGrad();
            if (leaveParametrized) {
                try (var _ = Torch.noGrad()) {
                    tensor.set_(module.attribute(tensorName));
                }
            }
        } else if (leaveParametrized) {
            Tensor value = module.attribute(tensorName);
            isParameter = value.requiresGrad();
            requiresGrad = isParameter;
            tensor = value.detach();
        } else {
            throw value(
                    "Cannot leave unparametrized (`leave_parametrized=False`) a tensor that is"
                            + " parametrized in terms of a sequence of tensors.");
        }
        lists(module).pop(tensorName);
        if (!isParametrized(module)) {
            module.unregister(PARAMETRIZATIONS);
        }
        if (isParameter) {
            module.registerParameter(tensorName, tensor, requiresGrad);
        } else {
            module.registerBuffer(tensorName, tensor);
        }
        return module;
    }

    /**
     * The class of a module, which parametrizations do not change here.
     *
     * @param module the module
     * @return its class
     */
    public static Class<? extends Module> typeBeforeParametrizations(Module module) {
        requireModule(module, "typeBeforeParametrizations");
        return module.getClass();
    }

    /**
     * Gives a module the parametrizations of another one, and its originals.
     *
     * @param from the module that has them
     * @param to the module that gets them; tensors that it lacks are made parameters
     * @param <M> the class of the module that gets them
     * @return that module
     */
    public static <M extends Module> M transferParametrizationsAndParams(Module from, M to) {
        Arguments.requirePresent(to, "transferParametrizationsAndParams", "to", "a module");
        if (isParametrized(from)) {
            List.copyOf(lists(from).keys())
                    .forEach(name -> transferParametrizationsAndParams(from, to, name));
        }
        return to;
    }

    /**
     * Gives a module the parametrizations of one tensor of another one, and its originals.
     *
     * @param from the module that has them
     * @param to the module that gets them; a tensor that it lacks is made a parameter
     * @param tensorName the tensor's name
     * @param <M> the class of the module that gets them
     * @return that module
     * @throws TorchException if {@code from} has parametrized tensors, but not this one
     */
    public static <M extends Module> M transferParametrizationsAndParams(
            Module from, M to, String tensorName) {
        Arguments.requirePresent(to, "transferParametrizationsAndParams", "to", "a module");
        Arguments.requirePresent(
                tensorName, "transferParametrizationsAndParams", "tensorName", "a string");
        if (!isParametrized(from)) {
            return to;
        }
        ParametrizationList source = parametrizations(from, tensorName);
        if (to.attribute(tensorName) == null) {
            to.registerParameter(tensorName, from.attribute(tensorName).detach());
        }
        source.forEach(each -> registerParametrization(to, tensorName, each));
        ParametrizationList target = parametrizations(to, tensorName);
        source.namedParameters("", false, false)
                .forEach((name, original) -> target.setAttribute(name, original));
        source.namedBuffers("", false, false)
                .forEach((name, original) -> target.setAttribute(name, original));
        return to;
    }

    /**
     * Lets this thread compute each parametrized tensor once, until the result is closed: for
     * forward passes that use one several times.
     *
     * <pre>{@code
     * try (var _ = Parametrize.cached()) {
     *     output = model.forward(input);
     * }
     * }</pre>
     *
     * @return what ends it; at the end of the outermost one the tensors are forgotten
     */
    public static ParametrizationList.Cached cached() {
        return ParametrizationList.cached();
    }
}
