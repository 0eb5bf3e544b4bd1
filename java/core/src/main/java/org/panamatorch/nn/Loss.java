package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.option.Reduction;

/** What losses have in common. */
abstract class Loss extends Module {
    private static final String WEIGHT = "weight";

    private final Reduction reduction;

    /** The option that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private Reduction reduction = Reduction.MEAN;

        abstract B self();

        /**
         * What is made of the elements' losses; the mean by default.
         *
         * @param kind what
         * @return this
         */
        public B reduction(Reduction kind) {
            reduction = Required.present(this, "reduction", kind, "a reduction");
            return self();
        }
    }

    /** The options of losses with weights. */
    abstract static class WeightedBuilder<B extends WeightedBuilder<B>> extends Builder<B> {
        private Tensor weight;

        /**
         * The weights, of classes or of elements; none by default.
         *
         * @param weights the weights, which become a buffer, or null
         * @return this
         */
        public B weight(Tensor weights) {
            weight = weights;
            return self();
        }

        final Tensor weight() {
            return weight;
        }
    }

    Loss(Builder<?> builder) {
        reduction = builder.reduction;
        if (builder instanceof WeightedBuilder<?> weighted) {
            registerBuffer(WEIGHT, weighted.weight);
        }
    }

    final Reduction reduction() {
        return reduction;
    }

    final Tensor weight() {
        return buffer(WEIGHT);
    }
}
