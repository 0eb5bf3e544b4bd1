package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.loss.ReductionSpec;
import org.panamatorch.internal.nn.loss.RegressionLosses;
import org.panamatorch.internal.nn.loss.WeightedLossFuncSpec;
import org.panamatorch.option.Reduction;

import java.util.function.Consumer;

/**
 * The absolute differences: {@code |x - y|}.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.L1Loss.html">torch.nn.L1Loss</a>
 */
public final class L1Loss extends BinaryModule {
    private final ReductionSpec options;

    /** Makes the module with the defaults. */
    public L1Loss() {
        this(ReductionOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param reduction what becomes of the elements' losses
     */
    public L1Loss(Reduction reduction) {
        this(new ReductionSpec(Required.present("L1Loss", "reduction", reduction, "a reduction")));
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public L1Loss(Consumer<? super ReductionOptions> options) {
        this(ReductionOptions.of(options, "L1Loss"));
    }

    private L1Loss(ReductionSpec options) {
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
        return RegressionLosses.l1Loss(
                input, target, new WeightedLossFuncSpec(options.reduction(), null));
    }
}
