package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Extent;

/** What maximum poolings to a given size have in common. */
abstract class AdaptiveMaxPoolNd extends UnaryModule {
    private final int dims;
    private final Extent outputSize;
    private final boolean returnIndices;

    /** The option that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final Extent outputSize;
        private boolean returnIndices;

        Builder(Extent outputSize) {
            this.outputSize = outputSize;
        }

        abstract B self();

        /**
         * Whether the indices are asked for; no by default. Here {@code callWithIndices} gives them
         * in any case.
         *
         * @param asks whether they are
         * @return this
         */
        public B returnIndices(boolean asks) {
            returnIndices = asks;
            return self();
        }
    }

    AdaptiveMaxPoolNd(int dims, Builder<?> builder) {
        this.dims = dims;
        this.outputSize = builder.outputSize;
        this.returnIndices = builder.returnIndices;
    }

    /**
     * Whether the indices were asked for.
     *
     * @return true if so
     */
    public final boolean isReturnIndices() {
        return returnIndices;
    }

    /**
     * Finds the maxima.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the maxima
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        return forwardWithIndices(input).onlyOutput();
    }

    /**
     * Finds the maxima and where they are.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the maxima and their indices
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    public final Pooled callWithIndices(Tensor input) {
        return (Pooled) callWithHooks(inputs -> forwardWithIndices((Tensor) inputs[0]), input);
    }

    /** Computes what {@link #callWithIndices} returns. */
    protected Pooled forwardWithIndices(Tensor input) {
        return switch (dims) {
            case 1 -> Functional.adaptiveMaxPool1dWithIndices(input, outputSize.sizes());
            case 2 -> Functional.adaptiveMaxPool2dWithIndices(input, outputSize.sizes());
            default -> Functional.adaptiveMaxPool3dWithIndices(input, outputSize.sizes());
        };
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + outputSize;
    }
}
