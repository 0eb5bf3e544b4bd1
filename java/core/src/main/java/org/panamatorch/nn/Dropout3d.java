package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * Zeroes whole channels at random in training, and scales the others by {@code 1 / (1 - p)}.
 *
 * <p>Shapes: input and output (N, C, D, H, W) or (C, D, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.Dropout3d.html">torch.nn.Dropout3d</a>
 */
public final class Dropout3d extends DropoutNd {
    /** The options of {@link Dropout3d}. */
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
        public Dropout3d build() {
            return new Dropout3d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout3d() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param p the probability of a zero
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public Dropout3d(Number p) {
        this(builder().p(p));
    }

    private Dropout3d(Builder builder) {
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
     * @param input (N, C, D, H, W) or (C, D, H, W)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.dropout3d(input, p(), isTraining(), isInplace());
    }
}
