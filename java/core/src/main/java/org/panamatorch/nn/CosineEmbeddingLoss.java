package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.CosineEmbeddingLossSpec;
import org.panamatorch.internal.nn.loss.RankingLosses;

import java.util.function.Consumer;

/**
 * One minus the cosine where the target is 1, and {@code max(0, cos - margin)} where it is -1.
 *
 * <p>Shapes: inputs (N, D) or (D), target (N) or (); output a scalar, or (N) or () without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CosineEmbeddingLoss.html">torch.nn.CosineEmbeddingLoss</a>
 */
public final class CosineEmbeddingLoss extends TernaryModule {
    private final CosineEmbeddingLossSpec options;

    /** Makes the module with the defaults. */
    public CosineEmbeddingLoss() {
        this(CosineEmbeddingLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public CosineEmbeddingLoss(Consumer<? super CosineEmbeddingLossOptions> options) {
        this(CosineEmbeddingLossOptions.of(options, "CosineEmbeddingLoss"));
    }

    private CosineEmbeddingLoss(CosineEmbeddingLossSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param input1 the first input
     * @param input2 the second input
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input1, Tensor input2, Tensor target) {
        return RankingLosses.cosineEmbeddingLoss(input1, input2, target, options);
    }
}
