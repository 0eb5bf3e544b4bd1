package org.panamatorch.nn;

import org.panamatorch.internal.memory.NativeHandle;

import java.util.Map;

/** The layers of a native module, which Python keeps in a ModuleList. */
final class NativeStack extends NativeModule<NativeStack> {
    NativeStack(NativeHandle handle) {
        super(handle, Map.of());
    }

    @Override
    NativeHandle createWithoutValues() {
        throw new AssertionError("the layers are made by the module that they are a part of");
    }

    @Override
    protected String typeName() {
        return "ModuleList";
    }

    @Override
    public String toString() {
        return ModuleText.folded(this);
    }
}
