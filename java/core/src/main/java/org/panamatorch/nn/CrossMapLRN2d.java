package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.norm.CrossMapLRN2dSpec;

import java.util.function.Consumer;

/**
 * Divides each element by a power of the squares of its neighbours in other channels: {@code x / (k
 * + alpha / size Σ x²)^beta}, by a running sum. {@link LocalResponseNorm} is the newer one.
 *
 * <p>Shapes: input and output (N, C, H, W).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CrossMapLRN2d.html">torch.nn.CrossMapLRN2d</a>
 */
public final class CrossMapLRN2d extends UnaryModule {
    private final long size;
    private final CrossMapLRN2dSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param size how many channels
     */
    public CrossMapLRN2d(long size) {
        this(size, CrossMapLRN2dOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param size how many channels
     * @param options sets what is not to be as by default
     */
    public CrossMapLRN2d(long size, Consumer<? super CrossMapLRN2dOptions> options) {
        this(size, CrossMapLRN2dOptions.of(options, "CrossMapLRN2d"));
    }

    private CrossMapLRN2d(long size, CrossMapLRN2dSpec options) {
        this.size = size;
        this.options = options;
    }

    /**
     * Computes the output.
     *
     * @param input (N, C, H, W)
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions is another
     */
    @Override
    protected Tensor forward(Tensor input) {
        if (Required.tensor("CrossMapLRN2d", "input", input).dim() != 4) {
            throw Checks.value(
                    "CrossMapLRN2d: Expected input to be 4D, got " + input.dim() + "D instead.");
        }
        if (size == 0) {
            throw Checks.value("float division by zero");
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor sums = Torch.stack(runningSums(input.pow(2)), 1);
            Tensor scale = sums.mul(options.alpha().doubleValue() / size).add(options.k());
            return scope.keep(scale.pow(-options.beta().doubleValue()).mul(input));
        }
    }

    private Tensor[] runningSums(Tensor squares) {
        // None for an empty batch of channels: stack says that it needs one.
        int channels = Math.toIntExact(squares.size(1));
        long ahead = (long) ((size - 1) / 2.0 + 1);
        Tensor[] sums = new Tensor[channels];
        sums[0] = Torch.zerosLike(squares.select(1, 0));
        for (int c = 0; c < Math.min(ahead, channels); c++) {
            sums[0] = sums[0].add(squares.select(1, c));
        }
        for (int c = 1; c < channels; c++) {
            sums[c] = sums[c - 1];
            if (c < channels - ahead + 1) {
                sums[c] = sums[c].add(squares.select(1, c + ahead - 1));
            }
            if (c > ahead) {
                sums[c] = sums[c].sub(squares.select(1, c - ahead));
            }
        }
        return sums;
    }

    @Override
    protected String extraRepr() {
        return size + CrossMapLRN2dOptions.printed(options);
    }
}
