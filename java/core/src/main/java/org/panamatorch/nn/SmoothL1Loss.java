package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.RegressionLosses;
import org.panamatorch.internal.nn.loss.SmoothL1LossSpec;

import java.util.function.Consumer;

/**
 * Half the squared difference over beta where the difference is less than beta, else the absolute
 * difference less half of beta.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.SmoothL1Loss.html">torch.nn.SmoothL1Loss</a>
 */
public final class SmoothL1Loss extends BinaryModule {
    private final SmoothL1LossSpec options;

    /** Makes the module with the defaults. */
    public SmoothL1Loss() {
        this(SmoothL1LossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public SmoothL1Loss(Consumer<? super SmoothL1LossOptions> options) {
        this(SmoothL1LossOptions.of(options, "SmoothL1Loss"));
    }

    private SmoothL1Loss(SmoothL1LossSpec options) {
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
        return RegressionLosses.smoothL1Loss(input, target, options);
    }
}
