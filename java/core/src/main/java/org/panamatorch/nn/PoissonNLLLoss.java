package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.PoissonNLLLossSpec;
import org.panamatorch.internal.nn.loss.RegressionLosses;

import java.util.function.Consumer;

/**
 * The negative log likelihood of counts under a Poisson distribution.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.PoissonNLLLoss.html">torch.nn.PoissonNLLLoss</a>
 */
public final class PoissonNLLLoss extends BinaryModule {
    private final PoissonNLLLossSpec options;

    /** Makes the module with the defaults. */
    public PoissonNLLLoss() {
        this(PoissonNLLLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public PoissonNLLLoss(Consumer<? super PoissonNLLLossOptions> options) {
        this(PoissonNLLLossOptions.of(options, "PoissonNLLLoss"));
    }

    private PoissonNLLLoss(PoissonNLLLossSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param input the rates, or their logarithms
     * @param target the counts
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return RegressionLosses.poissonNllLoss(input, target, options);
    }
}
