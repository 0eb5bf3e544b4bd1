package org.panamatorch.nn;

import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.memory.NativeHandle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A module whose parameters and computation are LibTorch's own. */
public abstract sealed class NativeModule extends Module
        permits RNNBase,
                RNNCellBase,
                MultiheadAttention,
                TransformerEncoderLayer,
                TransformerEncoder,
                NativePart,
                NativeStack {
    /**
     * The options of a module that is made only to take the parameters of another: nothing is drawn
     * for it.
     */
    static final TensorOptions WITHOUT_VALUES = TensorOptions.of(Device.META);

    // None in a fresh copy.
    private volatile NativeHandle handle;

    NativeModule(NativeHandle handle) {
        this(handle, ModuleCalls.parameters(handle));
    }

    /**
     * Takes a module and its parameters; those of its parts, whose names have dots, are left to the
     * parts.
     *
     * @param handle the module
     * @param parameters its parameters and those of its parts
     */
    NativeModule(NativeHandle handle, Map<String, Tensor> parameters) {
        this.handle = handle;
        parameters.forEach(
                (name, parameter) -> {
                    if (name.indexOf('.') < 0) {
                        adoptParameter(name, parameter);
                    }
                });
    }

    /** The parameters of a part, by their names in it. */
    static Map<String, Tensor> within(Map<String, Tensor> parameters, String part) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        String prefix = part + ".";
        parameters.forEach(
                (name, parameter) -> {
                    if (name.startsWith(prefix)) {
                        found.put(name.substring(prefix.length()), parameter);
                    }
                });
        return found;
    }

    /** A native module like this one's, {@link #WITHOUT_VALUES}. */
    abstract NativeHandle createWithoutValues();

    final NativeHandle handle() {
        NativeHandle known = handle;
        return known != null ? known : restored();
    }

    final boolean hasHandle() {
        return handle != null;
    }

    private synchronized NativeHandle restored() {
        if (handle == null) {
            attach(createWithoutValues());
        }
        return handle;
    }

    /** Gives a native module the parameters and modes of this one, and makes it this one's. */
    private void attach(NativeHandle made) {
        int index = 0;
        for (Tensor parameter : parameters.values()) {
            ModuleCalls.setParameter(made, typeName(), index++, parameter);
        }
        ModuleCalls.train(made, isTraining());
        children.forEach(
                (name, child) -> {
                    if (child instanceof NativeModule part) {
                        part.attach(ModuleCalls.child(made, name));
                    }
                });
        handle = made;
    }

    /** Whether a module or one of its parts has hooks, which native code does not run. */
    static boolean anyHooks(Module module) {
        if (module.hasHooks()) {
            return true;
        }
        for (Module child : module.children.values()) {
            if (child != null && anyHooks(child)) {
                return true;
            }
        }
        return false;
    }

    @Override
    final Module shallowCopy() {
        NativeModule copy = (NativeModule) super.shallowCopy();
        copy.handle = null;
        return copy;
    }

    @Override
    final void parameterReplaced(String name, Tensor parameter) {
        if (hasHandle()) {
            ModuleCalls.setParameter(
                    handle,
                    typeName(),
                    new ArrayList<>(parameters.keySet()).indexOf(name),
                    parameter);
        }
    }

    @Override
    public void train(boolean mode) {
        super.train(mode);
        if (hasHandle()) {
            ModuleCalls.train(handle, mode);
        }
    }
}
