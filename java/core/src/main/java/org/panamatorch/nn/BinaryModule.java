package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;

/**
 * The base of modules that make one tensor of two, as most losses do of an input and a target.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class BinaryModule extends Module implements BinaryLayer {
    /** Makes a module without parameters, in training mode. */
    protected BinaryModule() {}

    /**
     * Computes the output: what the module is made for. {@link #call} runs it.
     *
     * @param first the first input
     * @param second the second input, of losses the target
     * @return a new tensor
     */
    protected abstract Tensor forward(Tensor first, Tensor second);

    /**
     * Computes the output, between the module's hooks.
     *
     * @param first the first input
     * @param second the second input, of losses the target
     * @return what {@link #forward} makes of them, unless hooks replace one or the other
     */
    @Override
    public final Tensor call(Tensor first, Tensor second) {
        return hasHooks()
                ? (Tensor)
                        callWithHooks(
                                inputs -> forward((Tensor) inputs[0], (Tensor) inputs[1]),
                                first,
                                second)
                : forward(first, second);
    }

    @Override
    public BinaryModule train(boolean mode) {
        super.train(mode);
        return this;
    }

    @Override
    public BinaryModule train() {
        return train(true);
    }

    @Override
    public BinaryModule eval() {
        return train(false);
    }

    @Override
    public BinaryModule to(DType dtype) {
        super.to(dtype);
        return this;
    }

    @Override
    public BinaryModule to(Device device) {
        super.to(device);
        return this;
    }

    @Override
    public BinaryModule to(String device) {
        super.to(device);
        return this;
    }

    @Override
    public BinaryModule to(Device device, DType dtype) {
        super.to(device, dtype);
        return this;
    }
}
