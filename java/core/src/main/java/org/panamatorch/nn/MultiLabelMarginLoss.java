package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.loss.RankingLosses;
import org.panamatorch.internal.nn.loss.ReductionSpec;
import org.panamatorch.option.Reduction;

import java.util.function.Consumer;

/**
 * The hinge loss between scores and several classes each.
 *
 * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MultiLabelMarginLoss.html">torch.nn.MultiLabelMarginLoss</a>
 */
public final class MultiLabelMarginLoss extends BinaryModule {
    private final ReductionSpec options;

    /** Makes the module with the defaults. */
    public MultiLabelMarginLoss() {
        this(ReductionOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param reduction what becomes of the elements' losses
     */
    public MultiLabelMarginLoss(Reduction reduction) {
        this(
                new ReductionSpec(
                        Required.present(
                                "MultiLabelMarginLoss", "reduction", reduction, "a reduction")));
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public MultiLabelMarginLoss(Consumer<? super ReductionOptions> options) {
        this(ReductionOptions.of(options, "MultiLabelMarginLoss"));
    }

    private MultiLabelMarginLoss(ReductionSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param input scores
     * @param target classes, of which those up to the first negative number count
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return RankingLosses.multilabelMarginLoss(input, target, options);
    }
}
