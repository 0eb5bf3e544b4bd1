package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * Divides by the root of the mean square over the last dimensions.
 *
 * <p>Shapes: input and output (*, normalizedShape).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.RMSNorm.html">torch.nn.RMSNorm</a>
 */
public final class RMSNorm extends UnaryModule {
    private static final String WEIGHT = "weight";

    private final long[] normalizedShape;
    private final Number eps;
    private final boolean elementwiseAffine;

    /** The options of {@link RMSNorm}. */
    public static final class Builder {
        private final Extent normalizedShape;
        private Number eps;
        private boolean elementwiseAffine = true;
        private TensorOptions options = TensorOptions.DEFAULT;

        private Builder(Extent normalizedShape) {
            this.normalizedShape = normalizedShape;
        }

        /**
         * What is added to the mean square; the dtype's epsilon by default.
         *
         * @param term the term, or null
         * @return this
         */
        public Builder eps(Number term) {
            eps = Required.realOrNull(this, "eps", term);
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
        public RMSNorm build() {
            return new RMSNorm(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param normalizedShape the sizes of the last dimensions
     */
    public RMSNorm(long normalizedShape) {
        this(builder(normalizedShape));
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param normalizedShape the sizes of the last dimensions
     */
    public RMSNorm(long... normalizedShape) {
        this(builder(normalizedShape));
    }

    private RMSNorm(Builder builder) {
        normalizedShape = builder.normalizedShape.sizes();
        eps = builder.eps;
        elementwiseAffine = builder.elementwiseAffine;
        registerParameter(
                WEIGHT, elementwiseAffine ? Torch.empty(normalizedShape, builder.options) : null);
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
        return new Builder(Extent.tuple(RMSNorm.class, "normalizedShape", normalizedShape));
    }

    /** Sets the scale to that which changes nothing. */
    public void resetParameters() {
        if (weight() != null) {
            Init.ones_(weight());
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
        return Functional.rmsNorm(
                input, normalizedShape, weight(), eps == null ? null : eps.doubleValue());
    }

    /**
     * The scale.
     *
     * @return the scale, or null if none is learned
     */
    public Tensor weight() {
        return parameter(WEIGHT);
    }

    @Override
    protected String extraRepr() {
        return PythonFormat.tuple(normalizedShape)
                + ", eps="
                + PythonFormat.repr(eps)
                + ", elementwise_affine="
                + PythonFormat.repr(elementwiseAffine);
    }
}
