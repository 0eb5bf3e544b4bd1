package org.panamatorch.nn;

import org.panamatorch.Tensor;

/**
 * The connectionist temporal classification loss between sequences whose alignment is unknown.
 *
 * <p>Shapes: logProbs (T, N, C) or (T, C), targets (N, S) or, one after the other, (Σ
 * targetLengths); output a scalar, or (N) or () without reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CTCLoss.html">torch.nn.CTCLoss</a>
 */
public final class CTCLoss extends Loss {
    private final long blank;
    private final boolean zeroInfinity;

    /** The options of {@link CTCLoss}. */
    public static final class Builder extends Loss.Builder<Builder> {
        private long blank = 0;
        private boolean zeroInfinity;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The class that stands for none; 0 by default.
         *
         * @param label the class
         * @return this
         */
        public Builder blank(long label) {
            blank = label;
            return this;
        }

        /**
         * Whether infinite losses become zero; no by default.
         *
         * @param become whether they do
         * @return this
         */
        public Builder zeroInfinity(boolean become) {
            zeroInfinity = become;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public CTCLoss build() {
            return new CTCLoss(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public CTCLoss() {
        this(builder());
    }

    private CTCLoss(Builder builder) {
        super(builder);
        blank = builder.blank;
        zeroInfinity = builder.zeroInfinity;
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
    protected Tensor forward(
            Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) {
        return Functional.ctcLoss(
                logProbs, targets, inputLengths, targetLengths, blank, reduction(), zeroInfinity);
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
    protected Tensor forward(
            Tensor logProbs, Tensor targets, long[] inputLengths, long[] targetLengths) {
        return Functional.ctcLoss(
                logProbs, targets, inputLengths, targetLengths, blank, reduction(), zeroInfinity);
    }
}
