package org.panamatorch.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.OptimizerCalls;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.optim.AdamSpec;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * Adam: steps scaled by running means of the gradients and of their squares.
 *
 * <p>LibTorch's own class, with the arithmetic of Python's: the same parameters bit for bit.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.Adam.html">torch.optim.Adam</a>
 */
public final class Adam implements Optimizer, AutoCloseable {
    private final NativeHandle handle;
    // The native optimizer has them, too, and would go on with those that were closed.
    private final Tensor[] parameters;

    /**
     * Makes an optimizer with the defaults.
     *
     * @param parameters what to train
     * @throws TorchException if there are no parameters, or one is the result of an operation
     */
    public Adam(Collection<Tensor> parameters) {
        this(parameters, AdamOptions.defaults());
    }

    /**
     * Makes an optimizer.
     *
     * @param parameters what to train
     * @param lr the learning rate
     * @throws TorchException if there are no parameters, one is the result of an operation, or the
     *     rate is negative
     */
    public Adam(Collection<Tensor> parameters, double lr) {
        this(parameters, o -> o.lr(lr));
    }

    /**
     * Makes an optimizer.
     *
     * @param parameters what to train
     * @param options sets what is not to be as by default
     * @throws TorchException if there are no parameters, one is the result of an operation, an
     *     option is out of range, or options exclude each other
     */
    public Adam(Collection<Tensor> parameters, Consumer<? super AdamOptions> options) {
        this(parameters, AdamOptions.of(options, "Adam"));
    }

    private Adam(Collection<Tensor> parameters, AdamSpec options) {
        Arguments.requireAll(parameters, "Adam", "params", "tensors");
        if (parameters.isEmpty()) {
            throw new TorchException(
                    TorchException.Kind.VALUE, "optimizer got an empty parameter list");
        }
        if (options.betas().length != 2) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Adam: argument 'betas' has " + options.betas().length + " numbers, not 2");
        }
        this.parameters = parameters.toArray(Tensor[]::new);
        handle = OptimizerCalls.adam(this.parameters, options);
    }

    @Override
    public void step() {
        for (Tensor parameter : parameters) {
            Arguments.requireOpen(parameter, "step", "params");
        }
        OptimizerCalls.step(handle);
    }

    @Override
    public void zeroGrad(boolean setToNone) {
        OptimizerCalls.zeroGrad(handle, setToNone);
    }

    /** Frees the optimizer's state. Closing again does nothing. */
    @Override
    public void close() {
        handle.close();
    }
}
