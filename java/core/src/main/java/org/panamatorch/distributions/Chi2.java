package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.DistributionSpec;

import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The chi-squared distribution: the gamma distribution of half the degrees of freedom and rate 0.5.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.chi2.Chi2">torch.distributions.chi2.Chi2</a>
 */
public class Chi2 extends Gamma {
    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom
     * @throws TorchException if a parameter is not within its constraint
     */
    public Chi2(Tensor df) {
        this(df, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom
     * @throws TorchException if a parameter is not within its constraint
     */
    public Chi2(double df) {
        this(Torch.tensor(df));
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom
     * @param options sets what is not to be as by default
     * @throws TorchException if a parameter is not within its constraint
     */
    public Chi2(Tensor df, Consumer<? super DistributionOptions> options) {
        this(df, DistributionOptions.of(options, "Chi2"));
    }

    private Chi2(Tensor df, DistributionSpec options) {
        this(parameters(Arguments.present(df, "Chi2", "df", "a tensor").mul(0.5), options));
    }

    private Chi2(Parameters parameters) {
        super(parameters);
    }

    private static Parameters parameters(Tensor concentration, DistributionSpec options) {
        return new Parameters("Chi2")
                .with("concentration", concentration)
                .with("rate", concentration.newFull(Shape.of(), 0.5))
                .broadcast()
                .validateArgs(options.validateArgs());
    }

    @Override
    public Chi2 expand(Shape batchShape) {
        return new Chi2(expanded(batchShape, Chi2.class));
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("df", Constraints.positive());
    }

    @Override
    protected Tensor parameter(String name) {
        return name.equals("df") ? df() : super.parameter(name);
    }

    /** {@return the degrees of freedom} */
    public Tensor df() {
        return concentration().mul(2);
    }
}
