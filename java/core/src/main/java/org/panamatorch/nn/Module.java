package org.panamatorch.nn;

import org.panamatorch.HookHandle;
import org.panamatorch.Tensor;
import org.panamatorch.nn.hook.ForwardHook;
import org.panamatorch.nn.hook.ForwardPreHook;
import org.panamatorch.nn.hook.FullBackwardHook;
import org.panamatorch.nn.hook.FullBackwardPreHook;
import org.panamatorch.nn.hook.RegistrationHook;

import java.util.List;
import java.util.function.Function;

/**
 * The base of all modules, PyTorch's and your own.
 *
 * <p>A module registers its parameters, buffers and submodules under their names in its
 * constructor, computes in {@code forward}, and is used by {@code call}, which runs the hooks:
 *
 * <pre>{@code
 * final class Model extends UnaryModule {
 *     private final RNN rnn = register("rnn", new RNN(4, 8));
 *     private final Linear fc = register("fc", new Linear(8, 4));
 *
 *     @Override
 *     protected Tensor forward(Tensor x) {
 *         return fc.call(rnn.call(x).output());
 *     }
 * }
 *
 * Tensor y = new Model().call(x);
 * }</pre>
 *
 * <p>{@link UnaryModule}, {@link BinaryModule} and {@link TernaryModule} take one, two and three
 * tensors and return one; {@link FunctionModule} and {@link BiFunctionModule} take and return
 * whatever you like. A module that is called in several ways extends this class and writes a {@code
 * call} of its own for each, around {@link #callWithHooks}.
 *
 * <p>Registered tensors belong to no {@link org.panamatorch.TensorScope}: they live as long as
 * something refers to them.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class Module extends ModuleState implements Cloneable {
    private boolean training = true;
    private ModuleHooks hooks;

    /** Makes a module without parameters, in training mode. */
    protected Module() {}

    /**
     * Whether the module is in training mode, which dropout, batch normalisation and the like heed.
     *
     * @return true at first
     */
    public final boolean isTraining() {
        return training;
    }

    /**
     * Sets training mode for this module and its parts.
     *
     * @param mode whether it trains
     * @return this
     */
    public Module train(boolean mode) {
        training = mode;
        try {
            children().forEach(child -> child.train(mode));
        } catch (StackOverflowError e) {
            throw tooDeep("train");
        }
        return this;
    }

    /**
     * Sets training mode for this module and its parts.
     *
     * @return this
     */
    public Module train() {
        return train(true);
    }

    /**
     * Sets evaluation mode for this module and its parts.
     *
     * @return this
     */
    public Module eval() {
        return train(false);
    }

    /** Drops the gradients of all parameters. */
    public final void zeroGrad() {
        zeroGrad(true);
    }

    /**
     * Drops the gradients of all parameters, or fills them with zeros.
     *
     * @param setToNone whether to drop them
     */
    public final void zeroGrad(boolean setToNone) {
        for (Tensor parameter : parameters()) {
            if (setToNone) {
                parameter.setGrad(null);
            } else {
                clear(parameter.grad());
            }
        }
    }

    private static void clear(Tensor grad) {
        if (grad != null) {
            try (grad) {
                if (grad.gradFn() != null) {
                    grad.detach_();
                } else {
                    grad.requiresGrad_(false);
                }
                grad.zero_();
            }
        }
    }

    /**
     * Lets autograd record operations on the parameters, or not.
     *
     * @param requiresGrad whether it shall
     * @return this
     */
    public final Module requiresGrad_(boolean requiresGrad) {
        parameters().forEach(parameter -> parameter.requiresGrad_(requiresGrad));
        return this;
    }

    /**
     * Lets autograd record operations on the parameters.
     *
     * @return this
     */
    public final Module requiresGrad_() {
        return requiresGrad_(true);
    }

    /**
     * Runs a hook each time before the module is called.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerForwardPreHook(ForwardPreHook hook) {
        return registerForwardPreHook(hook, false);
    }

    /**
     * Runs a hook each time before the module is called.
     *
     * @param hook the hook
     * @param prepend whether it runs before those that are there
     * @return what removes it
     */
    public final HookHandle registerForwardPreHook(ForwardPreHook hook, boolean prepend) {
        return hooks().before.add(present(hook, "registerForwardPreHook"), prepend);
    }

    /**
     * The hooks that run before the module is called, without those of all modules.
     *
     * @return an unmodifiable list in the order that they run in
     */
    public final List<ForwardPreHook> forwardPreHooks() {
        return hooks == null ? List.of() : hooks.before.now();
    }

    /**
     * Removes a hook that runs before the module is called, as its handle does. A copy of a module
     * has the hooks of the original, but nobody has handles of them.
     *
     * @param hook the hook
     * @return whether the module had it
     */
    public final boolean removeForwardPreHook(ForwardPreHook hook) {
        return hooks != null && hooks.before.remove(hook);
    }

    /**
     * Runs a hook each time after the module was called.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerForwardHook(ForwardHook hook) {
        return registerForwardHook(hook, false, false);
    }

    /**
     * Runs a hook each time after the module was called.
     *
     * @param hook the hook
     * @param prepend whether it runs before those that are there
     * @param alwaysCall whether it runs even where the module throws
     * @return what removes it
     */
    public final HookHandle registerForwardHook(
            ForwardHook hook, boolean prepend, boolean alwaysCall) {
        return hooks().after.add(after(hook, alwaysCall), prepend);
    }

    private static ModuleHooks.AfterForward after(ForwardHook hook, boolean alwaysCall) {
        return new ModuleHooks.AfterForward(present(hook, "registerForwardHook"), alwaysCall);
    }

    /**
     * Runs a hook each time that a backward pass has the gradients of the outputs of a call of the
     * module, before it goes on to its inputs.
     *
     * @param hook the hook
     * @return what removes it, for later calls
     */
    public final HookHandle registerFullBackwardPreHook(FullBackwardPreHook hook) {
        return registerFullBackwardPreHook(hook, false);
    }

    /**
     * Runs a hook each time that a backward pass has the gradients of the outputs of a call of the
     * module, before it goes on to its inputs.
     *
     * @param hook the hook
     * @param prepend whether it runs before those that are there
     * @return what removes it, for later calls
     */
    public final HookHandle registerFullBackwardPreHook(FullBackwardPreHook hook, boolean prepend) {
        return hooks().beforeBackward.add(present(hook, "registerFullBackwardPreHook"), prepend);
    }

    /**
     * Runs a hook each time that a backward pass has the gradients of the inputs of a call of the
     * module; where no input requires a gradient, when it has those of the outputs.
     *
     * <p>The module is called with views of its inputs, and gives a view of its output: neither can
     * be changed in place. Outputs are seen that are a tensor, an array or a record of tensors.
     *
     * @param hook the hook
     * @return what removes it, for later calls
     */
    public final HookHandle registerFullBackwardHook(FullBackwardHook hook) {
        return registerFullBackwardHook(hook, false);
    }

    /**
     * Runs a hook each time that a backward pass has the gradients of the inputs of a call of the
     * module, as {@link #registerFullBackwardHook(FullBackwardHook)}.
     *
     * @param hook the hook
     * @param prepend whether it runs before those that are there
     * @return what removes it, for later calls
     */
    public final HookHandle registerFullBackwardHook(FullBackwardHook hook, boolean prepend) {
        return hooks().afterBackward.add(present(hook, "registerFullBackwardHook"), prepend);
    }

    /**
     * Runs a hook each time before any module is called, ahead of the module's own.
     *
     * @param hook the hook
     * @return what removes it
     */
    public static HookHandle registerModuleForwardPreHook(ForwardPreHook hook) {
        return ModuleHooks.GLOBAL.before.add(present(hook, "registerModuleForwardPreHook"));
    }

    /**
     * Runs a hook each time after any module was called, ahead of the module's own.
     *
     * @param hook the hook
     * @return what removes it
     */
    public static HookHandle registerModuleForwardHook(ForwardHook hook) {
        return registerModuleForwardHook(hook, false);
    }

    /**
     * Runs a hook each time after any module was called, ahead of the module's own.
     *
     * @param hook the hook
     * @param alwaysCall whether it runs even where the module throws
     * @return what removes it
     */
    public static HookHandle registerModuleForwardHook(ForwardHook hook, boolean alwaysCall) {
        return ModuleHooks.GLOBAL.after.add(after(hook, alwaysCall));
    }

    /**
     * Runs a hook as {@link #registerFullBackwardPreHook} for any module, ahead of the module's
     * own.
     *
     * @param hook the hook
     * @return what removes it, for later calls
     */
    public static HookHandle registerModuleFullBackwardPreHook(FullBackwardPreHook hook) {
        return ModuleHooks.GLOBAL.beforeBackward.add(
                present(hook, "registerModuleFullBackwardPreHook"));
    }

    /**
     * Runs a hook as {@link #registerFullBackwardHook} for any module, ahead of the module's own.
     *
     * @param hook the hook
     * @return what removes it, for later calls
     */
    public static HookHandle registerModuleFullBackwardHook(FullBackwardHook hook) {
        return ModuleHooks.GLOBAL.afterBackward.add(
                present(hook, "registerModuleFullBackwardHook"));
    }

    /**
     * Runs a hook each time that any module gets a parameter.
     *
     * @param hook the hook
     * @return what removes it
     */
    public static HookHandle registerModuleParameterRegistrationHook(
            RegistrationHook<Tensor> hook) {
        return ModuleHooks.PARAMETERS.add(present(hook, "registerModuleParameterRegistrationHook"));
    }

    /**
     * Runs a hook each time that any module gets a buffer.
     *
     * @param hook the hook
     * @return what removes it
     */
    public static HookHandle registerModuleBufferRegistrationHook(RegistrationHook<Tensor> hook) {
        return ModuleHooks.BUFFERS.add(present(hook, "registerModuleBufferRegistrationHook"));
    }

    /**
     * Runs a hook each time that any module gets a part.
     *
     * @param hook the hook; what it returns must be of the class that the module expects
     * @return what removes it
     */
    public static HookHandle registerModuleModuleRegistrationHook(RegistrationHook<Module> hook) {
        return ModuleHooks.PARTS.add(present(hook, "registerModuleModuleRegistrationHook"));
    }

    private ModuleHooks hooks() {
        if (hooks == null) {
            hooks = new ModuleHooks();
        }
        return hooks;
    }

    final boolean hasHooks() {
        return hooks != null && !hooks.isEmpty() || !ModuleHooks.GLOBAL.isEmpty();
    }

    /**
     * Runs the hooks around a computation: what a module's own {@code call} is made of.
     *
     * @param forward makes the output of the inputs, which hooks may have replaced
     * @param inputs the inputs
     * @return the output, which hooks may have replaced
     */
    protected final Object callWithHooks(Function<Object[], ?> forward, Object... inputs) {
        return hasHooks() ? hooks().run(this, forward, inputs) : forward.apply(inputs);
    }

    /**
     * Calls the module with values whose types are known only at run time, as Python does: by its
     * method {@code call} that takes them, or else by such a {@code forward}, between the module's
     * hooks. Where the types are known, {@code call} itself is faster and checked by the compiler.
     *
     * @param inputs what to call it with
     * @return what it computes of them: a tensor, a record of several, or whatever a module of
     *     yours returns
     * @throws org.panamatorch.TorchException of kind {@code TYPE} if no such method takes the
     *     inputs, and of kind {@code NOT_IMPLEMENTED} if there is none at all
     * @throws UnsupportedOperationException if the method cannot be called: because its package is
     *     not open to this module
     */
    public final Object callUntyped(Object... inputs) {
        return callUntypedWith(inputs);
    }

    Object callUntypedWith(Object... inputs) {
        return ModuleInvocation.invoke(this, inputs);
    }

    /**
     * A deep copy: other parameters, buffers and parts with the same values. Fields that hold them
     * hold those of the copy; all other fields hold the same objects. The hooks of the module and
     * its parts run for the copy, too, until they are removed from it; handles remove them from the
     * original alone. Those of its tensors do not, as in Python.
     *
     * @return a module of the same class
     * @throws UnsupportedOperationException if a field cannot be set: because its package is not
     *     open to this module, or it holds parameters or parts in an array or a collection
     */
    public Module copy() {
        try {
            return new ModuleCopy().of(this);
        } catch (StackOverflowError e) {
            throw tooDeep("copy");
        }
    }

    /** A copy of the object that shares everything with it: where {@link #copy} starts. */
    Module shallowCopy() {
        try {
            Module copy = (Module) clone();
            copy.hooks = hooks == null ? null : new ModuleHooks(hooks);
            copy.stateHooks = stateHooks == null ? null : new StateHooks(stateHooks);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("Module is cloneable", e);
        }
    }

    /**
     * What the printed form shows in parentheses, as Python's {@code extra_repr}.
     *
     * @return a text such as {@code in_features=4, out_features=2, bias=True}, empty if there is
     *     nothing to show
     */
    protected String extraRepr() {
        return "";
    }

    /**
     * The name of the printed form.
     *
     * @return the simple name of the class
     */
    protected String typeName() {
        return getClass().getSimpleName();
    }

    /**
     * The module as Python prints it.
     *
     * @return several lines where there are parts
     */
    @Override
    public String toString() {
        return ModuleText.of(this);
    }
}
