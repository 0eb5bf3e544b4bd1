package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * Normalizes over the last dimensions.
 *
 * <p>Shapes: input and output (*, normalizedShape).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LayerNorm.html">torch.nn.LayerNorm</a>
 */
public final class LayerNorm extends UnaryModule {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final long[] normalizedShape;
    private final Number eps;
    private final boolean elementwiseAffine;

    /** The options of {@link LayerNorm}. */
    public static final class Builder {
        private final Extent normalizedShape;
        private Number eps = 1e-5;
        private boolean elementwiseAffine = true;
        private boolean bias = true;
        private TensorOptions options = TensorOptions.DEFAULT;

        private Builder(Extent normalizedShape) {
            this.normalizedShape = normalizedShape;
        }

        /**
         * What is added to the variance; 1e-5 by default.
         *
         * @param term the term
         * @return this
         */
        public Builder eps(Number term) {
            eps = Required.real(this, "eps", term);
            return this;
        }

        /**
         * Whether scale and shift are learned for each element; yes by default.
         *
         * @param learns whether they are
         * @return this
         */
        public Builder elementwiseAffine(boolean learns) {
            elementwiseAffine = learns;
            return this;
        }

        /**
         * Whether a shift is learned, if a scale is; yes by default.
         *
         * @param hasBias whether one is
         * @return this
         */
        public Builder bias(boolean hasBias) {
            bias = hasBias;
            return this;
        }

        /**
         * Dtype and device of the parameters.
         *
         * @param tensorOptions the options
         * @return this
         */
        public Builder options(TensorOptions tensorOptions) {
            options = Required.present(this, "options", tensorOptions, "the options of a tensor");
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public LayerNorm build() {
            return new LayerNorm(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param normalizedShape the sizes of the last dimensions
     */
    public LayerNorm(long normalizedShape) {
        this(builder(normalizedShape));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param normalizedShape the sizes of the last dimensions
     */
    public LayerNorm(long... normalizedShape) {
        this(builder(normalizedShape));
    }

    private LayerNorm(Builder builder) {
        normalizedShape = builder.normalizedShape.sizes();
        eps = builder.eps;
        elementwiseAffine = builder.elementwiseAffine;
        registerParameter(
                WEIGHT, elementwiseAffine ? Torch.empty(normalizedShape, builder.options) : null);
        registerParameter(
                BIAS,
                elementwiseAffine && builder.bias
                        ? Torch.empty(normalizedShape, builder.options)
                        : null);
        resetParameters();
    }

    /**
     * Starts the options.
     *
     * @param normalizedShape the sizes of the last dimensions
     * @return a builder
     */
    public static Builder builder(long normalizedShape) {
        return new Builder(Extent.single(normalizedShape));
    }

    /**
     * Starts the options.
     *
     * @param normalizedShape the sizes of the last dimensions
     * @return a builder
     */
    public static Builder builder(long... normalizedShape) {
        return new Builder(Extent.tuple(LayerNorm.class, "normalizedShape", normalizedShape));
    }

    /** Sets scale and shift to those that change nothing. */
    public void resetParameters() {
        if (weight() != null) {
            Init.ones_(weight());
        }
        if (bias() != null) {
            Init.zeros_(bias());
        }
    }

    /**
     * Computes the output.
     *
     * @param input (*, normalizedShape)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the last dimensions are others
     */
    @Override
    protected Tensor forward(Tensor input) {
        return Functional.layerNorm(input, normalizedShape, weight(), bias(), eps.doubleValue());
    }

    /**
     * The scale.
     *
     * @return the scale, or null if none is learned
     */
    public Tensor weight() {
        return parameter(WEIGHT);
    }

    /**
     * The shift.
     *
     * @return the shift, or null if none is learned
     */
    public Tensor bias() {
        return parameter(BIAS);
    }

    @Override
    protected String extraRepr() {
        return PythonFormat.tuple(normalizedShape)
                + ", eps="
                + PythonFormat.repr(eps)
                + ", elementwise_affine="
                + PythonFormat.repr(elementwiseAffine)
                + ", bias="
                + PythonFormat.repr(bias() != null);
    }
}
