package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;

import java.util.Arrays;

/** What transposed convolutions of all numbers of dimensions have in common. */
abstract class ConvTransposeNd extends ConvNd {
    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> extends ConvNd.Builder<B> {
        Builder(int dims, Long inChannels, long outChannels, Extent kernelSize) {
            super(dims, inChannels, outChannels, kernelSize);
        }

        /**
         * How much is added at one end of the output; 0 by default.
         *
         * @param size how much in all dimensions
         * @return this
         */
        public B outputPadding(long size) {
            outputPadding = Extent.single(size);
            return self();
        }

        /**
         * How much is added at one end of the output; 0 by default.
         *
         * @param sizes how much in each dimension
         * @return this
         */
        public B outputPadding(long... sizes) {
            outputPadding = Extent.tuple(this, "outputPadding", sizes);
            return self();
        }
    }

    ConvTransposeNd(Builder<?> builder) {
        super(builder, true);
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
    protected Tensor forward(Tensor input, long... outputSize) {
        initializeOnce(Required.tensor(this, "input", input));
        long[] added = outputSize == null ? outputPadding() : missing(input, outputSize);
        return switch (dims()) {
            case 1 ->
                    Functional.convTranspose1d(
                            input,
                            weight(),
                            bias(),
                            stride(),
                            padding(),
                            added,
                            groups(),
                            dilation());
            case 2 ->
                    Functional.convTranspose2d(
                            input,
                            weight(),
                            bias(),
                            stride(),
                            padding(),
                            added,
                            groups(),
                            dilation());
            default ->
                    Functional.convTranspose3d(
                            input,
                            weight(),
                            bias(),
                            stride(),
                            padding(),
                            added,
                            groups(),
                            dilation());
        };
    }

    /** How much the smallest output lacks of this size. */
    private long[] missing(Tensor input, long... outputSize) {
        int dims = dims();
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
            long window = at(d, dilation()) * (at(d, kernelSize()) - 1) + 1;
            long step = at(d, stride());
            min[d] = (input.size(d + others) - 1) * step - 2 * at(d, padding()) + window;
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

    private static long at(int dim, long... sizes) {
        if (dim >= sizes.length) {
            throw Checks.index("tuple index out of range");
        }
        return sizes[dim];
    }
}
