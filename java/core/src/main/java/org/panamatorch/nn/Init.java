package org.panamatorch.nn;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;

/**
 * Initial values of parameters. Each method fills its tensor in place and returns it.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/nn.init.html">torch.nn.init</a>
 */
public final class Init {
    private Init() {}

    /**
     * The fan-in of a weight: how many inputs feed one output.
     *
     * @param weight of two or more dimensions
     * @return the count
     * @throws IllegalArgumentException if it has fewer dimensions
     */
    static long fanIn(Tensor weight) {
        Shape shape = weight.shape();
        if (shape.dim() < 2) {
            throw new IllegalArgumentException(
                    "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
        }
        long fan = shape.size(1);
        for (int dim = 2; dim < shape.dim(); dim++) {
            fan *= shape.size(dim);
        }
        return fan;
    }

    /**
     * He's uniform distribution for leaky ReLU, by fan-in.
     *
     * @param weight what to fill, of two or more dimensions
     * @param negativeSlope the slope of the leaky ReLU that follows
     * @return the weight
     * @throws IllegalArgumentException if the weight has fewer dimensions
     */
    static Tensor kaimingUniform_(Tensor weight, double negativeSlope) {
        double gain = Math.sqrt(2.0 / (1 + negativeSlope * negativeSlope));
        double std = gain / Math.sqrt(fanIn(weight));
        double bound = Math.sqrt(3.0) * std;
        return weight.uniform_(-bound, bound);
    }
}
