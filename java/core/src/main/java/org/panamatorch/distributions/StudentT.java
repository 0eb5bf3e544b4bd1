package org.panamatorch.distributions;

import org.panamatorch.Index;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Noise;

import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Student's t-distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.studentT.StudentT">torch.distributions.studentT.StudentT</a>
 */
public class StudentT extends Distribution {
    // The logarithm of the gamma function at a half, as C computes it.
    private static final double LGAMMA_HALF = 0.5723649429247004;

    private final Chi2 chi2;

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom
     * @throws TorchException if a parameter is not within its constraint
     */
    public StudentT(Tensor df) {
        this(df, number(0, df), number(1, df));
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom
     * @throws TorchException if a parameter is not within its constraint
     */
    public StudentT(double df) {
        this(Torch.tensor(df));
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom
     * @param loc the mean
     * @param scale the scale
     * @throws TorchException if a parameter is not within its constraint
     */
    public StudentT(Tensor df, Tensor loc, Tensor scale) {
        this(df, loc, scale, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom
     * @param loc the mean
     * @param scale the scale
     * @throws TorchException if a parameter is not within its constraint
     */
    public StudentT(double df, double loc, double scale) {
        this(Torch.tensor(df), Torch.tensor(loc), Torch.tensor(scale));
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom
     * @param loc the mean
     * @param scale the scale
     * @param options sets what is not to be as by default
     * @throws TorchException if a parameter is not within its constraint
     */
    public StudentT(
            Tensor df, Tensor loc, Tensor scale, Consumer<? super DistributionOptions> options) {
        this(df, loc, scale, DistributionOptions.of(options, "StudentT"));
    }

    private static Tensor number(double number, Tensor like) {
        return Arguments.present(like, "StudentT", "df", "a tensor").newFull(Shape.of(), number);
    }

    private StudentT(Tensor df, Tensor loc, Tensor scale, DistributionSpec options) {
        Parameters parameters =
                new Parameters("StudentT")
                        .with("df", df)
                        .with("loc", loc)
                        .with("scale", scale)
                        .broadcast()
                        .validateArgs(options.validateArgs());
        this(parameters, new Chi2(parameters.get("df")));
    }

    private StudentT(Parameters parameters, Chi2 chi2) {
        this.chi2 = chi2;
        super(parameters);
    }

    @Override
    public StudentT expand(Shape batchShape) {
        return new StudentT(expanded(batchShape, StudentT.class), chi2.expand(batchShape));
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "df",
                Constraints.positive(),
                "loc",
                Constraints.real(),
                "scale",
                Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.real();
    }

    /** {@return the degrees of freedom} */
    public Tensor df() {
        return parameter("df");
    }

    /** {@return the mean} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the scale} */
    public Tensor scale() {
        return parameter("scale");
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    /** Half the degrees of freedom and some more. */
    private Tensor half(int more) {
        return (more == 0 ? df() : df().add(more)).mul(0.5);
    }

    @Override
    public Tensor mean() {
        return loc().clone(MemoryFormat.CONTIGUOUS_FORMAT).setAt(Double.NaN, df().le(1));
    }

    @Override
    public Tensor mode() {
        return loc();
    }

    @Override
    public Tensor variance() {
        Tensor isFinite = df().gt(2);
        Index finiteOnes = Index.of(isFinite);
        Tensor finite = df().index(finiteOnes);
        return df().clone(MemoryFormat.CONTIGUOUS_FORMAT)
                .setAt(scale().index(finiteOnes).pow(2).mul(finite).div(finite.sub(2)), isFinite)
                .setAt(Double.POSITIVE_INFINITY, df().le(2).bitwiseAnd(df().gt(1)))
                .setAt(Double.NaN, df().le(1));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        Tensor x = Noise.normal(extendedShape(sampleShape), df());
        Tensor z = chi2.rsample(sampleShape);
        return loc().add(scale().mul(x.mul(z.div(df()).rsqrt())));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor y = value.sub(loc()).div(scale());
        Tensor normalizer =
                scale().log()
                        .add(df().log().mul(0.5))
                        .add(0.5 * Math.log(Math.PI))
                        .add(df().mul(0.5).lgamma())
                        .sub(df().add(1.0).mul(0.5).lgamma());
        return df().add(1.0).mul(-0.5).mul(y.pow(2.0).div(df()).log1p()).sub(normalizer);
    }

    @Override
    public Tensor entropy() {
        Tensor logBeta = half(0).lgamma().add(LGAMMA_HALF).sub(half(1).lgamma());
        return scale().log()
                .add(half(1).mul(half(1).digamma().sub(half(0).digamma())))
                .add(df().log().mul(0.5))
                .add(logBeta);
    }
}
