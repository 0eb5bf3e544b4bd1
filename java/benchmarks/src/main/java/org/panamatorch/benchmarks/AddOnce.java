package org.panamatorch.benchmarks;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;

/** Adds two tensors and exits, for the start-up times of {@code scripts/bench}. */
public final class AddOnce {
    private AddOnce() {}

    /**
     * Prints the sum.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Tensor a = Torch.ones(1);
                Tensor b = Torch.ones(1);
                Tensor sum = a.add(b)) {
            System.out.println(sum.item());
        }
    }
}
