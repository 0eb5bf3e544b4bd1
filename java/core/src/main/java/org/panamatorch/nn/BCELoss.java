package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.BCELossSpec;
import org.panamatorch.internal.nn.loss.ClassificationLosses;

import java.util.function.Consumer;

/**
 * The cross entropy between two probabilities.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.BCELoss.html">torch.nn.BCELoss</a>
 */
public final class BCELoss extends BinaryModule {
    private final BCELossSpec options;

    /** Makes the module with the defaults. */
    public BCELoss() {
        this(BCELossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public BCELoss(Consumer<? super BCELossOptions> options) {
        this(BCELossOptions.of(options, "BCELoss"));
    }

    private BCELoss(BCELossSpec options) {
        this.options = options;
        registerBuffer("weight", options.weight());
    }

    /**
     * Computes the loss.
     *
     * @param input probabilities
     * @param target probabilities
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ, or a probability is outside 0 and 1
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return ClassificationLosses.binaryCrossEntropy(
                input, target, new BCELossSpec(buffer("weight"), options.reduction()));
    }
}
