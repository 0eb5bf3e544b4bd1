package org.panamatorch.nn;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.norm.NormSpecs.RMSNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.RMSNormSpec;
import org.panamatorch.internal.nn.norm.Normalizations;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

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

    private final Extent normalizedShape;
    private final RMSNormSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param normalizedShape the sizes of the last dimensions
     */
    public RMSNorm(long normalizedShape) {
        this(Extent.single(normalizedShape), RMSNormOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param normalizedShape the sizes of the last dimensions
     * @param options sets what is not to be as by default
     */
    public RMSNorm(long normalizedShape, Consumer<? super RMSNormOptions> options) {
        this(Extent.single(normalizedShape), RMSNormOptions.of(options, "RMSNorm"));
    }

    /**
     * Makes the module with the defaults.
     *
     * @param normalizedShape the sizes of the last dimensions
     */
    public RMSNorm(Shape normalizedShape) {
        this(Extent.of(normalizedShape, "RMSNorm", "normalizedShape"), RMSNormOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param normalizedShape the sizes of the last dimensions
     * @param options sets what is not to be as by default
     */
    public RMSNorm(Shape normalizedShape, Consumer<? super RMSNormOptions> options) {
        this(
                Extent.of(normalizedShape, "RMSNorm", "normalizedShape"),
                RMSNormOptions.of(options, "RMSNorm"));
    }

    private RMSNorm(Extent normalizedShape, RMSNormSpec options) {
        this.normalizedShape = normalizedShape;
        this.options = options;
        registerParameter(
                WEIGHT,
                options.elementwiseAffine()
                        ? Torch.empty(normalizedShape.sizes(), options.parameters())
                        : null);
        resetParameters();
    }

    /** Sets the scale to that which changes nothing. */
    public void resetParameters() {
        if (weight() != null) {
            Init.ones_(weight());
        }
    }

    @Override
    protected Tensor forward(Tensor input) {
        Number eps = options.eps();
        return Normalizations.rmsNorm(
                input,
                normalizedShape,
                new RMSNormFuncSpec(weight(), eps == null ? null : eps.doubleValue()));
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
        return PythonFormat.tuple(normalizedShape.sizes()) + RMSNormOptions.printed(options);
    }
}
