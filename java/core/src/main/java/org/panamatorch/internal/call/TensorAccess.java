package org.panamatorch.internal.call;

import org.panamatorch.Device;
import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.internal.memory.NativeHandle;

import java.lang.invoke.MethodHandles;

/** Opens what the public types keep package-private to the other packages of this module. */
public abstract class TensorAccess {
    private static TensorAccess instance;

    /** Called once, by {@link Tensor}'s initializer. */
    protected TensorAccess() {}

    /**
     * Sets the implementation.
     *
     * @param access the only one
     */
    public static void set(TensorAccess access) {
        instance = access;
    }

    /**
     * The implementation.
     *
     * @return never null
     */
    public static TensorAccess get() {
        return Holder.ACCESS;
    }

    /** Makes the implementation a constant for the compiler. */
    private static final class Holder {
        static final TensorAccess ACCESS = initialized();

        private static TensorAccess initialized() {
            try {
                MethodHandles.lookup().ensureInitialized(Tensor.class);
            } catch (IllegalAccessException e) {
                throw new AssertionError("Tensor is in this module", e);
            }
            return instance;
        }
    }

    /**
     * The tensor's handle.
     *
     * @param tensor not null
     * @return the handle
     */
    public abstract NativeHandle handle(Tensor tensor);

    /**
     * A tensor for a handle.
     *
     * @param handle the handle
     * @return a new object
     */
    public abstract Tensor tensor(NativeHandle handle);

    /**
     * Lets another tensor stand for one in all operations of the calling thread.
     *
     * @param tensor the tensor
     * @param other the other, which the caller keeps reachable; null ends that of the latest
     */
    public abstract void substitute(Tensor tensor, Tensor other);

    /**
     * A generator for a handle.
     *
     * @param handle the handle
     * @param device the generator's device
     * @return a new object
     */
    public abstract Generator generator(NativeHandle handle, Device device);

    /**
     * The generator's handle.
     *
     * @param generator not null
     * @return the handle
     */
    public abstract NativeHandle handle(Generator generator);
}
