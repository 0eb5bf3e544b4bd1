package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.LossSpecs.GaussianNLLLossSpec;
import org.panamatorch.internal.nn.loss.RegressionLosses;

import java.util.function.Consumer;

/**
 * The negative log likelihood under a normal distribution.
 *
 * <p>Shapes: input and target (*), var (*), or with 1 instead of one size, or without the last
 * dimension; output a scalar, or the input's shape without reduction. A negative variance is
 * refused.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.GaussianNLLLoss.html">torch.nn.GaussianNLLLoss</a>
 */
public final class GaussianNLLLoss extends TernaryModule {
    private final GaussianNLLLossSpec options;

    /** Makes the module with the defaults. */
    public GaussianNLLLoss() {
        this(GaussianNLLLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public GaussianNLLLoss(Consumer<? super GaussianNLLLossOptions> options) {
        this(GaussianNLLLossOptions.of(options, "GaussianNLLLoss"));
    }

    private GaussianNLLLoss(GaussianNLLLossSpec options) {
        this.options = options;
    }

    @Override
    protected Tensor forward(Tensor input, Tensor target, Tensor var) {
        return RegressionLosses.gaussianNllLoss(input, target, var, options);
    }

    /**
     * Computes the loss with one variance.
     *
     * @param input the means
     * @param target the targets
     * @param var the variance
     * @return the loss
     * @throws org.panamatorch.TorchException if the variance is negative, or shapes do not fit
     */
    public Tensor call(Tensor input, Tensor target, double var) {
        return callWithHooks(this::forward, input, target, var);
    }

    /** Computes what {@link #call(Tensor, Tensor, double)} returns. */
    Tensor forward(Tensor input, Tensor target, double var) {
        return RegressionLosses.gaussianNllLoss(input, target, var, options);
    }
}
