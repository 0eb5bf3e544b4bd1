package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.conv.ConvForm;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvFuncSpec;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvSpec;
import org.panamatorch.internal.nn.conv.Convolutions;
import org.panamatorch.internal.nn.init.DefaultValues;
import org.panamatorch.internal.nn.padding.Ends;
import org.panamatorch.internal.nn.padding.PadSpec;
import org.panamatorch.option.ConvPadding;
import org.panamatorch.option.PadMode;
import org.panamatorch.option.PaddingMode;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A convolution over the spatial dimensions, or rather a cross-correlation.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, out, *ₒ) or (out, *ₒ).
 */
@Leaves
public abstract class ConvNd extends UnaryModule {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private final ConvForm form;
    private long inChannels;
    private boolean isRegular;

    /**
     * Makes the module.
     *
     * @param inChannels the number of channels of the input, C
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if the groups do not divide the channels, or an option
     *     is out of range
     */
    ConvNd(int dims, long inChannels, long outChannels, Extent kernelSize, ConvSpec options) {
        this(ConvForm.of(dims, inChannels, outChannels, kernelSize, options));
    }

    /** Makes a convolution of either direction, whose input's channels may be unknown. */
    ConvNd(ConvForm form) {
        boolean isLazy = form.inChannels() == null;
        this.form = form;
        this.isRegular = !isLazy;
        this.inChannels = isLazy ? 0 : form.inChannels();
        check(isLazy);
        if (isLazy) {
            // Python makes a weight without channels first, which refuses negative kernels.
            Torch.empty(
                            LongStream.concat(
                                            LongStream.of(0, 0),
                                            Arrays.stream(form.kernelSize().sizes()))
                                    .toArray(),
                            form.place())
                    .close();
            registerParameter(WEIGHT, Torch.empty(new long[] {0}, form.place()));
            registerParameter(BIAS, form.bias() ? Torch.empty(new long[] {0}, form.place()) : null);
            tree.markUninitialized(WEIGHT, BIAS);
        } else {
            registerParameter(WEIGHT, Torch.empty(weightSize(), form.place()));
            registerParameter(
                    BIAS,
                    form.bias()
                            ? Torch.empty(new long[] {form.outChannels()}, form.place())
                            : null);
            resetParameters();
        }
    }

    private void check(boolean isLazy) {
        if (form.isTransposed() && form.paddingMode() != PaddingMode.ZEROS) {
            throw Checks.value("Only \"zeros\" padding mode is supported for " + typeName());
        }
        if (form.groups() <= 0) {
            throw Checks.value("groups must be a positive integer");
        }
        requireDivisible();
        if (!isLazy && form.outChannels() % form.groups() != 0) {
            throw Checks.value("out_channels must be divisible by groups");
        }
        if (form.namedPadding() == ConvPadding.SAME && !form.stride().isAll(1)) {
            throw Checks.value("padding='same' is not supported for strided convolutions");
        }
    }

    private void requireDivisible() {
        if (inChannels % form.groups() != 0) {
            throw Checks.value("in_channels must be divisible by groups");
        }
    }

    private long[] weightSize() {
        boolean isTransposed = form.isTransposed();
        long first = isTransposed ? inChannels : form.outChannels();
        long second = (isTransposed ? form.outChannels() : inChannels) / form.groups();
        return LongStream.concat(
                        LongStream.of(first, second), Arrays.stream(form.kernelSize().sizes()))
                .toArray();
    }

    /** Draws new initial values. */
    public final void resetParameters() {
        if (!hasUninitializedParams() && inChannels != 0) {
            DefaultValues.weight_(weight());
            if (bias() != null) {
                DefaultValues.bias_(bias(), weight());
            }
        }
    }

    /** Gives the parameters of a lazy convolution their sizes when it sees its first input. */
    final void initializeOnce(Tensor input) {
        Required.tensor(this, "input", input);
        if (isRegular) {
            return;
        }
        if (hasUninitializedParams()) {
            int dims = form.dims();
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
            tree.materialize(WEIGHT, weightSize());
            if (bias() != null) {
                tree.materialize(BIAS, form.outChannels());
            }
            resetParameters();
        }
        isRegular = true;
    }

    @Override
    protected String typeName() {
        return isRegular
                ? (form.isTransposed() ? "ConvTranspose" : "Conv") + form.dims() + "d"
                : super.typeName();
    }

    @Override
    protected Tensor forward(Tensor input) {
        initializeOnce(input);
        if (form.paddingMode() == PaddingMode.ZEROS) {
            return convolved(input, form.padding(), form.namedPadding());
        }
        PadSpec around = new PadSpec(PadMode.valueOf(form.paddingMode().name()), null);
        try (Tensor padded = Ends.pad(input, padWidths(), around)) {
            return convolved(padded, Extent.single(0), null);
        }
    }

    private Tensor convolved(Tensor input, Extent padding, ConvPadding namedPadding) {
        return Convolutions.convNd(
                form.dims(),
                input,
                weight(),
                new ConvFuncSpec(
                        bias(),
                        form.stride(),
                        padding,
                        namedPadding,
                        form.dilation(),
                        form.groups()));
    }

    private long[] padWidths() {
        ConvPadding named = form.namedPadding();
        long[] padding = form.padding().sizes();
        long[] kernel = form.kernelSize().sizes();
        long[] dilation = form.dilation().sizes();
        int count = named == null ? padding.length : kernel.length;
        long[] widths = new long[2 * count];
        for (int d = 0; d < count && (named == null || d < dilation.length); d++) {
            int at = 2 * (count - 1 - d);
            if (named == null) {
                widths[at] = padding[d];
                widths[at + 1] = padding[d];
            } else if (named == ConvPadding.SAME) {
                long total = dilation[d] * (kernel[d] - 1);
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

    final ConvForm form() {
        return form;
    }

    @Override
    protected String extraRepr() {
        StringBuilder text = new StringBuilder();
        text.append(inChannels).append(", ").append(form.outChannels());
        text.append(", kernel_size=").append(form.kernelSize());
        text.append(", stride=").append(form.stride());
        if (form.namedPadding() != null) {
            text.append(", padding=").append(form.namedPadding());
        } else if (!form.padding().isAll(0)) {
            text.append(", padding=").append(form.padding());
        }
        if (!form.dilation().isAll(1)) {
            text.append(", dilation=").append(form.dilation());
        }
        if (!form.outputPadding().isAll(0)) {
            text.append(", output_padding=").append(form.outputPadding());
        }
        if (form.groups() != 1) {
            text.append(", groups=").append(form.groups());
        }
        if (bias() == null) {
            text.append(", bias=False");
        }
        if (form.paddingMode() != PaddingMode.ZEROS) {
            text.append(", padding_mode=").append(form.paddingMode());
        }
        return text.toString();
    }
}
