package org.panamatorch.internal.data;

import org.panamatorch.DType;
import org.panamatorch.Generator;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;

/** The random numbers that samplers draw. */
public final class Draws {
    private Draws() {}

    /**
     * A seed for another generator: one draw.
     *
     * @param generator the source of random numbers, null for the default one
     * @return a number from 0 to the largest
     */
    public static long seed(Generator generator) {
        try (Tensor seed = Torch.empty(Shape.of(), DType.INT64).random_(generator)) {
            return seed.itemLong();
        }
    }

    /**
     * Numbers in a random order.
     *
     * @param size how many
     * @param generator the source of random numbers, null for the default one
     * @return the numbers from 0 to the size - 1
     */
    public static long[] permutation(long size, Generator generator) {
        try (Tensor order = Torch.randperm(size, generator)) {
            return order.toLongArray();
        }
    }
}
