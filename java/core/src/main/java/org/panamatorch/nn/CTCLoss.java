package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.ClassificationLosses;
import org.panamatorch.internal.nn.loss.LossSpecs.CTCLossSpec;

import java.util.function.Consumer;

/**
 * The connectionist temporal classification loss between sequences whose alignment is unknown.
 *
 * <p>Shapes: logProbs (T, N, C) or (T, C), targets (N, S) or, one after the other, (Σ
 * targetLengths); output a scalar, or (N) or () without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CTCLoss.html">torch.nn.CTCLoss</a>
 */
public final class CTCLoss extends TypedModule<CTCLoss> {
    private final CTCLossSpec options;

    /** Makes the module with the defaults. */
    public CTCLoss() {
        this(CTCLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public CTCLoss(Consumer<? super CTCLossOptions> options) {
        this(CTCLossOptions.of(options, "CTCLoss"));
    }

    private CTCLoss(CTCLossSpec options) {
        this.options = options;
    }

    /**
     * Computes the loss.
     *
     * @param logProbs log probabilities
     * @param targets classes
     * @param inputLengths the lengths of the inputs, (N) or ()
     * @param targetLengths the lengths of the targets, (N) or ()
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    public Tensor call(Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
        return (Tensor)
                callWithHooks(
                        inputs ->
                                forward(
                                        (Tensor) inputs[0],
                                        (Tensor) inputs[1],
                                        (Tensor) inputs[2],
                                        (Tensor) inputs[3]),
                        logProbs,
                        targets,
                        inputLengths,
                        targetLengths);
    }

    /** Computes what {@link #call(Tensor, Tensor, Tensor, Tensor)} returns. */
    Tensor forward(Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
        return ClassificationLosses.ctcLoss(
                logProbs, targets, inputLengths, targetLengths, options);
    }

    /**
     * Computes the loss.
     *
     * @param logProbs log probabilities
     * @param targets classes
     * @param inputLengths the lengths of the inputs
     * @param targetLengths the lengths of the targets
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    public Tensor call(Tensor logProbs, Tensor targets, long[] inputLengths, long[] targetLengths) {
        return (Tensor)
                callWithHooks(
                        inputs ->
                                forward(
                                        (Tensor) inputs[0],
                                        (Tensor) inputs[1],
                                        (long[]) inputs[2],
                                        (long[]) inputs[3]),
                        logProbs,
                        targets,
                        inputLengths,
                        targetLengths);
    }

    /** Computes what {@link #call(Tensor, Tensor, long[], long[])} returns. */
    Tensor forward(Tensor logProbs, Tensor targets, long[] inputLengths, long[] targetLengths) {
        return ClassificationLosses.ctcLoss(
                logProbs, targets, inputLengths, targetLengths, options);
    }
}
