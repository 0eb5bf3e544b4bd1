package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.HingeEmbeddingLossSpec;
import org.panamatorch.internal.nn.loss.RankingLosses;

import java.util.function.Consumer;

/**
 * The input where the target is 1, and {@code max(0, margin - x)} where it is -1.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.HingeEmbeddingLoss.html">torch.nn.HingeEmbeddingLoss</a>
 */
public final class HingeEmbeddingLoss extends BinaryModule {
    private final HingeEmbeddingLossSpec options;

    /** Makes the module with the defaults. */
    public HingeEmbeddingLoss() {
        this(HingeEmbeddingLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public HingeEmbeddingLoss(Consumer<? super HingeEmbeddingLossOptions> options) {
        this(HingeEmbeddingLossOptions.of(options, "HingeEmbeddingLoss"));
    }

    private HingeEmbeddingLoss(HingeEmbeddingLossSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param input distances
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return RankingLosses.hingeEmbeddingLoss(input, target, options);
    }
}
