package org.panamatorch.optim;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.OptimizerCalls;
import org.panamatorch.internal.call.OptimizerCalls.AdamOptions;
import org.panamatorch.internal.memory.NativeHandle;

import java.util.Collection;

/**
 * Adam: steps scaled by running means of the gradients and of their squares.
 *
 * <p>LibTorch's own class, with the arithmetic of Python's: the same parameters bit for bit.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.Adam.html">torch.optim.Adam</a>
 */
public final class Adam implements Optimizer, AutoCloseable {
    /** Python's default learning rate. */
    public static final double DEFAULT_LR = 1e-3;

    private final NativeHandle handle;
    // The native optimizer has them, too, and would go on with those that were closed.
    private final Tensor[] parameters;

    /** The options of Adam. */
    public static final class Builder {
        private final Tensor[] parameters;
        private double lr = DEFAULT_LR;
        private double beta1 = 0.9;
        private double beta2 = 0.999;
        private double eps = 1e-8;
        private double weightDecay;
        private boolean amsgrad;
        private boolean maximize;
        private Boolean foreach;
        private Boolean fused;
        private boolean capturable;
        private boolean differentiable;
        private boolean decoupledWeightDecay;

        private Builder(Collection<Tensor> parameters) {
            Arguments.requireAll(parameters, "Adam", "params", "tensors");
            this.parameters = parameters.toArray(Tensor[]::new);
        }

        /**
         * The learning rate; 0.001 by default.
         *
         * @param rate the rate
         * @return this
         */
        public Builder lr(double rate) {
            lr = rate;
            return this;
        }

        /**
         * The decays of the running means; 0.9 and 0.999 by default.
         *
         * @param first of the gradients
         * @param second of their squares
         * @return this
         */
        public Builder betas(double first, double second) {
            beta1 = first;
            beta2 = second;
            return this;
        }

        /**
         * What is added to the denominator; 1e-8 by default.
         *
         * @param epsilon the term
         * @return this
         */
        public Builder eps(double epsilon) {
            eps = epsilon;
            return this;
        }

        /**
         * How much of a parameter is added to its gradient; 0 by default.
         *
         * @param decay the factor
         * @return this
         */
        public Builder weightDecay(double decay) {
            weightDecay = decay;
            return this;
        }

        /**
         * Whether to divide by the greatest mean of squares so far; no by default.
         *
         * @param use whether to
         * @return this
         */
        public Builder amsgrad(boolean use) {
            amsgrad = use;
            return this;
        }

        /**
         * Whether to ascend instead of descend; no by default.
         *
         * @param ascend whether to
         * @return this
         */
        public Builder maximize(boolean ascend) {
            maximize = ascend;
            return this;
        }

        /**
         * Whether to step all parameters with a few calls for all; on the CPU no by default.
         *
         * @param use whether to
         * @return this
         */
        public Builder foreach(boolean use) {
            foreach = use;
            return this;
        }

        /**
         * Whether to use the fused kernel, the fastest, whose last bits differ; no by default.
         *
         * @param use whether to
         * @return this
         */
        public Builder fused(boolean use) {
            fused = use;
            return this;
        }

        /**
         * Whether steps can be captured in a CUDA graph; no by default.
         *
         * @param can whether they can
         * @return this
         */
        public Builder capturable(boolean can) {
            capturable = can;
            return this;
        }

        /**
         * Whether autograd records the steps; no by default.
         *
         * @param records whether it does
         * @return this
         */
        public Builder differentiable(boolean records) {
            differentiable = records;
            return this;
        }

        /**
         * Whether weight decay acts on the parameter directly, as in AdamW; no by default.
         *
         * @param decoupled whether it does
         * @return this
         */
        public Builder decoupledWeightDecay(boolean decoupled) {
            decoupledWeightDecay = decoupled;
            return this;
        }

        /**
         * Makes the optimizer.
         *
         * @return the optimizer
         * @throws org.panamatorch.TorchException if an option is out of range, or options exclude
         *     each other
         */
        public Adam build() {
            return new Adam(this);
        }
    }

    /**
     * Makes an optimizer with Python's defaults.
     *
     * @param parameters what to train
     * @param lr the learning rate
     * @throws org.panamatorch.TorchException if there are no parameters, or the rate is negative
     */
    public Adam(Collection<Tensor> parameters, double lr) {
        this(builder(parameters).lr(lr));
    }

    private Adam(Builder b) {
        if (b.parameters.length == 0) {
            throw new TorchException(
                    TorchException.Kind.VALUE, "optimizer got an empty parameter list");
        }
        parameters = b.parameters;
        handle =
                OptimizerCalls.adam(
                        b.parameters,
                        new AdamOptions(
                                b.lr,
                                b.beta1,
                                b.beta2,
                                b.eps,
                                b.weightDecay,
                                b.amsgrad,
                                b.maximize,
                                b.foreach,
                                b.fused,
                                b.capturable,
                                b.differentiable,
                                b.decoupledWeightDecay));
    }

    /**
     * Starts the options.
     *
     * @param parameters what to train
     * @return a builder
     */
    public static Builder builder(Collection<Tensor> parameters) {
        return new Builder(parameters);
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
