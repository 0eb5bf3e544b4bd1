package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * Sets elements at random to the negative limit of SELU in training, and keeps mean and variance.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AlphaDropout.html">torch.nn.AlphaDropout</a>
 */
public final class AlphaDropout extends DropoutNd {
    /** The options of {@link AlphaDropout}. */
    public static final class Builder extends DropoutNd.Builder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
         */
        public AlphaDropout build() {
            return new AlphaDropout(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public AlphaDropout() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param p the probability of a zero
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public AlphaDropout(Number p) {
        this(builder().p(p));
    }

    private AlphaDropout(Builder builder) {
        super(builder);
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.alphaDropout(input, p(), isTraining());
    }
}
