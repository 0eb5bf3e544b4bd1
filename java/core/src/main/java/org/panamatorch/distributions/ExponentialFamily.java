package org.panamatorch.distributions;

import org.panamatorch.Autograd;
import org.panamatorch.Tensor;
import org.panamatorch.internal.distributions.Shapes;

import java.util.Arrays;
import java.util.List;

/**
 * A distribution of the exponential family, whose entropy and divergences follow from its natural
 * parameters and its log normalizer by Bregman divergences.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.exp_family.ExponentialFamily">torch.distributions.ExponentialFamily</a>
 */
public abstract class ExponentialFamily extends Distribution {
    /**
     * Makes a distribution.
     *
     * @param parameters the tensors and shapes
     */
    protected ExponentialFamily(Parameters parameters) {
        super(parameters);
    }

    /**
     * The natural parameters.
     *
     * @return the tensors
     */
    protected List<Tensor> naturalParams() {
        throw notImplemented("naturalParams");
    }

    /**
     * The log normalizer of natural parameters.
     *
     * @param naturalParams tensors as {@link #naturalParams} gives them
     * @return (batch)
     */
    protected Tensor logNormalizer(List<Tensor> naturalParams) {
        throw notImplemented("logNormalizer");
    }

    /**
     * The mean of the logarithm of the carrier measure.
     *
     * @return the number
     */
    protected double meanCarrierMeasure() {
        throw notImplemented("meanCarrierMeasure");
    }

    @Override
    public Tensor entropy() {
        double carrier = -meanCarrierMeasure();
        Bregman own = bregman();
        Tensor result = own.normalizer.add(carrier);
        for (int i = 0; i < own.parameters.size(); i++) {
            Tensor term = own.parameters.get(i).mul(own.gradients.get(i));
            long[] sizes = Arrays.copyOf(batchShape().toArray(), batchShape().dim() + 1);
            sizes[batchShape().dim()] = -1;
            result = result.sub(term.reshape(sizes).sum(-1));
        }
        return result;
    }

    /** The divergence from another distribution of the same class. */
    final Tensor bregmanDivergence(ExponentialFamily other) {
        List<Tensor> others = other.naturalParams();
        Bregman own = bregman();
        Tensor result = other.logNormalizer(others).sub(own.normalizer);
        for (int i = 0; i < others.size(); i++) {
            Tensor term = others.get(i).sub(own.parameters.get(i)).mul(own.gradients.get(i));
            result = result.sub(Shapes.sumLast(term, other.eventShape().dim()));
        }
        return result;
    }

    /** Natural parameters apart from the graph, and the log normalizer with its gradients there. */
    private record Bregman(List<Tensor> parameters, Tensor normalizer, List<Tensor> gradients) {}

    private Bregman bregman() {
        List<Tensor> parameters =
                naturalParams().stream().map(each -> each.detach().requiresGrad_()).toList();
        Tensor normalizer = logNormalizer(parameters);
        List<Tensor> gradients =
                Autograd.grad(normalizer.sum(), parameters, o -> o.createGraph(true));
        return new Bregman(parameters, normalizer, gradients);
    }
}
