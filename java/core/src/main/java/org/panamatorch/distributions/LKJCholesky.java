package org.panamatorch.distributions;

import org.panamatorch.DType;
import org.panamatorch.Linalg;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.FloatInfo;
import org.panamatorch.internal.distributions.Noise;
import org.panamatorch.internal.distributions.Shapes;

import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The LKJ distribution of lower Cholesky factors of correlation matrices.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.lkj_cholesky.LKJCholesky">torch.distributions.lkj_cholesky.LKJCholesky</a>
 */
public class LKJCholesky extends Distribution {
    private final long dim;
    private final Beta beta;

    /**
     * Makes a distribution.
     *
     * @param dim the number of rows, 2 at least
     * @throws TorchException if a parameter is not within its constraint
     */
    public LKJCholesky(long dim) {
        this(dim, 1.0);
    }

    /**
     * Makes a distribution.
     *
     * @param dim the number of rows, 2 at least
     * @param concentration the shape, often called eta
     * @throws TorchException if a parameter is not within its constraint
     */
    public LKJCholesky(long dim, double concentration) {
        this(dim, Torch.tensor(concentration));
    }

    /**
     * Makes a distribution.
     *
     * @param dim the number of rows, 2 at least
     * @param concentration the shape, often called eta
     * @throws TorchException if a parameter is not within its constraint
     */
    public LKJCholesky(long dim, Tensor concentration) {
        this(dim, concentration, DistributionOptions.defaults());
    }

    /**
     * Makes a distribution.
     *
     * @param dim the number of rows, 2 at least
     * @param concentration the shape, often called eta
     * @param options sets what is not to be as by default
     * @throws TorchException if a parameter is not within its constraint
     */
    public LKJCholesky(
            long dim, Tensor concentration, Consumer<? super DistributionOptions> options) {
        this(dim, concentration, DistributionOptions.of(options, "LKJCholesky"));
    }

    private LKJCholesky(long dim, Tensor concentration, DistributionSpec options) {
        if (dim < 2) {
            throw invalid(
                    "Expected dim to be an integer greater than or equal to 2. Found dim="
                            + dim
                            + ".");
        }
        this(
                new Parameters("LKJCholesky")
                        .with("concentration", concentration)
                        .broadcast()
                        .eventShape(Shape.of(dim, dim))
                        .validateArgs(options.validateArgs()),
                dim,
                beta(dim, concentration));
    }

    private LKJCholesky(Parameters parameters, long dim, Beta beta) {
        this.dim = dim;
        this.beta = beta;
        super(parameters);
    }

    /** The distribution of the squared lengths of rows before the diagonal. */
    private static Beta beta(long dim, Tensor concentration) {
        Tensor marginal = concentration.add(0.5 * (dim - 2));
        Tensor range =
                Torch.arange(
                        dim - 1, TensorOptions.of(concentration.dtype(), concentration.device()));
        Tensor offset = Torch.cat(range.newZeros(Shape.of(1)), range);
        return new Beta(offset.add(0.5), marginal.unsqueeze(-1).sub(offset.mul(0.5)));
    }

    @Override
    public LKJCholesky expand(Shape batchShape) {
        return new LKJCholesky(
                expanded(batchShape, LKJCholesky.class),
                dim,
                beta.expand(Shapes.join(batchShape, Shape.of(dim))));
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName("concentration", Constraints.positive());
    }

    @Override
    public Constraint support() {
        return Constraints.corrCholesky();
    }

    /** {@return the number of rows} */
    public long dim() {
        return dim;
    }

    /** {@return the concentration} */
    public Tensor concentration() {
        return parameter("concentration");
    }

    @Override
    protected Tensor drawn(Shape sampleShape) {
        // By the onion method, for all rows together.
        Tensor y = beta.sample(sampleShape).unsqueeze(-1);
        Tensor normal = Noise.normal(extendedShape(sampleShape), y).tril(-1);
        Tensor sphere = normal.div(Linalg.vectorNorm(normal, o -> o.dim(-1).keepdim(true)));
        // The first row is 0 / 0.
        sphere.select(-2, 0).fill_(0.0);
        Tensor w = y.sqrt().mul(sphere);
        double tiny = FloatInfo.of(w).tiny();
        Tensor diagonal = Torch.sub(1, w.pow(2).sum(-1)).clamp(tiny).sqrt();
        return w.add_(diagonal.diagEmbed());
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        Tensor diagonal = value.diagonal(o -> o.dim1(-1).dim2(-2)).narrow(-1, 1, dim - 1);
        Tensor rows =
                Torch.arange(2, dim + 1, TensorOptions.of(DType.INT64, concentration().device()));
        Tensor order = concentration().sub(1).unsqueeze(-1).mul(2).add(dim).sub(rows);
        Tensor unnormalized = order.mul(diagonal.log()).sum(-1);
        long less = dim - 1;
        Tensor alpha = concentration().add(0.5 * less);
        Tensor normalizer =
                alpha.sub(0.5)
                        .mvlgamma(less)
                        .add(0.5 * less * Math.log(Math.PI))
                        .sub(alpha.lgamma().mul(less));
        return unnormalized.sub(normalizer);
    }
}
