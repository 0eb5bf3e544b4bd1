package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.loss.RankingLosses;
import org.panamatorch.internal.nn.loss.ReductionSpec;
import org.panamatorch.option.Reduction;

import java.util.function.Consumer;

/**
 * The logistic loss: {@code log(1 + e^(-y x))}.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.SoftMarginLoss.html">torch.nn.SoftMarginLoss</a>
 */
public final class SoftMarginLoss extends BinaryModule {
    private final ReductionSpec options;

    /** Makes the module with the defaults. */
    public SoftMarginLoss() {
        this(ReductionOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param reduction what becomes of the elements' losses
     */
    public SoftMarginLoss(Reduction reduction) {
        this(
                new ReductionSpec(
                        Required.present("SoftMarginLoss", "reduction", reduction, "a reduction")));
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public SoftMarginLoss(Consumer<? super ReductionOptions> options) {
        this(ReductionOptions.of(options, "SoftMarginLoss"));
    }

    private SoftMarginLoss(ReductionSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param input the input
     * @param target 1 or -1
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return RankingLosses.softMarginLoss(input, target, options);
    }
}
