package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.HuberLossFuncSpec;
import org.panamatorch.internal.nn.loss.HuberLossSpec;
import org.panamatorch.internal.nn.loss.RegressionLosses;

import java.util.function.Consumer;

/**
 * Half the squared difference where the difference is less than delta, else delta times the
 * absolute difference less half of delta.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.HuberLoss.html">torch.nn.HuberLoss</a>
 */
public final class HuberLoss extends BinaryModule {
    private final HuberLossSpec options;

    /** Makes the module with the defaults. */
    public HuberLoss() {
        this(HuberLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public HuberLoss(Consumer<? super HuberLossOptions> options) {
        this(HuberLossOptions.of(options, "HuberLoss"));
    }

    private HuberLoss(HuberLossSpec options) {
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
        return RegressionLosses.huberLoss(
                input, target, new HuberLossFuncSpec(options.reduction(), options.delta(), null));
    }
}
