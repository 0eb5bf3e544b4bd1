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
 * The beta distribution, between 0 and 1.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.beta.Beta">torch.distributions.beta.Beta</a>
 */
public class Beta extends ExponentialFamily {
    private final Dirichlet dirichlet;

    /**
     * Makes a distribution.
     *
     * @param concentration1 the 1st concentration, often called alpha
     * @param concentration0 the 2nd concentration, often called beta
     * @throws TorchException if a parameter is not within its constraint
     */
    public Beta(Tensor concentration1, Tensor concentration0) {
        this(concentration1, concentration0, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param concentration1 the 1st concentration, often called alpha
     * @param concentration0 the 2nd concentration, often called beta
     * @throws TorchException if a parameter is not within its constraint
     */
    public Beta(double concentration1, double concentration0) {
        this(Torch.tensor(concentration1), Torch.tensor(concentration0));
    }

    /**
     * Makes a distribution.
     *
     * @param concentration1 the 1st concentration, often called alpha
     * @param concentration0 the 2nd concentration, often called beta
     * @param options sets what is not to be as by default
     * @throws TorchException if a parameter is not within its constraint
     */
    public Beta(
            Tensor concentration1,
            Tensor concentration0,
            Consumer<? super DistributionOptions> options) {
        this(concentration1, concentration0, DistributionOptions.of(options, "Beta"));
    }

    Beta(Tensor concentration1, Tensor concentration0, DistributionSpec options) {
        Parameters both =
                new Parameters("Beta")
                        .with("concentration1", concentration1)
                        .with("concentration0", concentration0)
                        .broadcast();
        Tensor pair =
                Torch.stack(List.of(both.get("concentration1"), both.get("concentration0")), -1);
        this(new Dirichlet(pair, options), options.validateArgs(), false);
    }

    private Beta(Dirichlet dirichlet, Boolean validateArgs, boolean isValid) {
        Parameters parameters =
                new Parameters("Beta")
                        .batchShape(dirichlet.batchShape())
                        .validateArgs(validateArgs);
        this.dirichlet = dirichlet;
        super(isValid ? parameters.valid() : parameters);
    }

    @Override
    public Beta expand(Shape batchShape) {
        expanded(batchShape, Beta.class);
        return new Beta(dirichlet.expand(batchShape), validatesArgs(), true);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "concentration1", Constraints.positive(), "concentration0", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.unitInterval();
    }

    @Override
    protected Tensor parameter(String name) {
        return name.equals("concentration1") ? concentration1() : concentration0();
    }

    /** {@return the 1st concentration, often called alpha} */
    public Tensor concentration1() {
        return dirichlet.concentration().select(-1, 0);
    }

    /** {@return the 2nd concentration, often called beta} */
    public Tensor concentration0() {
        return dirichlet.concentration().select(-1, 1);
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    public Tensor mean() {
        return concentration1().div(concentration1().add(concentration0()));
    }

    @Override
    public Tensor mode() {
        return dirichlet.mode().select(-1, 0);
    }

    @Override
    public Tensor variance() {
        Tensor total = concentration1().add(concentration0());
        return concentration1().mul(concentration0()).div(total.pow(2).mul(total.add(1)));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return dirichlet.rsample(sampleShape).select(-1, 0);
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return dirichlet.logProb(Torch.stack(List.of(value, Torch.sub(1.0, value)), -1));
    }

    @Override
    public Tensor entropy() {
        return dirichlet.entropy();
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(concentration1(), concentration0());
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        Tensor x = naturalParams.getFirst();
        Tensor y = naturalParams.getLast();
        return x.lgamma().add(y.lgamma()).sub(x.add(y).lgamma());
    }
}
