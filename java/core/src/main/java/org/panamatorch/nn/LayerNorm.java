package org.panamatorch.nn;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.norm.NormSpecs.LayerNormFuncSpec;
import org.panamatorch.internal.nn.norm.NormSpecs.LayerNormSpec;
import org.panamatorch.internal.nn.norm.Normalizations;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

/**
 * Normalizes over the last dimensions.
 *
 * <p>Shapes: input and output (*, normalizedShape).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LayerNorm.html">torch.nn.LayerNorm</a>
 */
public final class LayerNorm extends AffineNorm {
    private final Extent normalizedShape;
    private final LayerNormSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param normalizedShape the sizes of the last dimensions
     */
    public LayerNorm(long normalizedShape) {
        this(Extent.single(normalizedShape), LayerNormOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param normalizedShape the sizes of the last dimensions
     * @param options sets what is not to be as by default
     */
    public LayerNorm(long normalizedShape, Consumer<? super LayerNormOptions> options) {
        this(Extent.single(normalizedShape), LayerNormOptions.of(options, "LayerNorm"));
    }

    /**
     * Makes the module with the defaults.
     *
     * @param normalizedShape the sizes of the last dimensions
     */
    public LayerNorm(Shape normalizedShape) {
        this(
                Extent.of(normalizedShape, "LayerNorm", "normalizedShape"),
                LayerNormOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param normalizedShape the sizes of the last dimensions
     * @param options sets what is not to be as by default
     */
    public LayerNorm(Shape normalizedShape, Consumer<? super LayerNormOptions> options) {
        this(
                Extent.of(normalizedShape, "LayerNorm", "normalizedShape"),
                LayerNormOptions.of(options, "LayerNorm"));
    }

    LayerNorm(Extent normalizedShape, LayerNormSpec options) {
        this.normalizedShape = normalizedShape;
        this.options = options;
        registerScaleAndShift(
                normalizedShape.sizes(),
                options.elementwiseAffine(),
                options.bias(),
                options.parameters());
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Normalizations.layerNorm(
                input,
                normalizedShape,
                new LayerNormFuncSpec(weight(), bias(), options.eps().doubleValue()));
    }

    @Override
    protected String extraRepr() {
        return PythonFormat.tuple(normalizedShape.sizes())
                + LayerNormOptions.printed(options)
                + ", bias="
                + PythonFormat.repr(bias() != null);
    }
}
