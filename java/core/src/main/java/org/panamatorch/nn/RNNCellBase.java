package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.ModuleCalls;
import org.panamatorch.internal.memory.NativeHandle;
import org.panamatorch.internal.nn.Required;

/** What the recurrent cells have in common. */
public abstract sealed class RNNCellBase extends NativeModule permits RNNCell, LSTMCell, GRUCell {
    private final RNNBase.Mode mode;
    private final long inputSize;
    private final long hiddenSize;
    private final boolean bias;

    /**
     * The options that all of them have.
     *
     * @param <B> the builder's own class
     */
    public abstract static sealed class Builder<B extends Builder<B>>
            permits RNNCell.Builder, LSTMCell.Builder, GRUCell.Builder {
        private final long inputSize;
        private final long hiddenSize;
        private boolean bias = true;
        private TensorOptions options = TensorOptions.DEFAULT;

        Builder(long inputSize, long hiddenSize) {
            this.inputSize = inputSize;
            this.hiddenSize = hiddenSize;
        }

        abstract B self();

        /**
         * Whether there are biases; yes by default.
         *
         * @param hasBias whether there are
         * @return this
         */
        public B bias(boolean hasBias) {
            bias = hasBias;
            return self();
        }

        /**
         * Dtype and device of the parameters.
         *
         * @param tensorOptions the options
         * @return this
         */
        public B options(TensorOptions tensorOptions) {
            options = Required.present(this, "options", tensorOptions, "the options of a tensor");
            return self();
        }
    }

    RNNCellBase(String type, RNNBase.Mode mode, Builder<?> builder) {
        super(
                ModuleCalls.rnnCell(
                        type,
                        mode.code,
                        builder.inputSize,
                        builder.hiddenSize,
                        builder.bias,
                        builder.options));
        this.mode = mode;
        this.inputSize = builder.inputSize;
        this.hiddenSize = builder.hiddenSize;
        this.bias = builder.bias;
    }

    @Override
    final NativeHandle createWithoutValues() {
        return ModuleCalls.rnnCell(
                typeName(), mode.code, inputSize, hiddenSize, bias, WITHOUT_VALUES);
    }

    final Tensor[] run(Tensor input, Tensor h, Tensor c, int results) {
        return computing(
                () -> {},
                () -> ModuleCalls.rnnCellForward(handle(), typeName(), input, h, c, results));
    }

    static void reset(Module module, long hiddenSize) {
        double bound = 1 / Math.sqrt(hiddenSize);
        try (var _ = Torch.noGrad()) {
            module.parameters().forEach(parameter -> parameter.uniform_(-bound, bound));
        }
    }

    /** Draws all parameters anew from U(-1/√H, 1/√H). */
    public final void resetParameters() {
        reset(this, hiddenSize);
    }

    /**
     * The input's features.
     *
     * @return I
     */
    public final long inputSize() {
        return inputSize;
    }

    /**
     * The state's features.
     *
     * @return H
     */
    public final long hiddenSize() {
        return hiddenSize;
    }

    /**
     * Whether there are biases.
     *
     * @return whether there are
     */
    public final boolean bias() {
        return bias;
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize + (bias ? "" : ", bias=False");
    }
}
