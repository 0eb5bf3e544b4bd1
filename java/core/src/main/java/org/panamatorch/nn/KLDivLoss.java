package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.ClassificationLosses;
import org.panamatorch.internal.nn.loss.KLDivLossSpec;

import java.util.function.Consumer;

/**
 * The Kullback-Leibler divergence: {@code y (log y - x)}.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.KLDivLoss.html">torch.nn.KLDivLoss</a>
 */
public final class KLDivLoss extends BinaryModule {
    private final KLDivLossSpec options;

    /** Makes the module with the defaults. */
    public KLDivLoss() {
        this(KLDivLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public KLDivLoss(Consumer<? super KLDivLossOptions> options) {
        this(KLDivLossOptions.of(options, "KLDivLoss"));
    }

    private KLDivLoss(KLDivLossSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param input log probabilities
     * @param target probabilities, or their logarithms
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return ClassificationLosses.klDiv(input, target, options);
    }
}
