package org.panamatorch.distributions;

import org.panamatorch.Index;
import org.panamatorch.Linalg;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.CovarianceSpec;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.Matrices;
import org.panamatorch.internal.distributions.Noise;
import org.panamatorch.internal.distributions.PythonText;
import org.panamatorch.internal.distributions.Shapes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The Wishart distribution, of positive definite matrices.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.wishart.Wishart">torch.distributions.wishart.Wishart</a>
 */
public class Wishart extends ExponentialFamily {
    private static final double LOG_2 = Math.log(2);
    // How often Python draws again.
    private static final int MOST_CORRECTIONS = 10;

    private final Tensor factor;
    private final Chi2 chi2;

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom, above N - 1
     * @param covarianceMatrix (*, N, N), positive definite
     * @throws TorchException if a parameter is not within its constraint
     */
    public Wishart(Tensor df, Tensor covarianceMatrix) {
        this(df, o -> o.covarianceMatrix(covarianceMatrix));
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom, above N - 1
     * @param covarianceMatrix (*, N, N), positive definite
     * @throws TorchException if a parameter is not within its constraint
     */
    public Wishart(double df, Tensor covarianceMatrix) {
        this(df, o -> o.covarianceMatrix(covarianceMatrix));
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom, above N - 1
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public Wishart(Tensor df, Consumer<? super CovarianceOptions> options) {
        this(
                Arguments.present(df, "Wishart", "df", "a tensor"),
                CovarianceOptions.of(options, "Wishart"));
    }

    /**
     * Makes a distribution.
     *
     * @param df the degrees of freedom, above N - 1
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public Wishart(double df, Consumer<? super CovarianceOptions> options) {
        this((Object) df, CovarianceOptions.of(options, "Wishart"));
    }

    private Wishart(Object df, CovarianceSpec options) {
        Covariance given = Covariance.of(options);
        Tensor matrix = given.matrix();
        if (matrix.dim() < 2) {
            throw invalid(
                    "scale_tril must be at least two-dimensional, with optional leading batch"
                            + " dimensions");
        }
        Shape batch = Shapes.first(matrix.shape(), -2);
        Tensor degrees;
        if (df instanceof Tensor tensor) {
            batch = Torch.broadcastShapes(batch, tensor.shape());
            degrees = tensor.expand(batch);
        } else {
            degrees = matrix.newFull(Shape.of(), (Number) df);
        }
        long n = matrix.size(-1);
        if (degrees.le(n - 1).any().itemBoolean()) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "Value of df=%s expected to be greater than ndim - 1 = %d.",
                            PythonText.of(df),
                            n - 1));
        }
        if (degrees.lt(n).any().itemBoolean()) {
            Warnings.warn(
                    "Low df values detected. Singular samples are highly likely to occur for ndim -"
                            + " 1 < df < ndim.");
        }
        super(
                new Parameters("Wishart")
                        .with("df", degrees)
                        .with(given.name(), Shapes.expand(matrix, batch, 2))
                        .batchShape(batch)
                        .eventShape(Shapes.last(matrix.shape(), 2))
                        .validateArgs(options.validateArgs()));
        this.factor = given.factor();
        this.chi2 = squares(degrees, factor, batch);
    }

    private Wishart(Parameters parameters, Tensor factor, Shape batch) {
        this.factor = Shapes.expand(factor, batch, 2);
        this.chi2 = squares(parameters.get("df"), factor, batch);
        super(parameters);
    }

    /** The distribution of the squares on the diagonal of Bartlett's decomposition. */
    private static Chi2 squares(Tensor df, Tensor like, Shape batch) {
        long n = like.size(-1);
        Tensor below = Torch.arange(n, TensorOptions.of(like.dtype(), like.device()));
        return new Chi2(df.unsqueeze(-1).sub(below.expand(Shapes.join(batch, Shape.of(n)))));
    }

    private long size() {
        return eventShape().size(-1);
    }

    @Override
    public Wishart expand(Shape batchShape) {
        return new Wishart(expanded(batchShape, Wishart.class), factor, batchShape);
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        SequencedMap<String, Constraint> constraints = new LinkedHashMap<>();
        constraints.put("covariance_matrix", Constraints.positiveDefinite());
        constraints.put("precision_matrix", Constraints.positiveDefinite());
        constraints.put("scale_tril", Constraints.lowerCholesky());
        constraints.put("df", Constraints.greaterThan(eventShape().size(-1) - 1));
        return constraints;
    }

    @Override
    public Constraint support() {
        return Constraints.positiveDefinite();
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    /** {@return the degrees of freedom} */
    public Tensor df() {
        return parameter("df");
    }

    private Tensor forBatch(Tensor matrix) {
        return matrix.expand(extendedShape(Shape.of()));
    }

    /** {@return the lower Cholesky factor of the covariance} */
    public Tensor scaleTril() {
        return parameter("scale_tril", () -> forBatch(factor));
    }

    /** {@return the covariance} */
    public Tensor covarianceMatrix() {
        return parameter(
                "covariance_matrix", () -> forBatch(factor.matmul(factor.transpose(-2, -1))));
    }

    /** {@return the inverse of the covariance} */
    public Tensor precisionMatrix() {
        return parameter(
                "precision_matrix",
                () ->
                        forBatch(
                                Torch.eye(size(), TensorOptions.of(factor.dtype(), factor.device()))
                                        .choleskySolve(factor)));
    }

    private Tensor forMatrices(Tensor numbers) {
        return numbers.view(Shapes.join(batchShape(), Shape.of(1, 1)));
    }

    @Override
    public Tensor mean() {
        return forMatrices(df()).mul(covarianceMatrix());
    }

    @Override
    public Tensor mode() {
        Tensor degrees = df().sub(size()).sub(1);
        degrees.setAt(Double.NaN, degrees.le(0));
        return forMatrices(degrees).mul(covarianceMatrix());
    }

    @Override
    public Tensor variance() {
        Tensor diagonal = covarianceMatrix().diagonal(o -> o.dim1(-2).dim2(-1));
        Tensor squares = Torch.einsum("...i,...j->...ij", diagonal, diagonal);
        return forMatrices(df()).mul(covarianceMatrix().pow(2).add(squares));
    }

    private Tensor bartlett(Shape sampleShape) {
        long n = size();
        Tensor diagonal = chi2.rsample(sampleShape).sqrt();
        Tensor noise =
                diagonal.clamp(FloatInfo.of(diagonal).eps()).diagEmbed(o -> o.dim1(-2).dim2(-1));
        Tensor[] below = Torch.trilIndices(n, n, -1).unbind();
        Shape sizes = Shapes.join(sampleShape, batchShape(), Shape.of(n * (n - 1) / 2));
        noise.setAt(
                Noise.normal(sizes, noise),
                Index.ellipsis(),
                Index.of(below[0]),
                Index.of(below[1]));
        Tensor product = factor.matmul(noise);
        return product.matmul(product.transpose(-2, -1));
    }

    private Tensor anyOfBatch(Tensor truths) {
        int batchDims = batchShape().dim();
        return batchDims == 0
                ? truths
                : truths.amax(LongStream.rangeClosed(1, batchDims).map(i -> -i).toArray());
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        // As Python, which draws again where the first samples are not singular.
        Tensor sample = bartlett(sampleShape);
        Tensor isRedrawn = anyOfBatch(support().check(sample));
        if (!isRedrawn.any().itemBoolean()) {
            return sample;
        }
        Warnings.warn("Singular sample detected.");
        for (int i = 0; i < MOST_CORRECTIONS && isRedrawn.any().itemBoolean(); i++) {
            Tensor redrawn = bartlett(isRedrawn.index(Index.of(isRedrawn)).shape());
            sample.setAt(redrawn, isRedrawn);
            Tensor isSingular = anyOfBatch(support().check(redrawn).logicalNot());
            isRedrawn.setAt(isSingular, isRedrawn.clone());
        }
        return sample;
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor nu = df();
        long p = size();
        Tensor scales = Matrices.logDiagonal(factor).add(p * LOG_2 / 2);
        Tensor trace =
                value.choleskySolve(factor).diagonal(o -> o.dim1(-2).dim2(-1)).sum(-1).div(2);
        return nu.neg()
                .mul(scales)
                .sub(nu.div(2).mvlgamma(p))
                .add(nu.sub(p).sub(1).div(2).mul(Linalg.slogdet(value).logabsdet()))
                .sub(trace);
    }

    private static Tensor mvdigamma(Tensor x, long p) {
        if (!x.gt((p - 1) / 2.0).all().itemBoolean()) {
            throw invalid("Wrong domain for multivariate digamma function.");
        }
        Tensor halves = Torch.arange(p, TensorOptions.of(x.dtype(), x.device())).div(2);
        return x.unsqueeze(-1)
                .sub(halves.expand(Shapes.join(x.shape(), Shape.of(p))))
                .digamma()
                .sum(-1);
    }

    @Override
    public Tensor entropy() {
        Tensor nu = df();
        long p = size();
        return Matrices.logDiagonal(factor)
                .add(p * LOG_2 / 2)
                .mul(p + 1)
                .add(nu.div(2).mvlgamma(p))
                .sub(nu.sub(p).sub(1).div(2).mul(mvdigamma(nu.div(2), p)))
                .add(nu.mul(p).div(2));
    }

    @Override
    protected double meanCarrierMeasure() {
        return 0;
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(precisionMatrix().neg().div(2), df().sub(size()).sub(1).div(2));
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        Tensor x = naturalParams.getFirst();
        Tensor y = naturalParams.getLast();
        double p = size();
        double more = (p + 1) / 2;
        return y.add(more)
                .mul(Linalg.slogdet(x.mul(-2)).logabsdet().neg().add(LOG_2 * p))
                .add(y.add(more).mvlgamma(size()));
    }
}
