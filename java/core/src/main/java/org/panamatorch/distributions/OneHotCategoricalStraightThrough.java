package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.distributions.ProbabilitySpec;

import java.util.function.Consumer;

/**
 * The categorical distribution of vectors of a 1 among zeros, through whose samples gradients flow
 * as through the probabilities.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.one_hot_categorical.OneHotCategoricalStraightThrough">torch.distributions.one_hot_categorical.OneHotCategoricalStraightThrough</a>
 */
public class OneHotCategoricalStraightThrough extends OneHotCategorical {
    /**
     * Makes a distribution.
     *
     * @param probs (*, number of events), relative to each other
     * @throws TorchException if a parameter is not within its constraint
     */
    public OneHotCategoricalStraightThrough(Tensor probs) {
        this(o -> o.probs(probs));
    }

    /**
     * Makes a distribution.
     *
     * @param options sets the parameters
     * @throws TorchException if a parameter is not within its constraint
     */
    public OneHotCategoricalStraightThrough(Consumer<? super ProbabilityOptions> options) {
        this(ProbabilityOptions.of(options, "OneHotCategoricalStraightThrough"));
    }

    private OneHotCategoricalStraightThrough(ProbabilitySpec options) {
        super(options);
    }

    private OneHotCategoricalStraightThrough(Categorical categorical, boolean validateArgs) {
        super(categorical, validateArgs, true);
    }

    @Override
    public OneHotCategoricalStraightThrough expand(Shape batchShape) {
        return new OneHotCategoricalStraightThrough(
                expandedCategorical(batchShape, OneHotCategoricalStraightThrough.class),
                validatesArgs());
    }

    @Override
    public boolean hasRsample() {
        return true;
    }

    @Override
    protected Tensor reparameterized(Shape sampleShape) {
        Tensor samples = sample(sampleShape);
        return samples.add(probs().sub(probs().detach()));
    }
}
