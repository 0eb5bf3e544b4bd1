package org.panamatorch.internal.nn.norm;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.PrintedBare;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.norm.NormSpecs.CrossMapLRN2dSpec;

/** Normalization over neighbouring channels, which is no function in Python. */
public final class CrossMapNormalization {
    private CrossMapNormalization() {}

    /**
     * Divides each element by a power of the squares of its neighbours in other channels: {@code x
     * / (k + alpha / size Σ x²)^beta}, by a running sum. {@link
     * org.panamatorch.nn.LocalResponseNorm} is the newer one.
     *
     * <p>Shapes: input and output (N, C, H, W).
     *
     * @param input (N, C, H, W)
     * @param size how many channels
     * @return of the same shape
     * @throws org.panamatorch.TorchException if the number of dimensions is another
     */
    @AsModule("CrossMapLRN2d")
    public static Tensor crossMapLrn2d(
            Tensor input, @PrintedBare long size, CrossMapLRN2dSpec options) {
        if (Required.tensor("CrossMapLRN2d", "input", input).dim() != 4) {
            throw Checks.value(
                    "CrossMapLRN2d: Expected input to be 4D, got " + input.dim() + "D instead.");
        }
        if (size == 0) {
            throw Checks.value("float division by zero");
        }
        try (TensorScope scope = new TensorScope()) {
            Tensor sums = Torch.stack(runningSums(input.pow(2), size), 1);
            Tensor scale = sums.mul(options.alpha().doubleValue() / size).add(options.k());
            return scope.keep(scale.pow(-options.beta().doubleValue()).mul(input));
        }
    }

    private static Tensor[] runningSums(Tensor squares, long size) {
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
}
