package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.MultiLabelSoftMarginLossSpec;
import org.panamatorch.internal.nn.loss.RankingLosses;

import java.util.function.Consumer;

/**
 * The mean over the classes of the cross entropy between sigmoids and several classes each.
 *
 * <p>Shapes: input and target (N, C) or (C); output a scalar, or (N) or () without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MultiLabelSoftMarginLoss.html">torch.nn.MultiLabelSoftMarginLoss</a>
 */
public final class MultiLabelSoftMarginLoss extends BinaryModule {
    private final MultiLabelSoftMarginLossSpec options;

    /** Makes the module with the defaults. */
    public MultiLabelSoftMarginLoss() {
        this(MultiLabelSoftMarginLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public MultiLabelSoftMarginLoss(Consumer<? super MultiLabelSoftMarginLossOptions> options) {
        this(MultiLabelSoftMarginLossOptions.of(options, "MultiLabelSoftMarginLoss"));
    }

    private MultiLabelSoftMarginLoss(MultiLabelSoftMarginLossSpec options) {
        this.options = options;
        registerBuffer("weight", options.weight());
    }

    /**
     * Computes the loss.
     *
     * @param input logits
     * @param target 0 or 1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return RankingLosses.multilabelSoftMarginLoss(
                input,
                target,
                new MultiLabelSoftMarginLossSpec(buffer("weight"), options.reduction()));
    }
}
