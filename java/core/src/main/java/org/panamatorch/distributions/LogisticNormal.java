package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The distribution of what a stick-breaking transform makes of normal variables.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.logistic_normal.LogisticNormal">torch.distributions.logistic_normal.LogisticNormal</a>
 */
public class LogisticNormal extends TransformedDistribution {
    /**
     * Makes a distribution.
     *
     * @param loc the mean of the normal variables
     * @param scale the standard deviation of the normal variables
     * @throws TorchException if a parameter is not within its constraint
     */
    public LogisticNormal(Tensor loc, Tensor scale) {
        this(loc, scale, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param loc the mean of the normal variables
     * @param scale the standard deviation of the normal variables
     * @throws TorchException if a parameter is not within its constraint
     */
    public LogisticNormal(double loc, double scale) {
        this(Torch.tensor(loc), Torch.tensor(scale));
    }

    /**
     * Makes a distribution.
     *
     * @param loc the mean of the normal variables
     * @param scale the standard deviation of the normal variables
     * @param options sets what is not to be as by default
     * @throws TorchException if a parameter is not within its constraint
     */
    public LogisticNormal(Tensor loc, Tensor scale, Consumer<? super DistributionOptions> options) {
        this(loc, scale, DistributionOptions.of(options, "LogisticNormal"));
    }

    private LogisticNormal(Tensor loc, Tensor scale, DistributionSpec options) {
        Normal normal = new Normal(loc, scale, options);
        super(
                parts(
                        normal.batchShape().dim() == 0 ? normal.expand(Shape.of(1)) : normal,
                        List.of(new StickBreakingTransform()),
                        new Parameters("LogisticNormal").validateArgs(options.validateArgs())));
    }

    private LogisticNormal(Parts parts) {
        super(parts);
    }

    @Override
    public LogisticNormal expand(Shape batchShape) {
        return new LogisticNormal(expandedParts(batchShape, LogisticNormal.class));
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
