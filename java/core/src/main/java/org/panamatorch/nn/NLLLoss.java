package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.ClassificationLosses;
import org.panamatorch.internal.nn.loss.NLLLossSpec;

import java.util.function.Consumer;

/**
 * The negative log likelihood of classes.
 *
 * <p>Shapes: input (C), (N, C) or (N, C, d₁, …), target (), (N) or (N, d₁, …) of {@code int64};
 * output a scalar, or the shape of the target without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.NLLLoss.html">torch.nn.NLLLoss</a>
 */
public final class NLLLoss extends BinaryModule {
    private final NLLLossSpec options;

    /** Makes the module with the defaults. */
    public NLLLoss() {
        this(NLLLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public NLLLoss(Consumer<? super NLLLossOptions> options) {
        this(NLLLossOptions.of(options, "NLLLoss"));
    }

    private NLLLoss(NLLLossSpec options) {
        this.options = options;
        registerBuffer("weight", options.weight());
    }

    /**
     * Computes the loss.
     *
     * @param input log probabilities
     * @param target classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or a class is out of
     *     range
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return ClassificationLosses.nllLoss(
                input,
                target,
                new NLLLossSpec(buffer("weight"), options.ignoreIndex(), options.reduction()));
    }
}
