package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A linear map and the cross entropy between its outputs and classes, given as indices or as
 * probabilities.
 *
 * <p>Shapes: input (N, in) or (in); target (), (N) or (N, d₁, …) of {@code int64} for indices, or
 * the logits' (N, C, d₁, …) for probabilities; output a scalar, or the shape of the indices without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LinearCrossEntropyLoss.html">torch.nn.LinearCrossEntropyLoss</a>
 */
public final class LinearCrossEntropyLoss extends BinaryLoss {
    private static final String LINEAR = "linear";

    private final long numClasses;
    private final long[] outFeatures;
    private final Long ignoreIndex;
    private final Number labelSmoothing;
    private final LinearCrossEntropyOptions options;

    /** The options of {@link LinearCrossEntropyLoss}. */
    public static final class Builder extends Loss.WeightedBuilder<Builder> {
        private final long inFeatures;
        private final long numClasses;
        private long[] outFeatures = new long[0];
        private boolean bias;
        private TensorOptions tensorOptions = TensorOptions.DEFAULT;
        private Long ignoreIndex;
        private Number labelSmoothing = 0.0;
        private LinearCrossEntropyOptions options;

        private Builder(long inFeatures, long numClasses) {
            this.inFeatures = inFeatures;
            this.numClasses = numClasses;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * The dimensions d₁, … of the logits after the classes; none by default.
         *
         * @param sizes their sizes
         * @return this
         */
        public Builder outFeatures(long... sizes) {
            outFeatures =
                    Required.present(this, "outFeatures", sizes, "a list of integers").clone();
            return this;
        }

        /**
         * Whether the map has a bias; no by default.
         *
         * @param hasBias whether it has
         * @return this
         */
        public Builder bias(boolean hasBias) {
            bias = hasBias;
            return this;
        }

        /**
         * Dtype and device of the parameters.
         *
         * @param given the options
         * @return this
         */
        public Builder options(TensorOptions given) {
            tensorOptions = Required.present(this, "options", given, "the options of a tensor");
            return this;
        }

        /**
         * The index whose elements count neither for the loss nor for the mean; -100 by default.
         *
         * @param index the index, or null
         * @return this
         */
        public Builder ignoreIndex(Long index) {
            ignoreIndex = index;
            return this;
        }

        /**
         * How much of each target is spread over all classes; 0 by default.
         *
         * @param part from 0 to 1
         * @return this
         */
        public Builder labelSmoothing(Number part) {
            labelSmoothing = Required.real(this, "labelSmoothing", part);
            return this;
        }

        /**
         * How memory is saved; not at all by default.
         *
         * @param saving how, or null
         * @return this
         */
        public Builder options(LinearCrossEntropyOptions saving) {
            options = saving;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         * @throws org.panamatorch.TorchException if the weights are not one a class, or the
         *     smoothing is not within 0 and 1
         */
        public LinearCrossEntropyLoss build() {
            return new LinearCrossEntropyLoss(this);
        }
    }

    /**
     * Makes the module with Python's defaults.
     *
     * @param inFeatures the size of the input's last dimension
     * @param numClasses the number of classes, C
     * @throws org.panamatorch.TorchException if the weights are not one a class, or the smoothing
     *     is not within 0 and 1
     */
    public LinearCrossEntropyLoss(long inFeatures, long numClasses) {
        this(builder(inFeatures, numClasses));
    }

    private LinearCrossEntropyLoss(Builder builder) {
        super(checked(builder));
        numClasses = builder.numClasses;
        outFeatures = builder.outFeatures;
        ignoreIndex = builder.ignoreIndex;
        labelSmoothing = builder.labelSmoothing;
        options = builder.options;
        long outputs = Arrays.stream(outFeatures).reduce(numClasses, (a, b) -> a * b);
        register(
                LINEAR,
                Linear.builder(builder.inFeatures, outputs)
                        .bias(builder.bias)
                        .options(builder.tensorOptions)
                        .build());
    }

    /**
     * Starts the options.
     *
     * @param inFeatures the size of the input's last dimension
     * @param numClasses the number of classes, C
     * @return a builder
     */
    public static Builder builder(long inFeatures, long numClasses) {
        return new Builder(inFeatures, numClasses);
    }

    private static Builder checked(Builder builder) {
        Tensor weight = builder.weight();
        if (weight != null && !Arrays.equals(weight.sizes(), new long[] {builder.numClasses})) {
            throw Checks.runtime(
                    "expected weight shape to be "
                            + PythonFormat.tuple(builder.numClasses)
                            + ", got "
                            + PythonFormat.tuple(weight.sizes()));
        }
        double smoothing = builder.labelSmoothing.doubleValue();
        if (smoothing < 0 || smoothing > 1) {
            throw Checks.runtime(
                    "expected label_smoothing to be in range [0, 1], got "
                            + PythonFormat.repr(builder.labelSmoothing));
        }
        return builder;
    }

    /**
     * The linear map.
     *
     * @return a part of this module
     */
    public Linear linear() {
        return (Linear) getSubmodule(LINEAR);
    }

    /**
     * Computes the loss.
     *
     * @param input the input of the map
     * @param target the classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or a class is out of
     *     range
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        Linear linear = linear();
        long[] biasSize =
                LongStream.concat(LongStream.of(numClasses), Arrays.stream(outFeatures)).toArray();
        long[] weightSize = Arrays.copyOf(biasSize, biasSize.length + 1);
        weightSize[biasSize.length] = linear.inFeatures();
        try (Tensor linearWeight = linear.weight().reshape(weightSize);
                Tensor linearBias =
                        linear.bias() == null ? null : linear.bias().reshape(biasSize)) {
            return Functional.linearCrossEntropy(
                    input,
                    linearWeight,
                    target,
                    linearBias,
                    weight(),
                    reduction(),
                    ignoreIndex,
                    labelSmoothing.doubleValue(),
                    options);
        }
    }

    @Override
    protected String extraRepr() {
        return "in_features="
                + linear().inFeatures()
                + ", num_classes="
                + numClasses
                + ", out_features="
                + PythonFormat.tuple(outFeatures)
                + ", bias="
                + PythonFormat.repr(linear().bias() != null)
                + ", reduction="
                + reduction()
                + ", ignore_index="
                + PythonFormat.repr(ignoreIndex)
                + ", label_smoothing="
                + PythonFormat.repr(labelSmoothing)
                + ", options="
                + PythonFormat.repr(options);
    }
}
