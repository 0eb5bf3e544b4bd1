package org.panamatorch.distributions;

import org.panamatorch.AutogradFunction;
import org.panamatorch.FunctionContext;
import org.panamatorch.Index;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenD;
import org.panamatorch.internal.aten.AtenS;
import org.panamatorch.internal.declare.AsDistribution;
import org.panamatorch.internal.distributions.DistributionSpec;
import org.panamatorch.internal.distributions.Shapes;
import org.panamatorch.nn.Functional;

import java.util.List;
import java.util.SequencedMap;

/**
 * The Dirichlet distribution, of vectors of sum 1.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.dirichlet.Dirichlet">torch.distributions.dirichlet.Dirichlet</a>
 */
@AsDistribution(ofNumbers = false)
abstract class DirichletLaw extends ExponentialFamily {
    /**
     * Makes the law of a distribution.
     *
     * @param concentration (*, number of elements)
     * @throws org.panamatorch.TorchException if a parameter is not within its constraint
     */
    DirichletLaw(Tensor concentration, DistributionSpec options) {
        Parameters parameters = new Parameters("Dirichlet").with("concentration", concentration);
        if (concentration.dim() < 1) {
            throw invalid("`concentration` parameter must be at least one-dimensional.");
        }
        this(
                parameters
                        .batchShape(Shapes.first(concentration.shape(), -1))
                        .eventShape(Shapes.last(concentration.shape(), 1))
                        .validateArgs(options.validateArgs()));
    }

    DirichletLaw(Parameters parameters) {
        super(parameters);
    }

    /** Draws, with a gradient that is computed of the sample. */
    private static final class Sampled extends AutogradFunction {
        @Override
        protected Tensor[] forward(FunctionContext context, Object... inputs) {
            Tensor concentration = (Tensor) inputs[0];
            Tensor x = AtenS._sample_dirichlet(concentration, null);
            context.saveForBackward(x, concentration);
            return new Tensor[] {x};
        }

        @Override
        protected boolean isOnceDifferentiable() {
            return true;
        }

        @Override
        protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
            Tensor x = context.savedTensors()[0];
            Tensor concentration = context.savedTensors()[1];
            Tensor total = concentration.sum(-1, true).expandAs(concentration);
            Tensor gradient = AtenD._dirichlet_grad(x, concentration, total);
            Tensor sum = x.mul(gradOutputs[0]).sum(-1, true);
            return new Tensor[] {gradient.mul(gradOutputs[0].sub(sum))};
        }
    }

    @Override
    public SequencedMap<String, Constraint> argConstraints() {
        return Constraints.byName(
                "concentration", Constraints.independent(Constraints.positive(), 1));
    }

    @Override
    public Constraint support() {
        return Constraints.simplex();
    }

    /** {@return the concentration} */
    public Tensor concentration() {
        return parameter("concentration");
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    public Tensor mean() {
        return concentration().div(concentration().sum(-1, true));
    }

    @Override
    public Tensor mode() {
        Tensor less = concentration().sub(1).clamp(0.0);
        Tensor mode = less.div(less.sum(-1, true));
        Tensor isSparse = concentration().lt(1).all(-1);
        Tensor greatest = mode.index(Index.of(isSparse)).argmax(-1);
        return mode.setAt(Functional.oneHot(greatest, less.size(-1)).to(mode), isSparse);
    }

    @Override
    public Tensor variance() {
        Tensor total = concentration().sum(-1, true);
        return concentration().mul(total.sub(concentration())).div(total.pow(2).mul(total.add(1)));
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        return new Sampled().apply(concentration().expand(extendedShape(sampleShape)))[0];
    }

    @Override
    protected Tensor logDensity(Tensor value) {
        return concentration()
                .sub(1.0)
                .xlogy(value)
                .sum(-1)
                .add(concentration().sum(-1).lgamma())
                .sub(concentration().lgamma().sum(-1));
    }

    @Override
    public Tensor entropy() {
        long k = concentration().size(-1);
        Tensor total = concentration().sum(-1);
        return concentration()
                .lgamma()
                .sum(-1)
                .sub(total.lgamma())
                .sub(Torch.sub(k, total).mul(total.digamma()))
                .sub(concentration().sub(1.0).mul(concentration().digamma()).sum(-1));
    }

    @Override
    protected List<Tensor> naturalParams() {
        return List.of(concentration());
    }

    @Override
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        Tensor x = naturalParams.getFirst();
        return x.lgamma().sum(-1).sub(x.sum(-1).lgamma());
    }
}
