package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.loss.LossSpecs.TripletMarginWithDistanceLossSpec;
import org.panamatorch.internal.nn.loss.RankingLosses;
import org.panamatorch.internal.print.PythonFormat;

import java.util.function.Consumer;

/**
 * The triplet loss with any distance: {@code max(0, d(a, p) - d(a, n) + margin)}.
 *
 * <p>Shapes: anchor, positive and negative (N, *) or (*); output a scalar, or (N) or () without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TripletMarginWithDistanceLoss.html">torch.nn.TripletMarginWithDistanceLoss</a>
 */
public final class TripletMarginWithDistanceLoss extends TernaryModule {
    private final TripletMarginWithDistanceLossSpec options;
    private final BinaryLayer distance;

    /** Makes the module with the defaults. */
    public TripletMarginWithDistanceLoss() {
        this(TripletMarginWithDistanceLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the margin is not positive
     */
    public TripletMarginWithDistanceLoss(
            Consumer<? super TripletMarginWithDistanceLossOptions> options) {
        this(TripletMarginWithDistanceLossOptions.of(options, "TripletMarginWithDistanceLoss"));
    }

    private TripletMarginWithDistanceLoss(TripletMarginWithDistanceLossSpec options) {
        this.options = options;
        if (options.margin().doubleValue() <= 0) {
            throw Checks.value(
                    "TripletMarginWithDistanceLoss: expected margin to be greater than 0, got "
                            + PythonFormat.repr(options.margin())
                            + " instead");
        }
        distance =
                options.distanceFunction() == null
                        ? new PairwiseDistance()
                        : options.distanceFunction();
        if (distance instanceof Module module) {
            register("distance_function", module);
        }
    }

    @Override
    protected Tensor forward(Tensor anchor, Tensor positive, Tensor negative) {
        return RankingLosses.tripletMarginWithDistanceLoss(
                anchor,
                positive,
                negative,
                new TripletMarginWithDistanceLossSpec(
                        distance, options.margin(), options.swap(), options.reduction()));
    }
}
