package org.panamatorch.internal.distributions;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;

/**
 * The limits of a type of numbers with a point, as {@code torch.finfo}.
 *
 * @param eps the difference between 1 and the next number
 * @param tiny the smallest normal number
 * @param min the most negative number
 */
public record FloatInfo(double eps, double tiny, double min) {
    /** The limits of a tensor's elements. */
    public static FloatInfo of(Tensor tensor) {
        DType dtype = tensor.dtype();
        return switch (dtype) {
            case FLOAT64 -> new FloatInfo(0x1p-52, Double.MIN_NORMAL, -Double.MAX_VALUE);
            case FLOAT32 -> new FloatInfo(0x1p-23, Float.MIN_NORMAL, -Float.MAX_VALUE);
            case FLOAT16 -> new FloatInfo(0x1p-10, 0x1p-14, -65504);
            case BFLOAT16 -> new FloatInfo(0x1p-7, 0x1p-126, -0x1.fep127);
            default ->
                    throw new TorchException(
                            TorchException.Kind.TYPE,
                            "torch.finfo() requires a floating point input type. Use torch.iinfo to"
                                    + " handle '"
                                    + dtype
                                    + "'");
        };
    }
}
