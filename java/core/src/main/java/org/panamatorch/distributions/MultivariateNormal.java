package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.CovarianceSpec;
import org.panamatorch.internal.distributions.Matrices;
import org.panamatorch.internal.distributions.Noise;
import org.panamatorch.internal.distributions.Shapes;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The multivariate normal distribution.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.multivariate_normal.MultivariateNormal">torch.distributions.multivariate_normal.MultivariateNormal</a>
 */
public class MultivariateNormal extends Distribution {
    private final Tensor factor;

    /**
     * Makes a distribution.
     *
     * @param loc (*, N), the mean
     * @param covarianceMatrix (*, N, N), positive definite
     * @throws TorchException if a parameter is not within its constraint
     */
    public MultivariateNormal(Tensor loc, Tensor covarianceMatrix) {
        this(loc, o -> o.covarianceMatrix(covarianceMatrix));
    }

    /**
     * Makes a distribution.
     *
     * @param loc (*, N), the mean
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public MultivariateNormal(Tensor loc, Consumer<? super CovarianceOptions> options) {
        this(loc, CovarianceOptions.of(options, "MultivariateNormal"));
    }

    private MultivariateNormal(Tensor loc, CovarianceSpec options) {
        Arguments.requirePresent(loc, "MultivariateNormal", "loc", "a tensor");
        if (loc.dim() < 1) {
            throw invalid("loc must be at least one-dimensional.");
        }
        Covariance given = Covariance.of(options);
        if (given.matrix().dim() < 2) {
            throw invalid(
                    (given.isFactor() ? "scale_tril matrix" : given.name())
                            + " must be at least two-dimensional, with optional leading batch"
                            + " dimensions");
        }
        Shape batch =
                Torch.broadcastShapes(
                        Shapes.first(given.matrix().shape(), -2), Shapes.first(loc.shape(), -1));
        super(
                new Parameters("MultivariateNormal")
                        .with("loc", Shapes.expand(loc, batch, 1))
                        .with(given.name(), Shapes.expand(given.matrix(), batch, 2))
                        .batchShape(batch)
                        .eventShape(Shapes.last(loc.shape(), 1))
                        .validateArgs(options.validateArgs()));
        this.factor = given.factor();
    }

    private MultivariateNormal(Parameters parameters, Tensor factor) {
        super(parameters);
        this.factor = factor;
    }

    @Override
    public MultivariateNormal expand(Shape batchShape) {
        return new MultivariateNormal(expanded(batchShape, MultivariateNormal.class), factor);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        SequencedMap<String, Constraint> constraints = new LinkedHashMap<>();
        constraints.put("loc", Constraints.realVector());
        constraints.put("covariance_matrix", Constraints.positiveDefinite());
        constraints.put("precision_matrix", Constraints.positiveDefinite());
        constraints.put("scale_tril", Constraints.lowerCholesky());
        return constraints;
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

    /** The Cholesky factor before it was broadcast. */
    final Tensor factor() {
        return factor;
    }

    private Tensor forBatch(Tensor matrix) {
        return matrix.expand(Shapes.join(batchShape(), eventShape(), eventShape()));
    }

    /** {@return the lower Cholesky factor of the covariance} */
    public Tensor scaleTril() {
        return parameter("scale_tril", () -> forBatch(factor));
    }

    /** {@return the covariance} */
    public Tensor covarianceMatrix() {
        return parameter("covariance_matrix", () -> forBatch(factor.matmul(factor.mT())));
    }

    /** {@return the inverse of the covariance} */
    public Tensor precisionMatrix() {
        return parameter("precision_matrix", () -> forBatch(factor.choleskyInverse()));
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
        return factor.pow(2).sum(-1).expand(extendedShape(Shape.of()));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return loc().add(Matrices.times(factor, Noise.normal(extendedShape(sampleShape), loc())));
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return Matrices.mahalanobis(factor, value.sub(loc()))
                .add(eventShape().size(0) * Math.log(2 * Math.PI))
                .mul(-0.5)
                .sub(Matrices.logDiagonal(factor));
    }

    @Override
    public Tensor entropy() {
        double constant = 0.5 * eventShape().size(0) * (1.0 + Math.log(2 * Math.PI));
        return Matrices.logDiagonal(factor).add(constant).expand(batchShape());
    }
}
