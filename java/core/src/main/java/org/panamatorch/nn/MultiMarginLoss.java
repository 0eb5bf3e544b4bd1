package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.loss.MultiMarginLossSpec;
import org.panamatorch.internal.nn.loss.RankingLosses;

import java.util.function.Consumer;

/**
 * The hinge loss between scores and a class each.
 *
 * <p>Shapes: input (N, C) or (C), target (N) or (); output a scalar, or (N) or () without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MultiMarginLoss.html">torch.nn.MultiMarginLoss</a>
 */
public final class MultiMarginLoss extends BinaryModule {
    private final MultiMarginLossSpec options;

    /** Makes the module with the defaults. */
    public MultiMarginLoss() {
        this(MultiMarginLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the exponent is another, or the weights have not
     *     one dimension
     */
    public MultiMarginLoss(Consumer<? super MultiMarginLossOptions> options) {
        this(MultiMarginLossOptions.of(options, "MultiMarginLoss"));
    }

    private MultiMarginLoss(MultiMarginLossSpec options) {
        this.options = options;
        registerBuffer("weight", options.weight());
        if (options.p() != 1 && options.p() != 2) {
            throw Checks.value("only p == 1 and p == 2 supported");
        }
        if (options.weight() != null && options.weight().dim() != 1) {
            throw Checks.value(
                    "MultiMarginLoss: expected weight to be None or 1D tensor, got "
                            + options.weight().dim()
                            + "D instead");
        }
    }

    /**
     * Computes the loss.
     *
     * @param input scores
     * @param target classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return RankingLosses.multiMarginLoss(
                input,
                target,
                new MultiMarginLossSpec(
                        options.p(), options.margin(), buffer("weight"), options.reduction()));
    }
}
