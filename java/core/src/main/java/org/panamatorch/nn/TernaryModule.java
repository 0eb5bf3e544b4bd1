package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;

/**
 * The base of modules that make one tensor of three, as some losses do.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html">torch.nn.Module</a>
 */
public abstract class TernaryModule extends Module {
    /** Makes a module without parameters, in training mode. */
    protected TernaryModule() {}

    /**
     * Computes the output: what the module is made for. {@link #call} runs it.
     *
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return a new tensor
     */
    protected abstract Tensor forward(Tensor first, Tensor second, Tensor third);

    /**
     * Computes the output, between the module's hooks.
     *
     * @param first the first input
     * @param second the second input
     * @param third the third input
     * @return what {@link #forward} makes of them, unless hooks replace one or the other
     */
    public final Tensor call(Tensor first, Tensor second, Tensor third) {
        return hasHooks()
                ? (Tensor)
                        callWithHooks(
                                inputs ->
                                        forward(
                                                (Tensor) inputs[0],
                                                (Tensor) inputs[1],
                                                (Tensor) inputs[2]),
                                first,
                                second,
                                third)
                : forward(first, second, third);
    }

    @Override
    public TernaryModule train(boolean mode) {
        super.train(mode);
        return this;
    }

    @Override
    public TernaryModule train() {
        return train(true);
    }

    @Override
    public TernaryModule eval() {
        return train(false);
    }

    @Override
    public TernaryModule to(DType dtype) {
        super.to(dtype);
        return this;
    }

    @Override
    public TernaryModule to(Device device) {
        super.to(device);
        return this;
    }

    @Override
    public TernaryModule to(String device) {
        super.to(device);
        return this;
    }

    @Override
    public TernaryModule to(Device device, DType dtype) {
        super.to(device, dtype);
        return this;
    }
}
