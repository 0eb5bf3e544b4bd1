package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.print.PythonFormat;
import org.panamatorch.option.PadMode;
import org.panamatorch.option.Padding;
import org.panamatorch.option.PaddingMode;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What convolutions of all numbers of dimensions have in common: parameters, initial values and
 * printed form.
 */
public abstract class ConvNd extends UnaryModule {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final int dims;
    private final long outChannels;
    private final long[] kernelSize;
    private final long[] stride;
    private final Padding namedPadding;
    private final long[] padding;
    private final long[] dilation;
    private final boolean transposed;
    private final long[] outputPadding;
    private final long groups;
    private final PaddingMode paddingMode;
    private long inChannels;
    private boolean isRegular;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private final int dims;
        private final Long inChannels;
        private final long outChannels;
        private final Extent kernelSize;
        private Extent stride = Extent.single(1);
        private Extent padding = Extent.single(0);
        private Extent dilation = Extent.single(1);
        private long groups = 1;
        private boolean bias = true;
        private PaddingMode paddingMode = PaddingMode.ZEROS;
        private TensorOptions options = TensorOptions.DEFAULT;
        Extent outputPadding = Extent.single(0);
        Padding namedPadding;

        Builder(int dims, Long inChannels, long outChannels, Extent kernelSize) {
            this.dims = dims;
            this.inChannels = inChannels;
            this.outChannels = outChannels;
            this.kernelSize = kernelSize;
        }

        abstract B self();

        /**
         * How far apart the windows are; 1 by default.
         *
         * @param size the distance in all dimensions
         * @return this
         */
        public B stride(long size) {
            stride = Extent.single(size);
            return self();
        }

        /**
         * How far apart the windows are; 1 by default.
         *
         * @param sizes the distance in each dimension
         * @return this
         */
        public B stride(long... sizes) {
            stride = Extent.tuple(this, "stride", sizes);
            return self();
        }

        /**
         * How much is added to the input at either end, of transposed convolutions how much of the
         * output is cut; 0 by default.
         *
         * @param size how much in all dimensions
         * @return this
         */
        public B padding(long size) {
            padding = Extent.single(size);
            namedPadding = null;
            return self();
        }

        /**
         * How much is added to the input at either end, of transposed convolutions how much of the
         * output is cut; 0 by default.
         *
         * @param sizes how much in each dimension
         * @return this
         */
        public B padding(long... sizes) {
            padding = Extent.tuple(this, "padding", sizes);
            namedPadding = null;
            return self();
        }

        /**
         * How far apart the elements of a window are; 1 by default.
         *
         * @param size the distance in all dimensions
         * @return this
         */
        public B dilation(long size) {
            dilation = Extent.single(size);
            return self();
        }

        /**
         * How far apart the elements of a window are; 1 by default.
         *
         * @param sizes the distance in each dimension
         * @return this
         */
        public B dilation(long... sizes) {
            dilation = Extent.tuple(this, "dilation", sizes);
            return self();
        }

        /**
         * How many independent parts the channels form; 1 by default.
         *
         * @param count the number, which divides the numbers of channels
         * @return this
         */
        public B groups(long count) {
            groups = count;
            return self();
        }

        /**
         * Whether there is a bias; yes by default.
         *
         * @param hasBias whether there is
         * @return this
         */
        public B bias(boolean hasBias) {
            bias = hasBias;
            return self();
        }

        /**
         * What is added to the input at either end; zeros by default.
         *
         * @param mode what
         * @return this
         */
        public B paddingMode(PaddingMode mode) {
            paddingMode = Required.present(this, "paddingMode", mode, "a padding mode");
            return self();
        }

        /**
         * Dtype and device of the parameters.
         *
         * @param tensorOptions the options
         * @return this
         */
        public B options(TensorOptions tensorOptions) {
            options = Required.present(this, "options", tensorOptions, "the options of a tensor");
            return self();
        }
    }

    ConvNd(Builder<?> builder, boolean transposed) {
        boolean isLazy = builder.inChannels == null;
        this.isRegular = !isLazy;
        this.dims = builder.dims;
        this.inChannels = isLazy ? 0 : builder.inChannels;
        this.outChannels = builder.outChannels;
        this.kernelSize = builder.kernelSize.expanded(dims).sizes();
        this.stride = builder.stride.expanded(dims).sizes();
        this.namedPadding = builder.namedPadding;
        this.padding = builder.padding.expanded(dims).sizes();
        this.dilation = builder.dilation.expanded(dims).sizes();
        this.transposed = transposed;
        this.outputPadding = builder.outputPadding.expanded(dims).sizes();
        this.groups = builder.groups;
        this.paddingMode = builder.paddingMode;
        check(isLazy);
        if (isLazy) {
            // Python makes a weight without channels first, which refuses negative kernels.
            Torch.empty(
                            LongStream.concat(LongStream.of(0, 0), Arrays.stream(kernelSize))
                                    .toArray(),
                            builder.options)
                    .close();
            registerParameter(WEIGHT, Torch.empty(new long[] {0}, builder.options));
            registerParameter(
                    BIAS, builder.bias ? Torch.empty(new long[] {0}, builder.options) : null);
            markUninitialized(WEIGHT, BIAS);
        } else {
            registerParameter(WEIGHT, Torch.empty(weightSize(), builder.options));
            registerParameter(
                    BIAS,
                    builder.bias ? Torch.empty(new long[] {outChannels}, builder.options) : null);
            resetParameters();
        }
    }

    private void check(boolean isLazy) {
        if (transposed && paddingMode != PaddingMode.ZEROS) {
            throw Checks.value("Only \"zeros\" padding mode is supported for " + typeName());
        }
        if (groups <= 0) {
            throw Checks.value("groups must be a positive integer");
        }
        requireDivisible();
        if (!isLazy && outChannels % groups != 0) {
            throw Checks.value("out_channels must be divisible by groups");
        }
        if (namedPadding == Padding.SAME && !isAll(stride, 1)) {
            throw Checks.value("padding='same' is not supported for strided convolutions");
        }
    }

    private void requireDivisible() {
        if (inChannels % groups != 0) {
            throw Checks.value("in_channels must be divisible by groups");
        }
    }

    private static boolean isAll(long[] sizes, long value) {
        return Arrays.stream(sizes).allMatch(size -> size == value);
    }

    private long[] weightSize() {
        long first = transposed ? inChannels : outChannels;
        long second = (transposed ? outChannels : inChannels) / groups;
        return LongStream.concat(LongStream.of(first, second), Arrays.stream(kernelSize)).toArray();
    }

    /** Draws new initial values. */
    public final void resetParameters() {
        if (!hasUninitializedParams() && inChannels != 0) {
            Init.defaultWeight_(weight());
            if (bias() != null) {
                Init.defaultBias_(bias(), weight());
            }
        }
    }

    /** Gives the parameters of a lazy convolution their sizes when it sees its first input. */
    final void initializeOnce(Tensor input) {
        if (isRegular) {
            return;
        }
        if (hasUninitializedParams()) {
            int dim = input.dim();
            if (dim != dims + 1 && dim != dims + 2) {
                throw Checks.runtime(
                        "Expected "
                                + (dims + 1)
                                + "D (unbatched) or "
                                + (dims + 2)
                                + "D (batched) input to "
                                + typeName()
                                + ", but got input of size: "
                                + input.shape());
            }
            inChannels = input.size(dim - dims - 1);
            requireDivisible();
            materialize(WEIGHT, weightSize());
            if (bias() != null) {
                materialize(BIAS, outChannels);
            }
            resetParameters();
        }
        isRegular = true;
    }

    @Override
    protected String typeName() {
        return isRegular ? (transposed ? "ConvTranspose" : "Conv") + dims + "d" : super.typeName();
    }

    /**
     * Convolves the input.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @return the output, (N, out, *) or (out, *)
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @Override
    protected Tensor forward(Tensor input) {
        initializeOnce(input);
        if (paddingMode != PaddingMode.ZEROS) {
            PadMode mode = PadMode.valueOf(paddingMode.name());
            try (Tensor padded = Functional.pad(input, padWidths(), mode, null)) {
                return convolved(padded, Sizes.repeated(0, dims));
            }
        }
        return namedPadding == null ? convolved(input, padding) : convolved(input);
    }

    private Tensor convolved(Tensor input, long... widths) {
        return switch (dims) {
            case 1 -> Functional.conv1d(input, weight(), bias(), stride, widths, dilation, groups);
            case 2 -> Functional.conv2d(input, weight(), bias(), stride, widths, dilation, groups);
            default -> Functional.conv3d(input, weight(), bias(), stride, widths, dilation, groups);
        };
    }

    private Tensor convolved(Tensor input) {
        return switch (dims) {
            case 1 ->
                    Functional.conv1d(
                            input, weight(), bias(), stride, namedPadding, dilation, groups);
            case 2 ->
                    Functional.conv2d(
                            input, weight(), bias(), stride, namedPadding, dilation, groups);
            default ->
                    Functional.conv3d(
                            input, weight(), bias(), stride, namedPadding, dilation, groups);
        };
    }

    private long[] padWidths() {
        int count = namedPadding == null ? padding.length : kernelSize.length;
        long[] widths = new long[2 * count];
        for (int d = 0; d < count && (namedPadding == null || d < dilation.length); d++) {
            int at = 2 * (count - 1 - d);
            if (namedPadding == null) {
                widths[at] = padding[d];
                widths[at + 1] = padding[d];
            } else if (namedPadding == Padding.SAME) {
                long total = dilation[d] * (kernelSize[d] - 1);
                widths[at] = total / 2;
                widths[at + 1] = total - total / 2;
            }
        }
        return widths;
    }

    /**
     * The filters.
     *
     * @return (out, in / groups, kernel), of transposed convolutions (in, out / groups, kernel)
     */
    public final Tensor weight() {
        return parameter(WEIGHT);
    }

    /**
     * The bias.
     *
     * @return (out), or null without a bias
     */
    public final Tensor bias() {
        return parameter(BIAS);
    }

    final long[] stride() {
        return stride;
    }

    final long[] padding() {
        return padding;
    }

    final int dims() {
        return dims;
    }

    final long[] kernelSize() {
        return kernelSize;
    }

    final long[] outputPadding() {
        return outputPadding;
    }

    final long[] dilation() {
        return dilation;
    }

    final long groups() {
        return groups;
    }

    @Override
    protected String extraRepr() {
        StringBuilder text = new StringBuilder();
        text.append(inChannels).append(", ").append(outChannels);
        text.append(", kernel_size=").append(PythonFormat.tuple(kernelSize));
        text.append(", stride=").append(PythonFormat.tuple(stride));
        if (namedPadding != null) {
            text.append(", padding=").append(namedPadding);
        } else if (!isAll(padding, 0)) {
            text.append(", padding=").append(PythonFormat.tuple(padding));
        }
        if (!isAll(dilation, 1)) {
            text.append(", dilation=").append(PythonFormat.tuple(dilation));
        }
        if (!isAll(outputPadding, 0)) {
            text.append(", output_padding=").append(PythonFormat.tuple(outputPadding));
        }
        if (groups != 1) {
            text.append(", groups=").append(groups);
        }
        if (bias() == null) {
            text.append(", bias=False");
        }
        if (paddingMode != PaddingMode.ZEROS) {
            text.append(", padding_mode=").append(paddingMode);
        }
        return text.toString();
    }
}
