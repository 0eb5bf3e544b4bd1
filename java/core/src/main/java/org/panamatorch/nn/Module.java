// One file, because it is all that a user of modules sees, as torch.nn.Module is: documentation
// and calls of ModuleTree, ModuleConversion, StateSaver, StateLoader, ModuleHooks, ModuleCopy.
package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.HookHandle;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.io.ModuleFiles;
import org.panamatorch.internal.nn.ModuleAccess;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.nn.hook.ForwardHook;
import org.panamatorch.nn.hook.ForwardPreHook;
import org.panamatorch.nn.hook.FullBackwardHook;
import org.panamatorch.nn.hook.FullBackwardPreHook;
import org.panamatorch.nn.hook.LoadStateDictPostHook;
import org.panamatorch.nn.hook.LoadStateDictPreHook;
import org.panamatorch.nn.hook.RegistrationHook;
import org.panamatorch.nn.hook.StateDictPostHook;
import org.panamatorch.nn.hook.StateDictPreHook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
 * <p>Registered tensors belong to no {@link TensorScope}: they live as long as something refers to
 * them.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class Module implements Cloneable {
    static {
        ModuleAccess.set(
                new ModuleAccess() {
                    @Override
                    public void refresh(Module module) {
                        if (module instanceof NativeModule<?> whole) {
                            whole.refresh();
                        }
                    }
                });
    }

    private static final int FIRST_STATE_VERSION = 1;

    // The classes of this package that load, convert, copy and print modules go through it.
    @SuppressWarnings("this-escape") // The tree only keeps it.
    ModuleTree tree = new ModuleTree(this);

    // None where no hook was registered.
    private ModuleHooks hooks;
    StateHooks stateHooks;
    private boolean training = true;

    /** Makes a module without parameters, in training mode. */
    protected Module() {}

    /**
     * Makes a tensor a parameter of this module, and lets autograd record operations on it. A
     * parameter of that name is replaced.
     *
     * @param name its name, without dots
     * @param parameter the tensor, or null for an optional parameter that is not there
     * @return the tensor
     * @throws TorchException if the name is empty, has a dot or is that of a buffer or a part, or
     *     the tensor is no leaf
     */
    public final Tensor registerParameter(String name, Tensor parameter) {
        return registerParameter(name, parameter, true);
    }

    /**
     * Makes a tensor a parameter of this module. A parameter of that name is replaced.
     *
     * @param name its name, without dots
     * @param parameter the tensor, or null for an optional parameter that is not there
     * @param requiresGrad whether autograd shall record operations on it
     * @return the tensor
     * @throws TorchException if the name is empty, has a dot or is that of a buffer or a part, or
     *     the tensor is no leaf
     */
    public final Tensor registerParameter(String name, Tensor parameter, boolean requiresGrad) {
        return tree.registerParameter(name, parameter, requiresGrad);
    }

    /**
     * Makes a tensor a persistent buffer of this module. A buffer of that name is replaced.
     *
     * @param name its name, without dots
     * @param buffer the tensor, or null for an optional buffer that is not there
     * @return the tensor
     * @throws TorchException if the name is empty, has a dot or is that of a parameter or a part
     */
    public final Tensor registerBuffer(String name, Tensor buffer) {
        return registerBuffer(name, buffer, true);
    }

    /**
     * Makes a tensor a buffer of this module: part of its state, but not trained. A buffer of that
     * name is replaced.
     *
     * @param name its name, without dots
     * @param buffer the tensor, or null for an optional buffer that is not there
     * @param persistent whether it is part of {@code stateDict}
     * @return the tensor
     * @throws TorchException if the name is empty, has a dot or is that of a parameter or a part
     */
    public final Tensor registerBuffer(String name, Tensor buffer, boolean persistent) {
        return tree.registerBuffer(name, buffer, persistent);
    }

    /**
     * Makes a module a part of this one, as Python's {@code add_module}. A part of that name is
     * replaced.
     *
     * @param name its name, without dots
     * @param module the module, or null for an optional part that is not there
     * @param <M> its class
     * @return the module
     * @throws TorchException if the name is empty, has a dot or is that of a parameter or a buffer
     * @throws IllegalArgumentException if the module is or holds this one
     */
    public final <M extends Module> M register(String name, M module) {
        return tree.register(name, module);
    }

    /** Registers a part that this module calls by its class, so that hooks may not change that. */
    final <M extends Module> M part(String name, M module) {
        return tree.part(name, module);
    }

    /**
     * Removes a parameter, a buffer, a part or a tensor attribute, as Python's {@code del
     * module.name}.
     *
     * @param name its name
     * @throws TorchException if there is none
     */
    public final void unregister(String name) {
        tree.unregister(name);
    }

    /**
     * A tensor of this module itself, as Python's {@code module.name}: a parameter, a buffer, or
     * what its parametrizations make of the originals.
     *
     * @param name its name
     * @return the tensor; a new one if it is parametrized; null if it is not there
     * @see org.panamatorch.nn.utils.Parametrize
     */
    public final Tensor attribute(String name) {
        return tree.attribute(name);
    }

    /**
     * Sets a tensor of this module itself, as Python's {@code module.name = value}. A parametrized
     * one gets the originals that give the value; a parameter or a buffer is replaced; under
     * another name, the module keeps the tensor as one that is no part of its state.
     *
     * @param name its name, without dots
     * @param value the tensor, or null for an optional one that is not there
     * @throws TorchException if the name is empty, has a dot or is that of a part, the tensor is to
     *     replace a parameter and is no leaf or requires no gradient, or the parametrizations have
     *     no inverse
     */
    public final void setAttribute(String name, Tensor value) {
        tree.setAttribute(name, value);
    }

    /**
     * A parameter of this module itself. What computes with it asks for it each time: the object is
     * another one after the module has left the meta device, or while the parameter is
     * parametrized.
     *
     * @param name its name
     * @return the tensor, or null if it is not there
     */
    protected final Tensor parameter(String name) {
        return attribute(name);
    }

    /**
     * A buffer of this module itself. What computes with it asks for it each time: the object is
     * another one after the module has left the meta device, or while the buffer is parametrized.
     *
     * @param name its name
     * @return the tensor, or null if it is not there
     */
    protected final Tensor buffer(String name) {
        return attribute(name);
    }

    /**
     * A part by its path.
     *
     * @param target a path such as {@code layers.0.self_attn}; empty for this module
     * @return the part
     * @throws TorchException if there is none
     */
    public final Module getSubmodule(String target) {
        return tree.submodule(target);
    }

    /**
     * Puts a part at a path.
     *
     * @param target a path such as {@code layers.0.self_attn}, whose last name may be new
     * @param module the part
     * @throws TorchException if there is nothing at the path up to the last name
     */
    public final void setSubmodule(String target, Module module) {
        tree.setSubmodule(target, module);
    }

    /**
     * A parameter by its path.
     *
     * @param target a path such as {@code layers.0.weight}
     * @return the tensor
     * @throws TorchException if there is none
     */
    public final Tensor getParameter(String target) {
        return tree.parameter(target);
    }

    /**
     * A buffer by its path.
     *
     * @param target a path such as {@code layers.0.running_mean}
     * @return the tensor, or null for an optional buffer that is not there
     * @throws TorchException if there is none
     */
    public final Tensor getBuffer(String target) {
        return tree.buffer(target);
    }

    /**
     * The parameters of this module and its parts, each once.
     *
     * @return a new list in the order of registration, those of parents first
     */
    public final List<Tensor> parameters() {
        return ModulePlace.tensors(modules(), module -> module.tree.parameters);
    }

    /**
     * The parameters of this module and its parts by their names, such as {@code rnn.weight_ih_l0};
     * one that is used twice has the first of its names.
     *
     * @return a new map in the order of registration, those of parents first
     */
    public final Map<String, Tensor> namedParameters() {
        return namedParameters("", true, true);
    }

    /**
     * The parameters by their names.
     *
     * @param prefix what comes before the names and a dot, or nothing
     * @param recurse whether those of the parts are among them
     * @param removeDuplicate whether one that is used twice has the first of its names only
     * @return a new map in the order of registration, those of parents first
     */
    public final Map<String, Tensor> namedParameters(
            String prefix, boolean recurse, boolean removeDuplicate) {
        Registration.requireText("namedParameters", "prefix", prefix);
        return ModulePlace.namedTensors(
                this, module -> module.tree.parameters, prefix, recurse, removeDuplicate);
    }

    /**
     * The buffers of this module and its parts, each once.
     *
     * @return a new list in the order of registration, those of parents first
     */
    public final List<Tensor> buffers() {
        return ModulePlace.tensors(modules(), module -> module.tree.buffers);
    }

    /**
     * The buffers of this module and its parts by their names; one that is used twice has the first
     * of its names.
     *
     * @return a new map in the order of registration, those of parents first
     */
    public final Map<String, Tensor> namedBuffers() {
        return namedBuffers("", true, true);
    }

    /**
     * The buffers by their names.
     *
     * @param prefix what comes before the names and a dot, or nothing
     * @param recurse whether those of the parts are among them
     * @param removeDuplicate whether one that is used twice has the first of its names only
     * @return a new map in the order of registration, those of parents first
     */
    public final Map<String, Tensor> namedBuffers(
            String prefix, boolean recurse, boolean removeDuplicate) {
        Registration.requireText("namedBuffers", "prefix", prefix);
        return ModulePlace.namedTensors(
                this, module -> module.tree.buffers, prefix, recurse, removeDuplicate);
    }

    /**
     * The direct parts of this module, each once.
     *
     * @return a new list in the order of registration
     */
    public final List<Module> children() {
        return List.copyOf(namedChildren().values());
    }

    /**
     * The direct parts of this module by their names; one that is used twice has the first of its
     * names.
     *
     * @return a new map in the order of registration
     */
    public final Map<String, Module> namedChildren() {
        return tree.namedChildren();
    }

    /**
     * This module and its parts, each once.
     *
     * @return a new list, parents before their parts
     */
    public final List<Module> modules() {
        return ModulePlace.modules(this);
    }

    /**
     * This module and its parts, each once, by their paths; this module's own is empty.
     *
     * @return a new map in the order of registration, parents before their parts
     */
    public final Map<String, Module> namedModules() {
        return namedModules("", true);
    }

    /**
     * This module and its parts by their paths.
     *
     * @param prefix this module's own path
     * @param removeDuplicate whether one that is used twice has the first of its paths only
     * @return a new map in the order of registration, parents before their parts
     */
    public final Map<String, Module> namedModules(String prefix, boolean removeDuplicate) {
        Registration.requireText("namedModules", "prefix", prefix);
        return ModulePlace.namedModules(this, prefix, removeDuplicate);
    }

    /**
     * Runs an action on the parts of this module and then on itself.
     *
     * @param action the action
     * @return this
     */
    public Module apply(Consumer<Module> action) {
        Arguments.requirePresent(action, "apply", "action", "a function");
        tree.apply(action);
        return this;
    }

    /**
     * How many numbers the parameters have, those that are shared counted once.
     *
     * @return the sum of their elements
     * @throws TorchException if the size of one is not known yet
     */
    public final long numParameters() {
        return parameters().stream().mapToLong(Tensor::numel).sum();
    }

    /**
     * Whether the module is in training mode, which changes what dropout, batch normalization and
     * the like compute.
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
        tree.forEachChild("train", child -> child.train(mode));
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
        parameters().forEach(parameter -> ModuleTree.clearGrad(parameter, setToNone));
    }

    /**
     * Lets autograd record operations on the parameters, or not.
     *
     * @param requiresGrad whether it shall
     * @return this
     */
    public Module requiresGrad_(boolean requiresGrad) {
        parameters().forEach(parameter -> parameter.requiresGrad_(requiresGrad));
        return this;
    }

    /**
     * Lets autograd record operations on the parameters.
     *
     * @return this
     */
    public Module requiresGrad_() {
        return requiresGrad_(true);
    }

    /**
     * Moves all parameters and buffers of floating-point and complex dtypes to a dtype.
     *
     * @param dtype a floating-point or complex dtype
     * @return this
     * @throws TorchException if it is another
     */
    public Module to(DType dtype) {
        return to(null, dtype);
    }

    /**
     * Moves all parameters and buffers to a device.
     *
     * @param device the device
     * @return this
     * @throws TorchException if it is not there, or they are on the meta device
     */
    public Module to(Device device) {
        return to(device, null);
    }

    /**
     * Moves all parameters and buffers to a device.
     *
     * @param device its name, such as {@code cpu} or {@code cuda:1}
     * @return this
     * @throws TorchException if it is no device's name, the device is not there, or they are on the
     *     meta device
     */
    public Module to(String device) {
        return to(Device.of(device));
    }

    /**
     * Moves all parameters and buffers to a device, and those of floating-point and complex dtypes
     * to a dtype.
     *
     * @param device the device, or null to leave it
     * @param dtype a floating-point or complex dtype, or null to leave it
     * @return this
     * @throws TorchException if the device is not there, the dtype is another, or they are on the
     *     meta device
     */
    public Module to(Device device, DType dtype) {
        ModuleConversion.to(this, device, dtype);
        return this;
    }

    /**
     * Moves all parameters and buffers to the device of another tensor, and those of floating-point
     * and complex dtypes to its dtype.
     *
     * @param other the tensor
     * @return this
     * @throws TorchException if its dtype is another
     */
    public Module to(Tensor other) {
        Arguments.requirePresent(other, "to", "other", "a tensor");
        return to(other.device(), other.dtype());
    }

    /**
     * Lays the parameters and buffers of four and five dimensions out in a memory format.
     *
     * @param format the format
     * @return this
     * @throws TorchException if a number of dimensions does not fit, or a lazy module has no sizes
     *     yet
     */
    public Module to(MemoryFormat format) {
        ModuleConversion.to(this, format);
        return this;
    }

    /**
     * Converts all parameters and buffers to a dtype.
     *
     * @param dtype the dtype
     * @return this
     * @throws TorchException if parameters that require gradients cannot have it, or a lazy module
     *     has no sizes yet
     */
    public Module type(DType dtype) {
        ModuleConversion.type(this, dtype);
        return this;
    }

    /**
     * Moves floating-point parameters and buffers to {@code float32}, as Python's {@code float}.
     *
     * @return this
     */
    public Module toFloat() {
        ModuleConversion.floating(this, DType.FLOAT32);
        return this;
    }

    /**
     * Moves floating-point parameters and buffers to {@code float64}, as Python's {@code double}.
     *
     * @return this
     */
    public Module toDouble() {
        ModuleConversion.floating(this, DType.FLOAT64);
        return this;
    }

    /**
     * Moves floating-point parameters and buffers to {@code float16}.
     *
     * @return this
     */
    public Module half() {
        ModuleConversion.floating(this, DType.FLOAT16);
        return this;
    }

    /**
     * Moves floating-point parameters and buffers to {@code bfloat16}.
     *
     * @return this
     */
    public Module bfloat16() {
        ModuleConversion.floating(this, DType.BFLOAT16);
        return this;
    }

    /**
     * Moves all parameters and buffers to the CPU.
     *
     * @return this
     */
    public Module cpu() {
        return to(Device.CPU);
    }

    /**
     * Moves all parameters and buffers to the current CUDA device.
     *
     * @return this
     * @throws TorchException if there is none
     */
    public Module cuda() {
        return to(Device.CUDA);
    }

    /**
     * Moves all parameters and buffers to a CUDA device.
     *
     * @param index its number
     * @return this
     * @throws TorchException if it is not there
     */
    public Module cuda(int index) {
        return to(new Device(Device.Type.CUDA, index));
    }

    /**
     * Gives all parameters and buffers memory on a device, without values: what a module on the
     * meta device needs before its state can be loaded.
     *
     * @param device the device
     * @return this
     * @throws TorchException if it is not there, or a lazy module has no sizes yet
     */
    public Module toEmpty(Device device) {
        return toEmpty(device, true);
    }

    /**
     * Gives the parameters and buffers memory on a device, without values.
     *
     * @param device the device
     * @param recurse whether those of the parts get it, too
     * @return this
     * @throws TorchException if it is not there, or a lazy module has no sizes yet
     */
    public Module toEmpty(Device device, boolean recurse) {
        ModuleConversion.empty(this, device, recurse);
        return this;
    }

    /** Called when another tensor has become a parameter of this module. */
    void parameterReplaced(String name, Tensor parameter) {}

    /** Called when the parameters and buffers of this module have been moved. */
    void converted() {}

    /**
     * Whether the module itself, not its parts, has parameters or buffers without a size.
     *
     * @return true for a lazy module that was neither called nor loaded a state
     */
    public final boolean hasUninitializedParams() {
        return !tree.uninitialized().isEmpty();
    }

    /**
     * The parameters and persistent buffers of this module and its parts by their names.
     *
     * @return new tensors that share their elements with the module's, without gradients, and
     *     belong to no {@link TensorScope}; of each module first its own parameters, then its
     *     buffers, then its parts
     */
    public final StateDict stateDict() {
        return stateDict("", false);
    }

    /**
     * The parameters and persistent buffers of this module and its parts by their names.
     *
     * @param prefix what comes before the names, dots included
     * @param keepVars whether to give the module's own tensors
     * @return tensors; of each module first its own parameters, then its buffers, then its parts
     */
    public final StateDict stateDict(String prefix, boolean keepVars) {
        Arguments.requirePresent(prefix, "stateDict", "prefix", "a string");
        return StateSaver.save(this, prefix, keepVars);
    }

    /**
     * Copies a state into the parameters and buffers of this module and its parts.
     *
     * @param state tensors by their names
     * @return how well it fitted: perfectly
     * @throws TorchException if names are missing or unexpected, or sizes differ; what fits is
     *     copied
     */
    public final LoadResult loadStateDict(Map<String, Tensor> state) {
        return loadStateDict(state, true);
    }

    /**
     * Copies a state into the parameters and buffers of this module and its parts.
     *
     * @param state tensors by their names
     * @param strict whether missing and unexpected names are errors
     * @return how well it fitted
     * @throws TorchException if names do not fit though they must, or sizes differ; what fits is
     *     copied
     */
    public final LoadResult loadStateDict(Map<String, Tensor> state, boolean strict) {
        return loadStateDict(state, strict, false);
    }

    /**
     * Takes a state for that of this module and its parts.
     *
     * @param state tensors by their names
     * @param strict whether missing and unexpected names are errors
     * @param assign whether the tensors themselves become the parameters and buffers, instead of
     *     their elements being copied
     * @return how well it fitted
     * @throws TorchException if names do not fit though they must, or sizes differ; what fits is
     *     taken
     */
    public final LoadResult loadStateDict(
            Map<String, Tensor> state, boolean strict, boolean assign) {
        Arguments.requirePresent(state, "loadStateDict", "state", "a map of tensors");
        return new StateLoader(state, assign).load(this, strict);
    }

    /**
     * Writes the state to a file, which takes the place of one that is there when it is complete.
     *
     * @param path where to; the ending says the format: {@code .safetensors}, where a tensor that
     *     has several names is written under the first of them, or {@code .pt}, {@code .pth} or
     *     {@code .bin} as of {@code torch.save}
     * @throws IOException if it cannot be written
     * @see org.panamatorch.io.Safetensors
     * @see org.panamatorch.io.TorchFile
     */
    public final void save(Path path) throws IOException {
        Arguments.requirePresent(path, "save", "path", "a path");
        ModuleFiles.save(stateDict(), path);
    }

    /**
     * Copies the state from a file into the parameters and buffers of this module and its parts.
     *
     * @param path the file, with an ending as for {@link #save}
     * @return how well it fitted
     * @throws IOException if it cannot be read
     * @throws TorchException if names or sizes do not fit
     */
    public final LoadResult load(Path path) throws IOException {
        Arguments.requirePresent(path, "load", "path", "a path");
        return loadStateDict(ModuleFiles.load(path, stateDict()));
    }

    /**
     * State of this module beside parameters and buffers; it is saved under {@code _extra_state},
     * and {@link #setExtraState} gets it when a state is loaded.
     *
     * @return a tensor; or a number, a text, a list, a map or whatever {@link
     *     org.panamatorch.io.TorchFile} saves, for {@link StateDict#extraStates}; or null where
     *     there is nothing more, as in this class
     * @see <a
     *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html#torch.nn.Module.get_extra_state">torch.nn.Module.get_extra_state</a>
     */
    protected Object extraState() {
        return null;
    }

    /**
     * Takes over what {@link #extraState} of such a module gave. Whoever overrides that method
     * overrides this one, too.
     *
     * @param state the tensor or other value of the state that is loaded
     */
    protected void setExtraState(Object state) {
        throw new UnsupportedOperationException(
                tree.className() + " has an extraState(), and does not override setExtraState()");
    }

    /** The version of the format of this class's own state. */
    int stateVersion() {
        return FIRST_STATE_VERSION;
    }

    /** Changes a state of an older format before this module's own part of it is loaded. */
    void upgrade(StateLoader loader, String prefix, Integer version) {}

    /**
     * Runs a hook each time before the state of this module is taken, by itself or as a part.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerStateDictPreHook(StateDictPreHook hook) {
        return stateHooks().beforeSaving.add(present(hook, "registerStateDictPreHook"));
    }

    /**
     * Runs a hook each time after the state of this module and its parts was taken.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerStateDictPostHook(StateDictPostHook hook) {
        return stateHooks().afterSaving.add(present(hook, "registerStateDictPostHook"));
    }

    /**
     * Runs a hook each time before the state of this module is loaded, by itself or as a part.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerLoadStateDictPreHook(LoadStateDictPreHook hook) {
        return stateHooks().beforeLoading.add(present(hook, "registerLoadStateDictPreHook"));
    }

    /**
     * Runs a hook each time after the state of this module and its parts was loaded, before missing
     * and unexpected names are reported.
     *
     * @param hook the hook
     * @return what removes it
     */
    public final HookHandle registerLoadStateDictPostHook(LoadStateDictPostHook hook) {
        return stateHooks().afterLoading.add(present(hook, "registerLoadStateDictPostHook"));
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

    private static ModuleHooks.AfterForward after(ForwardHook hook, boolean alwaysCall) {
        return new ModuleHooks.AfterForward(present(hook, "registerForwardHook"), alwaysCall);
    }

    /** Refuses null for a hook. */
    private static <H> H present(H hook, String operation) {
        Arguments.requirePresent(hook, operation, "hook", "a hook");
        return hook;
    }

    private StateHooks stateHooks() {
        if (stateHooks == null) {
            stateHooks = new StateHooks();
        }
        return stateHooks;
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
     * Runs the hooks around a computation of two inputs, such as {@code this::forward}.
     *
     * @param <A> the type of the first input, for which hooks answer where they replace it
     * @param <B> that of the second
     * @param <R> that of the output
     * @param forward makes the output
     * @param first the first input
     * @param second the second input
     * @return the output, which hooks may have replaced
     */
    @SuppressWarnings("unchecked")
    protected final <A, B, R> R callWithHooks(BiFunction<A, B, R> forward, A first, B second) {
        return hasHooks()
                ? (R)
                        hooks().run(
                                        this,
                                        inputs -> forward.apply((A) inputs[0], (B) inputs[1]),
                                        first,
                                        second)
                : forward.apply(first, second);
    }

    /**
     * Runs the hooks around a computation of three inputs, such as {@code this::forward}.
     *
     * @param <A> the type of the first input, for which hooks answer where they replace it
     * @param <B> that of the second
     * @param <C> that of the third
     * @param <R> that of the output
     * @param forward makes the output
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return the output, which hooks may have replaced
     */
    @SuppressWarnings("unchecked")
    protected final <A, B, C, R> R callWithHooks(
            TriFunction<A, B, C, R> forward, A first, B second, C third) {
        return hasHooks()
                ? (R)
                        hooks().run(
                                        this,
                                        inputs ->
                                                forward.apply(
                                                        (A) inputs[0],
                                                        (B) inputs[1],
                                                        (C) inputs[2]),
                                        first,
                                        second,
                                        third)
                : forward.apply(first, second, third);
    }

    /**
     * Calls the module with values whose types are known only at run time, as Python does: by its
     * method {@code call} that takes them, or else by such a {@code forward}, between the module's
     * hooks. Where the types are known, {@code call} itself is faster and checked by the compiler.
     *
     * @param inputs what to call it with
     * @return what it computes of them: a tensor, a record of several, or whatever a module of
     *     yours returns
     * @throws TorchException of kind {@code TYPE} if no such method takes the inputs, and of kind
     *     {@code NOT_IMPLEMENTED} if there is none at all
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
        return ModuleCopy.deep(this);
    }

    /**
     * The copy of a module ({@link #copy}), by the module's own type.
     *
     * @param module the module
     * @param <M> its class
     * @return the copy
     */
    @SuppressWarnings("unchecked") // A copy is of the same class.
    public static <M extends Module> M copyOf(M module) {
        return (M) Required.present("copyOf", "module", module, "a module").copy();
    }

    /** A copy of the object that shares everything with it: where {@link #copy} starts. */
    Module shallowCopy() {
        try {
            Module copy = (Module) clone();
            copy.tree = new ModuleTree(copy);
            copy.hooks = hooks == null ? null : new ModuleHooks(hooks);
            copy.stateHooks = stateHooks == null ? null : new StateHooks(stateHooks);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("Module is cloneable", e);
        }
    }

    /**
     * The text between the parentheses of the printed form, as Python's {@code extra_repr}.
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
