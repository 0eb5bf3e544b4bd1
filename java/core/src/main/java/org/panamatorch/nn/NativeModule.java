package org.panamatorch.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.panamatorch.Tensor;
import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.memory.NativeHandle;

/** A module whose parameters and computation are LibTorch's own. */
public abstract sealed class NativeModule extends Module
        permits RNNBase, RNNCellBase, MultiheadAttention, TransformerEncoderLayer, NativePart {
    private final NativeHandle handle;

    NativeModule(NativeHandle handle) {
        this(handle, ModuleCalls.parameters(handle));
    }

    /**
     * Takes a module and its parameters; those of its parts, whose names have dots, are left to the parts.
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

    final NativeHandle handle() {
        return handle;
    }

    @Override
    public void train(boolean mode) {
        super.train(mode);
        ModuleCalls.train(handle, mode);
    }
}
