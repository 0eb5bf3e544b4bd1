package org.panamatorch.internal.nn;

import org.panamatorch.nn.Module;

import java.lang.invoke.MethodHandles;

/** Opens what modules keep package-private to the other packages of this module. */
public abstract class ModuleAccess {
    private static ModuleAccess instance;

    /** Called once, by {@link Module}'s initializer. */
    protected ModuleAccess() {}

    /**
     * Sets the implementation.
     *
     * @param access the only one
     */
    public static void set(ModuleAccess access) {
        instance = access;
    }

    /**
     * The implementation.
     *
     * @return never null
     */
    public static ModuleAccess get() {
        if (instance == null) {
            try {
                MethodHandles.lookup().ensureInitialized(Module.class);
            } catch (IllegalAccessException e) {
                throw new AssertionError("Module is in this module", e);
            }
        }
        return instance;
    }

    /**
     * Gives a native module the parameters that it has in Java.
     *
     * @param module any module; not its parts
     */
    public abstract void refresh(Module module);
}
