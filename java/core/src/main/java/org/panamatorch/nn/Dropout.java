package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * Zeroes elements at random in training, and scales the others by {@code 1 / (1 - p)}.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Dropout.html">torch.nn.Dropout</a>
 */
public final class Dropout extends DropoutNd {
    /** The options of {@link Dropout}. */
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
        public Dropout build() {
            return new Dropout(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param p the probability of a zero
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout(Number p) {
        this(builder().p(p));
    }

    private Dropout(Builder builder) {
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
        return Functional.dropout(input, p(), isTraining(), isInplace());
    }
}
