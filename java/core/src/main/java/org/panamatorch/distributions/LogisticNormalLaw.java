package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;

/**
 * The distribution of what a stick-breaking transform makes of normal variables.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.logistic_normal.LogisticNormal">torch.distributions.logistic_normal.LogisticNormal</a>
 */
@AsDistribution
abstract class LogisticNormalLaw extends TransformedDistribution {
    /**
     * Makes the law of a distribution.
     *
     * @param loc the mean of the normal variables
     * @param scale the standard deviation of the normal variables
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    LogisticNormalLaw(Tensor loc, Tensor scale, DistributionSpec options) {
        Normal normal = new Normal(loc, scale, options);
        super(
                parts(
                        normal.batchShape().dim() == 0 ? normal.expand(Shape.of(1)) : normal,
                        List.of(new StickBreakingTransform()),
                        new Parameters("LogisticNormal").validateArgs(options.validateArgs())));
    }

    LogisticNormalLaw(Parts parts) {
        super(parts);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("loc", Constraints.real(), "scale", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.simplex();
    }

    /** {@return the mean of the normal variables} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the standard deviation of the normal variables} */
    public Tensor scale() {
        return parameter("scale");
    }
}
