package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.BCEWithLogitsLossSpec;
import org.panamatorch.internal.nn.loss.ClassificationLosses;

import java.util.function.Consumer;

/**
 * The cross entropy between the sigmoid of a logit and a probability.
 *
 * <p>Shapes: input and target (*); output a scalar, or the input's shape without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.BCEWithLogitsLoss.html">torch.nn.BCEWithLogitsLoss</a>
 */
public final class BCEWithLogitsLoss extends BinaryModule {
    private final BCEWithLogitsLossSpec options;

    /** Makes the module with the defaults. */
    public BCEWithLogitsLoss() {
        this(BCEWithLogitsLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public BCEWithLogitsLoss(Consumer<? super BCEWithLogitsLossOptions> options) {
        this(BCEWithLogitsLossOptions.of(options, "BCEWithLogitsLoss"));
    }

    private BCEWithLogitsLoss(BCEWithLogitsLossSpec options) {
        this.options = options;
        registerBuffer("weight", options.weight());
        registerBuffer("pos_weight", options.posWeight());
    }

    /**
     * Computes the loss.
     *
     * @param input logits
     * @param target probabilities
     * @return the loss
     * @throws org.panamatorch.TorchException if sizes differ
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return ClassificationLosses.binaryCrossEntropyWithLogits(
                input,
                target,
                new BCEWithLogitsLossSpec(
                        buffer("weight"), options.reduction(), buffer("pos_weight")));
    }
}
