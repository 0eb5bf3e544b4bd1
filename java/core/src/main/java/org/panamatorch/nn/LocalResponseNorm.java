package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * Divides each element by a power of the squares of its neighbours in other channels: {@code x / (k
 * + alpha / size Σ x²)^beta}.
 *
 * <p>Shapes: input and output (N, C, *).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LocalResponseNorm.html">torch.nn.LocalResponseNorm</a>
 */
public final class LocalResponseNorm extends UnaryModule {
    private final long size;
    private final Number alpha;
    private final Number beta;
    private final Number k;

    /** The options of {@link LocalResponseNorm}. */
    public static final class Builder {
        private final long size;
        private Number alpha = 0.0001;
        private Number beta = 0.75;
        private Number k = 1.0;

        private Builder(long size) {
            this.size = size;
        }

        /**
         * The factor of the sum of squares; 1e-4 by default.
         *
         * @param factor the factor
         * @return this
         */
        public Builder alpha(Number factor) {
            alpha = Required.real(this, "alpha", factor);
            return this;
        }

        /**
         * The exponent; 0.75 by default.
         *
         * @param exponent the exponent
         * @return this
         */
        public Builder beta(Number exponent) {
            beta = Required.real(this, "beta", exponent);
            return this;
        }

        /**
         * What is added to the sum; 1 by default.
         *
         * @param term the term
         * @return this
         */
        public Builder k(Number term) {
            k = Required.real(this, "k", term);
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public LocalResponseNorm build() {
            return new LocalResponseNorm(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param size how many channels
     */
    public LocalResponseNorm(long size) {
        this(builder(size));
    }

    private LocalResponseNorm(Builder builder) {
        size = builder.size;
        alpha = builder.alpha;
        beta = builder.beta;
        k = builder.k;
    }

    /**
     * Starts the options.
     *
     * @param size how many channels
     * @return a builder
     */
    public static Builder builder(long size) {
        return new Builder(size);
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, *)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if there are fewer than three dimensions
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.localResponseNorm(
                input, size, alpha.doubleValue(), beta.doubleValue(), k.doubleValue());
    }

    @Override
    protected String extraRepr() {
        return size
                + ", alpha="
                + PythonFormat.repr(alpha)
                + ", beta="
                + PythonFormat.repr(beta)
                + ", k="
                + PythonFormat.repr(k);
    }
}
