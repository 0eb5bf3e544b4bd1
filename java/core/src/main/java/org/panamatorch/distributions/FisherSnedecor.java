package org.panamatorch.distributions;

import org.panamatorch.MemoryFormat;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.FloatInfo;

import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The F-distribution, of the ratio of two chi-squared variables.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.fishersnedecor.FisherSnedecor">torch.distributions.fishersnedecor.FisherSnedecor</a>
 */
public class FisherSnedecor extends Distribution {
    private final Gamma numerator;
    private final Gamma denominator;

    /**
     * Makes a distribution.
     *
     * @param df1 the degrees of freedom of the numerator
     * @param df2 the degrees of freedom of the denominator
     * @throws TorchException if a parameter is not within its constraint
     */
    public FisherSnedecor(Tensor df1, Tensor df2) {
        this(df1, df2, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param df1 the degrees of freedom of the numerator
     * @param df2 the degrees of freedom of the denominator
     * @throws TorchException if a parameter is not within its constraint
     */
    public FisherSnedecor(double df1, double df2) {
        this(Torch.tensor(df1), Torch.tensor(df2));
    }

    /**
     * Makes a distribution.
     *
     * @param df1 the degrees of freedom of the numerator
     * @param df2 the degrees of freedom of the denominator
     * @param options sets what is not to be as by default
     * @throws TorchException if a parameter is not within its constraint
     */
    public FisherSnedecor(Tensor df1, Tensor df2, Consumer<? super DistributionOptions> options) {
        this(df1, df2, DistributionOptions.of(options, "FisherSnedecor"));
    }

    private FisherSnedecor(Tensor df1, Tensor df2, DistributionSpec options) {
        Parameters parameters =
                new Parameters("FisherSnedecor")
                        .with("df1", df1)
                        .with("df2", df2)
                        .broadcast()
                        .validateArgs(options.validateArgs());
        this(parameters, gamma(parameters.get("df1")), gamma(parameters.get("df2")));
    }

    private FisherSnedecor(Parameters parameters, Gamma numerator, Gamma denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
        super(parameters);
    }

    private static Gamma gamma(Tensor df) {
        return new Gamma(df.mul(0.5), df);
    }

    @Override
    public FisherSnedecor expand(Shape batchShape) {
        return new FisherSnedecor(
                expanded(batchShape, FisherSnedecor.class),
                numerator.expand(batchShape),
                denominator.expand(batchShape));
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("df1", Constraints.positive(), "df2", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.positive();
    }

    /** {@return the degrees of freedom of the numerator} */
    public Tensor df1() {
        return parameter("df1");
    }

    /** {@return the degrees of freedom of the denominator} */
    public Tensor df2() {
        return parameter("df2");
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    /** The denominator's degrees of freedom, NaN where they are too few. */
    private Tensor above(double few) {
        return df2().clone(MemoryFormat.CONTIGUOUS_FORMAT).setAt(Double.NaN, df2().le(few));
    }

    @Override
    public Tensor mean() {
        Tensor df2 = above(2);
        return df2.div(df2.sub(2));
    }

    @Override
    public Tensor mode() {
        Tensor mode = df1().sub(2).div(df1()).mul(df2()).div(df2().add(2));
        return mode.setAt(Double.NaN, df1().le(2));
    }

    @Override
    public Tensor variance() {
        Tensor df2 = above(4);
        Tensor divisor = df1().mul(df2.sub(2).pow(2)).mul(df2.sub(4));
        return df2.pow(2).mul(2).mul(df1().add(df2).sub(2)).div(divisor);
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        Shape shape = extendedShape(sampleShape);
        Tensor above = numerator.rsample(sampleShape).view(shape);
        Tensor below = denominator.rsample(sampleShape).view(shape);
        double tiny = FloatInfo.of(below).tiny();
        below.clamp_(tiny);
        return above.div(below).clamp_(tiny);
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor half1 = df1().mul(0.5);
        Tensor half2 = df2().mul(0.5);
        Tensor ratio = df1().div(df2());
        Tensor t1 = half1.add(half2).lgamma().sub(half1.lgamma()).sub(half2.lgamma());
        Tensor t2 = half1.mul(ratio.log()).add(half1.sub(1).mul(value.log()));
        Tensor t3 = half1.add(half2).mul(ratio.mul(value).log1p());
        return t1.add(t2).sub(t3);
    }
}
