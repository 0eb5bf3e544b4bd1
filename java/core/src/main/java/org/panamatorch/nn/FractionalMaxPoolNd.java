package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Arrays;

/** What maximum poolings at random places have in common. */
abstract class FractionalMaxPoolNd extends UnaryModule {
    private static final String SAMPLES = "_random_samples";

    private final int dims;
    private final long[] kernelSize;
    private final long[] outputSize;
    private final double[] outputRatio;
    private final boolean returnIndices;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final Extent kernelSize;
        private Extent outputSize;
        private double[] outputRatio;
        private boolean returnIndices;
        private Tensor randomSamples;

        Builder(Extent kernelSize) {
            this.kernelSize = kernelSize;
        }

        abstract B self();

        /**
         * The size of the output; either this or the ratio is needed.
         *
         * @param size the size of all spatial dimensions
         * @return this
         */
        public B outputSize(long size) {
            outputSize = Extent.single(size);
            return self();
        }

        /**
         * The size of the output; either this or the ratio is needed.
         *
         * @param sizes the size of each spatial dimension
         * @return this
         */
        public B outputSize(long... sizes) {
            outputSize = Extent.tupleOrNull(sizes);
            return self();
        }

        /**
         * The size of the output as a part of that of the input; either this or the size is needed.
         *
         * @param ratios the part, between 0 and 1, one for all spatial dimensions or one each
         * @return this
         */
        public B outputRatio(double... ratios) {
            outputRatio = ratios == null ? null : ratios.clone();
            return self();
        }

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

        /**
         * Where the windows are; drawn each time by default.
         *
         * @param samples (N, C, dimensions), from 0 to 1
         * @return this
         */
        public B randomSamples(Tensor samples) {
            randomSamples = samples;
            return self();
        }
    }

    FractionalMaxPoolNd(int dims, Builder<?> builder) {
        this.dims = dims;
        if (dims > 2 && Arrays.stream(builder.kernelSize.sizes()).anyMatch(size -> size <= 0)) {
            throw Checks.value("kernel_size must be greater than 0, but got " + builder.kernelSize);
        }
        this.kernelSize = builder.kernelSize.expanded(dims).sizes();
        this.outputSize =
                builder.outputSize == null ? null : builder.outputSize.expanded(dims).sizes();
        this.outputRatio = builder.outputRatio;
        this.returnIndices = builder.returnIndices;
        registerBuffer(SAMPLES, builder.randomSamples);
        if (outputSize == null && outputRatio == null) {
            throw Checks.value(
                    "FractionalMaxPool"
                            + dims
                            + "d requires specifying either an output size, or a pooling ratio");
        }
        if (outputSize != null && outputRatio != null) {
            throw Checks.value("only one of output_size and output_ratio may be specified");
        }
        if (outputRatio != null
                && Arrays.stream(outputRatio).anyMatch(ratio -> ratio <= 0 || ratio >= 1)) {
            throw Checks.value(
                    "output_ratio must be between 0 and 1 (got "
                            + (outputRatio.length == 1
                                    ? PythonFormat.repr(outputRatio[0])
                                    : Extent.tuple(outputRatio))
                            + ")");
        }
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
        Tensor samples = buffer(SAMPLES);
        return dims == 2
                ? Functional.fractionalMaxPool2dWithIndices(
                        input, kernelSize, outputSize, outputRatio, samples)
                : Functional.fractionalMaxPool3dWithIndices(
                        input, kernelSize, outputSize, outputRatio, samples);
    }
}
