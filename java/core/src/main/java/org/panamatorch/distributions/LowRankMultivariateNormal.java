package org.panamatorch.distributions;

import org.panamatorch.Linalg;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Matrices;
import org.panamatorch.internal.distributions.Noise;
import org.panamatorch.internal.distributions.Shapes;

import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The multivariate normal distribution whose covariance is W W.T + D, of a factor W of low rank and
 * a diagonal D.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.lowrank_multivariate_normal.LowRankMultivariateNormal">torch.distributions.lowrank_multivariate_normal.LowRankMultivariateNormal</a>
 */
public class LowRankMultivariateNormal extends Distribution {
    private final Tensor factor;
    private final Tensor diagonal;
    private final Tensor capacitance;

    /**
     * Makes a distribution.
     *
     * @param loc (*, N), the mean
     * @param covFactor (*, N, M), the factor
     * @param covDiag (*, N), the diagonal, positive
     * @throws TorchException if a parameter is not within its constraint
     */
    public LowRankMultivariateNormal(Tensor loc, Tensor covFactor, Tensor covDiag) {
        this(loc, covFactor, covDiag, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param loc (*, N), the mean
     * @param covFactor (*, N, M), the factor
     * @param covDiag (*, N), the diagonal, positive
     * @param options sets what is not to be as by default
     * @throws TorchException if a parameter is not within its constraint
     */
    public LowRankMultivariateNormal(
            Tensor loc,
            Tensor covFactor,
            Tensor covDiag,
            Consumer<? super DistributionOptions> options) {
        this(loc, covFactor, covDiag, DistributionOptions.of(options, "LowRankMultivariateNormal"));
    }

    private LowRankMultivariateNormal(
            Tensor loc, Tensor covFactor, Tensor covDiag, DistributionSpec options) {
        Parameters given =
                new Parameters("LowRankMultivariateNormal")
                        .with("loc", loc)
                        .with("cov_factor", covFactor)
                        .with("cov_diag", covDiag);
        check(loc, covFactor, covDiag);
        this.factor = covFactor;
        this.diagonal = covDiag;
        this.capacitance = Matrices.capacitance(covFactor, covDiag);
        Tensor[] same = broadcast(loc, covFactor, covDiag);
        Tensor mean = same[0].select(-1, 0);
        super(
                given.with("loc", mean)
                        .with("cov_factor", same[1])
                        .with("cov_diag", same[2].select(-1, 0))
                        .batchShape(Shapes.first(mean.shape(), -1))
                        .eventShape(Shapes.last(loc.shape(), 1))
                        .validateArgs(options.validateArgs()));
    }

    private LowRankMultivariateNormal(Parameters parameters, LowRankMultivariateNormal from) {
        this.factor = from.factor;
        this.diagonal = from.diagonal;
        this.capacitance = from.capacitance;
        super(parameters);
    }

    private static void check(Tensor loc, Tensor covFactor, Tensor covDiag) {
        if (loc.dim() < 1) {
            throw invalid("loc must be at least one-dimensional.");
        }
        Shape event = Shapes.last(loc.shape(), 1);
        if (covFactor.dim() < 2) {
            throw invalid(
                    "cov_factor must be at least two-dimensional, with optional leading batch"
                            + " dimensions");
        }
        if (covFactor.size(-2) != event.size(0)) {
            throw invalid(
                    "cov_factor must be a batch of matrices with shape " + event.size(0) + " x m");
        }
        if (covDiag.dim() < 1 || covDiag.size(-1) != event.size(0)) {
            throw invalid("cov_diag must be a batch of vectors with shape " + event);
        }
    }

    private static Tensor[] broadcast(Tensor loc, Tensor covFactor, Tensor covDiag) {
        try {
            return Torch.broadcastTensors(loc.unsqueeze(-1), covFactor, covDiag.unsqueeze(-1));
        } catch (TorchException e) {
            TorchException refused =
                    invalid(
                            String.format(
                                    Locale.ROOT,
                                    "Incompatible batch shapes: loc %s, cov_factor %s, cov_diag %s",
                                    loc.shape(),
                                    covFactor.shape(),
                                    covDiag.shape()));
            refused.initCause(e);
            throw refused;
        }
    }

    @Override
    public LowRankMultivariateNormal expand(Shape batchShape) {
        return new LowRankMultivariateNormal(
                expanded(batchShape, LowRankMultivariateNormal.class), this);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "loc",
                Constraints.realVector(),
                "cov_factor",
                Constraints.independent(Constraints.real(), 2),
                "cov_diag",
                Constraints.independent(Constraints.positive(), 1));
    }

    @Override
    public Constraint support() {
        return Constraints.realVector();
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    /** {@return the mean} */
    public Tensor loc() {
        return parameter("loc");
    }

    /** {@return the factor of the covariance} */
    public Tensor covFactor() {
        return parameter("cov_factor");
    }

    /** {@return the diagonal of the covariance} */
    public Tensor covDiag() {
        return parameter("cov_diag");
    }

    final Tensor factor() {
        return factor;
    }

    final Tensor diagonal() {
        return diagonal;
    }

    final Tensor capacitance() {
        return capacitance;
    }

    private Tensor forBatch(Tensor matrix) {
        return matrix.expand(Shapes.join(batchShape(), eventShape(), eventShape()));
    }

    private Tensor computeScaleTril() {
        Tensor root = diagonal.sqrt().unsqueeze(-1);
        Tensor scaled = factor.div(root);
        Tensor product = Matrices.plusIdentity(scaled.matmul(scaled.mT()));
        return forBatch(root.mul(Linalg.cholesky(product)));
    }

    private Tensor computePrecision() {
        Tensor a = Linalg.solveTriangular(capacitance, Matrices.scaled(factor, diagonal), false);
        return forBatch(diagonal.reciprocal().diagEmbed().sub(a.mT().matmul(a)));
    }

    /** {@return the lower Cholesky factor of the covariance} */
    public Tensor scaleTril() {
        return parameter("scale_tril", this::computeScaleTril);
    }

    /** {@return the covariance} */
    public Tensor covarianceMatrix() {
        return parameter(
                "covariance_matrix",
                () -> forBatch(factor.matmul(factor.mT()).add(diagonal.diagEmbed())));
    }

    /** {@return the inverse of the covariance} */
    public Tensor precisionMatrix() {
        return parameter("precision_matrix", this::computePrecision);
    }

    @Override
    public Tensor mean() {
        return loc();
    }

    @Override
    public Tensor mode() {
        return loc();
    }

    @Override
    public Tensor variance() {
        return parameter(
                "variance",
                () -> factor.pow(2).sum(-1).add(diagonal).expand(extendedShape(Shape.of())));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        Shape shape = extendedShape(sampleShape);
        Shape factors = Shapes.join(Shapes.first(shape, -1), Shapes.last(covFactor().shape(), 1));
        Tensor noise = Noise.normal(factors, loc());
        Tensor own = Noise.normal(shape, loc());
        return loc().add(Matrices.times(factor, noise)).add(diagonal.sqrt().mul(own));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor distance = Matrices.mahalanobis(factor, diagonal, value.sub(loc()), capacitance);
        return Matrices.logDeterminant(diagonal, capacitance)
                .add(eventShape().size(0) * Math.log(2 * Math.PI))
                .add(distance)
                .mul(-0.5);
    }

    @Override
    public Tensor entropy() {
        double constant = eventShape().size(0) * (1.0 + Math.log(2 * Math.PI));
        return Matrices.logDeterminant(diagonal, capacitance)
                .add(constant)
                .mul(0.5)
                .expand(batchShape());
    }
}
