package org.panamatorch.nn;

import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.library.PtNn;
import org.panamatorch.internal.memory.NativeHandle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A module whose parameters and computation are LibTorch's own.
 *
 * @param <S> the class that extends this one
 */
abstract sealed class NativeModule<S extends Module> extends TypedModule<S>
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

    // Native modules hold one value of a computed parameter for all threads.
    private static final Object COMPUTED = new Object();

    // None in a fresh copy.
    private volatile NativeHandle handle;
    // The names of this module's own parameters in the order of the native module's.
    private final List<String> slots = new ArrayList<>();

    NativeModule(NativeHandle handle) {
        this(handle, parametersOf(handle));
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
                        slots.add(name);
                        tree.adoptParameter(name, parameter);
                    }
                });
    }

    /** The parameters of a native module and its parts by their names, in Python's order. */
    static Map<String, Tensor> parametersOf(NativeHandle module) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (Tensor parameter : PtNn.module_parameters(module)) {
            named.put(PtNn.module_parameter_name(module, named.size()), parameter);
        }
        return named;
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
        for (int i = 0; i < slots.size(); i++) {
            Tensor parameter = tree.parameters.get(slots.get(i));
            if (parameter != null) {
                PtNn.module_set_parameter(made, typeName(), i, parameter);
            }
        }
        PtNn.module_train(made, isTraining());
        tree.children.forEach(
                (name, child) -> {
                    if (child instanceof NativeModule<?> part) {
                        part.attach(PtNn.module_child(made, name));
                    }
                });
        handle = made;
    }

    /** Whether a module or one of its parts has hooks, which native code does not run. */
    static boolean anyHooks(Module module) {
        if (module.hasHooks()) {
            return true;
        }
        for (Module child : module.tree.children.values()) {
            if (child != null && anyHooks(child)) {
                return true;
            }
        }
        return false;
    }

    /** The names of this module's own parameters, in the order of the native module's. */
    final List<String> parameterNames() {
        return slots;
    }

    private boolean mayBeComputed() {
        if (!tree.attributes.isEmpty()) {
            return true;
        }
        for (String slot : slots) {
            Tensor parameter = tree.parameters.get(slot);
            if (parameter != null) {
                // The native module has it, too, and would go on with it.
                Arguments.requireOpen(parameter, typeName(), slot);
            } else if (!tree.parameters.containsKey(slot)) {
                return true;
            }
        }
        for (Module child : tree.children.values()) {
            if (child instanceof NativeModule<?> part && part.mayBeComputed()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs a native computation with the values that parametrizations give at this moment.
     *
     * @param reads reads parameters as often as Python does before it computes: what is
     *     parametrized may change each time
     * @param computation the computation
     * @return its result
     */
    final <T> T computing(Runnable reads, Supplier<T> computation) {
        if (!mayBeComputed()) {
            return computation.get();
        }
        synchronized (COMPUTED) {
            reads.run();
            takeComputed();
            return computation.get();
        }
    }

    /** Reads a parameter for what its parametrizations do then. */
    final void read(String name, int times) {
        for (int i = 0; i < times && tree.parametrizations(name) != null; i++) {
            attribute(name);
        }
    }

    /** Gives the native module the computed parameters of this one and its parts. */
    private void takeComputed() {
        // Where this is a fresh copy, that gives the parts theirs, too.
        NativeHandle own = handle();
        for (int i = 0; i < slots.size(); i++) {
            Tensor value = attribute(slots.get(i));
            if (value != null && value != tree.parameters.get(slots.get(i))) {
                PtNn.module_set_parameter(own, typeName(), i, value);
            }
        }
        for (Module child : tree.children.values()) {
            if (child instanceof NativeModule<?> part) {
                part.takeComputed();
            }
        }
    }

    @Override
    final Module shallowCopy() {
        NativeModule<?> copy = (NativeModule<?>) super.shallowCopy();
        copy.handle = null;
        return copy;
    }

    @Override
    final void parameterReplaced(String name, Tensor parameter) {
        int index = slots.indexOf(name);
        if (hasHandle() && index >= 0) {
            PtNn.module_set_parameter(handle, typeName(), index, parameter);
        }
    }

    /** Gives the native module the parameters that this one has, where it has one. */
    final void refresh() {
        for (String slot : slots) {
            Tensor parameter = tree.parameters.get(slot);
            if (parameter != null) {
                parameterReplaced(slot, parameter);
            }
        }
    }

    @Override
    public S train(boolean mode) {
        S self = super.train(mode);
        if (hasHandle()) {
            PtNn.module_train(handle, mode);
        }
        return self;
    }
}
