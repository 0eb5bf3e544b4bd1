package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * Divides each element by a power of the squares of its neighbours in other channels: {@code x / (k
 * + alpha / size Σ x²)^beta}, by a running sum. {@link LocalResponseNorm} is the newer one.
 *
 * <p>Shapes: input and output (N, C, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CrossMapLRN2d.html">torch.nn.CrossMapLRN2d</a>
 */
public final class CrossMapLRN2d extends UnaryModule {
    private final long size;
    private final Number alpha;
    private final Number beta;
    private final Number k;

    /** The options of {@link CrossMapLRN2d}. */
    public static final class Builder {
        private final long size;
        private Number alpha = 0.0001;
        private Number beta = 0.75;
        private Number k = 1;

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
        public CrossMapLRN2d build() {
            return new CrossMapLRN2d(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param size how many channels
     */
    public CrossMapLRN2d(long size) {
        this(builder(size));
    }

    private CrossMapLRN2d(Builder builder) {
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
     * @param input (N, C, H, W)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions is another
     */
    @Override
    protected Tensor forward(Tensor input) {
        if (Required.tensor("CrossMapLRN2d", "input", input).dim() != 4) {
            throw Checks.value(
                    "CrossMapLRN2d: Expected input to be 4D, got " + input.dim() + "D instead.");
        }
        if (size == 0) {
            throw Checks.value("float division by zero");
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor sums = Torch.stack(runningSums(input.pow(2)), 1);
            Tensor scale = sums.mul(alpha.doubleValue() / size).add(k);
            return scope.keep(scale.pow(-beta.doubleValue()).mul(input));
        }
    }

    private Tensor[] runningSums(Tensor squares) {
        // None for an empty batch of channels: stack says that it needs one.
        int channels = Math.toIntExact(squares.size(1));
        long ahead = (long) ((size - 1) / 2.0 + 1);
        Tensor[] sums = new Tensor[channels];
        sums[0] = Torch.zerosLike(squares.select(1, 0));
        for (int c = 0; c < Math.min(ahead, channels); c++) {
            sums[0] = sums[0].add(squares.select(1, c));
        }
        for (int c = 1; c < channels; c++) {
            sums[c] = sums[c - 1];
            if (c < channels - ahead + 1) {
                sums[c] = sums[c].add(squares.select(1, c + ahead - 1));
            }
            if (c > ahead) {
                sums[c] = sums[c].sub(squares.select(1, c - ahead));
            }
        }
        return sums;
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
