package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.loss.ReductionSpec;
import org.panamatorch.internal.nn.loss.RegressionLosses;
import org.panamatorch.internal.nn.loss.WeightedLossFuncSpec;
import org.panamatorch.option.Reduction;

import java.util.function.Consumer;

/**
 * The squared differences: {@code (x - y)²}.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.MSELoss.html">torch.nn.MSELoss</a>
 */
public final class MSELoss extends BinaryModule {
    private final ReductionSpec options;

    /** Makes the module with the defaults. */
    public MSELoss() {
        this(ReductionOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param reduction what becomes of the elements' losses
     */
    public MSELoss(Reduction reduction) {
        this(new ReductionSpec(Required.present("MSELoss", "reduction", reduction, "a reduction")));
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public MSELoss(Consumer<? super ReductionOptions> options) {
        this(ReductionOptions.of(options, "MSELoss"));
    }

    private MSELoss(ReductionSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param input the input
     * @param target the target
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return RegressionLosses.mseLoss(
                input, target, new WeightedLossFuncSpec(options.reduction(), null));
    }
}
