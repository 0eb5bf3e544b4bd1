package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.conv.ConvForm;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvTransposeFuncSpec;
import org.panamatorch.internal.nn.conv.ConvSpecs.ConvTransposeSpec;
import org.panamatorch.internal.nn.conv.Convolutions;

import java.util.Arrays;

/**
 * A transposed convolution over the spatial dimensions, sometimes called deconvolution.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, out, *ₒ) or (out, *ₒ).
 */
@Leaves
public abstract class ConvTransposeNd extends ConvNd {
    /**
     * Makes the module.
     *
     * @param inChannels the number of channels of the input, C
     * @param outChannels the number of channels of the output
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if the groups do not divide the channels, or an option
     *     is out of range
     */
    ConvTransposeNd(
            int dims,
            long inChannels,
            long outChannels,
            Extent kernelSize,
            ConvTransposeSpec options) {
        this(ConvForm.transposed(dims, inChannels, outChannels, kernelSize, options));
    }

    ConvTransposeNd(ConvForm form) {
        super(form);
    }

    @Override
    protected Tensor forward(Tensor input) {
        return forward(input, (long[]) null);
    }

    /**
     * Convolves the input, transposed, to an output of a certain size.
     *
     * @param input the input, (N, C, *) or (C, *)
     * @param outputSize the sizes of the spatial dimensions of the output, or of all, or null for
     *     the smallest ones
     * @return the output, (N, out, *) or (out, *)
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit, or no output
     *     has that size
     */
    public final Tensor call(Tensor input, long... outputSize) {
        return (Tensor) callWithHooks(inputs -> forward((Tensor) inputs[0], outputSize), input);
    }

    /** Computes what {@link #call(Tensor, long...)} returns. */
    Tensor forward(Tensor input, long... outputSize) {
        initializeOnce(Required.tensor(this, "input", input));
        ConvForm form = form();
        Extent added =
                outputSize == null
                        ? form.outputPadding()
                        : Extent.tupleOrNull(missing(input, outputSize));
        return Convolutions.convTransposeNd(
                form.dims(),
                input,
                weight(),
                new ConvTransposeFuncSpec(
                        bias(),
                        form.stride(),
                        form.padding(),
                        added,
                        form.groups(),
                        form.dilation()));
    }

    /** The difference between this size and that of the smallest output. */
    private long[] missing(Tensor input, long... outputSize) {
        ConvForm form = form();
        int dims = form.dims();
        long[] inputSize = input.sizes();
        int others = inputSize.length == dims + 2 ? 2 : 1;
        boolean isWhole = outputSize.length == others + dims;
        long[] size =
                isWhole ? Arrays.copyOfRange(outputSize, others, outputSize.length) : outputSize;
        if (size.length != dims) {
            throw Checks.value(
                    "ConvTranspose"
                            + dims
                            + "D: for "
                            + inputSize.length
                            + "D input, output_size must have "
                            + dims
                            + " or "
                            + (others + dims)
                            + " elements (got "
                            + size.length
                            + ")");
        }
        long[] min = new long[dims];
        long[] max = new long[dims];
        long[] missing = new long[dims];
        boolean fits = true;
        for (int d = 0; d < dims; d++) {
            long window = at(d, form.dilation()) * (at(d, form.kernelSize()) - 1) + 1;
            long step = at(d, form.stride());
            min[d] = (input.size(d + others) - 1) * step - 2 * at(d, form.padding()) + window;
            max[d] = min[d] + step - 1;
            missing[d] = size[d] - min[d];
            fits &= size[d] >= min[d] && size[d] <= max[d];
        }
        if (!fits) {
            long[] spatial =
                    Arrays.copyOfRange(inputSize, Math.min(2, inputSize.length), inputSize.length);
            throw Checks.value(
                    "requested an output size of "
                            + Arrays.toString(size)
                            + ", but valid sizes range from "
                            + Arrays.toString(min)
                            + " to "
                            + Arrays.toString(max)
                            + " (for an input of torch.Size("
                            + Arrays.toString(spatial)
                            + "))");
        }
        return missing;
    }

    private static long at(int dim, Extent sizes) {
        if (dim >= sizes.sizes().length) {
            throw Checks.index("tuple index out of range");
        }
        return sizes.sizes()[dim];
    }
}
