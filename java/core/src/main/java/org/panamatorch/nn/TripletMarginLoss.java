package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.loss.RankingLosses;
import org.panamatorch.internal.nn.loss.TripletMarginLossSpec;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

/**
 * The triplet loss: {@code max(0, d(a, p) - d(a, n) + margin)}, small where an anchor is nearer to
 * the positive example than to the negative one by the margin.
 *
 * <p>Shapes: anchor, positive and negative (N, D) or (D); output a scalar, or (N) or () without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TripletMarginLoss.html">torch.nn.TripletMarginLoss</a>
 */
public final class TripletMarginLoss extends TernaryModule {
    private final TripletMarginLossSpec options;

    /** Makes the module with the defaults. */
    public TripletMarginLoss() {
        this(TripletMarginLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the margin is not positive
     */
    public TripletMarginLoss(Consumer<? super TripletMarginLossOptions> options) {
        this(TripletMarginLossOptions.of(options, "TripletMarginLoss"));
    }

    private TripletMarginLoss(TripletMarginLossSpec options) {
        this.options = options;
        if (options.margin().doubleValue() <= 0) {
            throw Checks.value(
                    "TripletMarginLoss: expected margin to be greater than 0, got "
                            + PythonFormat.repr(options.margin())
                            + " instead");
        }
    }

    /**
     * Computes the loss.
     *
     * @param anchor the examples
     * @param positive examples like them
     * @param negative examples unlike them
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit
     */
    @Override
    protected Tensor forward(Tensor anchor, Tensor positive, Tensor negative) {
        return RankingLosses.tripletMarginLoss(anchor, positive, negative, options);
    }
}
