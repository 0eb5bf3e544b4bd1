package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/**
 * What a distance to a like example lacks from one to an unlike: {@code max(0, d(a, p) - d(a, n) +
 * margin)}, with any distance.
 *
 * <p>Shapes: anchor, positive and negative (N, *) or (*); output a scalar, or (N) or () without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.TripletMarginWithDistanceLoss.html">torch.nn.TripletMarginWithDistanceLoss</a>
 */
public final class TripletMarginWithDistanceLoss extends TernaryLoss {
    private final BinaryLayer distanceFunction;
    private final Number margin;
    private final boolean swap;

    /** The options of {@link TripletMarginWithDistanceLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private BinaryLayer distanceFunction;
        private Number margin = 1.0;
        private boolean swap;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The distance, a part of this module if it is one; that of Euclid by default.
         *
         * @param distance the distance, or null
         * @return this
         */
        public Builder distanceFunction(BinaryLayer distance) {
            distanceFunction = distance;
            return this;
        }

        /**
         * The margin; 1 by default.
         *
         * @param distance the margin
         * @return this
         */
        public Builder margin(Number distance) {
            margin = Required.real(this, "margin", distance);
            return this;
        }

        /**
         * Whether the distance between the two others may take the place of that to the unlike one,
         * if it is less; no by default.
         *
         * @param may whether it may
         * @return this
         */
        public Builder swap(boolean may) {
            swap = may;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if the margin is not positive
         */
        public TripletMarginWithDistanceLoss build() {
            return new TripletMarginWithDistanceLoss(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @throws org.panamatorch.TorchException if the margin is not positive
     */
    public TripletMarginWithDistanceLoss() {
        this(builder());
    }

    private TripletMarginWithDistanceLoss(Builder builder) {
        super(builder);
        distanceFunction =
                builder.distanceFunction == null
                        ? new PairwiseDistance()
                        : builder.distanceFunction;
        margin = builder.margin;
        swap = builder.swap;
        if (margin.doubleValue() <= 0) {
            throw Checks.value(
                    "TripletMarginWithDistanceLoss: expected margin to be greater than 0, got "
                            + PythonFormat.repr(margin)
                            + " instead");
        }
        if (distanceFunction instanceof Module module) {
            register("distance_function", module);
        }
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
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
        return Functional.tripletMarginWithDistanceLoss(
                anchor,
                positive,
                negative,
                distanceFunction::call,
                margin.doubleValue(),
                swap,
                reduction());
    }
}
