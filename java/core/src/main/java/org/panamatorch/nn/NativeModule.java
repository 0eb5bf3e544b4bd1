package org.panamatorch.nn;

import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.memory.NativeHandle;

/** A module whose parameters and computation are LibTorch's own. */
public abstract sealed class NativeModule extends Module permits RNNBase, RNNCellBase {
    private final NativeHandle handle;

    NativeModule(NativeHandle handle) {
        this.handle = handle;
        ModuleCalls.parameters(handle).forEach(this::adoptParameter);
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
