package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.MarginRankingLossSpec;
import org.panamatorch.internal.nn.loss.RankingLosses;

import java.util.function.Consumer;

/**
 * The margin ranking loss: {@code max(0, -y (x₁ - x₂) + margin)}.
 *
 * <p>Shapes: inputs and target (*); output a scalar, or (*) without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MarginRankingLoss.html">torch.nn.MarginRankingLoss</a>
 */
public final class MarginRankingLoss extends TernaryModule {
    private final MarginRankingLossSpec options;

    /** Makes the module with the defaults. */
    public MarginRankingLoss() {
        this(MarginRankingLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public MarginRankingLoss(Consumer<? super MarginRankingLossOptions> options) {
        this(MarginRankingLossOptions.of(options, "MarginRankingLoss"));
    }

    private MarginRankingLoss(MarginRankingLossSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 where the first shall be greater, else -1
     * @return the loss
     * @throws org.panamatorch.TorchException if the numbers of dimensions differ
     */
    @Override
    protected Tensor forward(Tensor input1, Tensor input2, Tensor target) {
        return RankingLosses.marginRankingLoss(input1, input2, target, options);
    }
}
