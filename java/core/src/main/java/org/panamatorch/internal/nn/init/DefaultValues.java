package org.panamatorch.internal.nn.init;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.init.InitSpecs.InitKaimingSpec;
import org.panamatorch.option.Activation;
import org.panamatorch.option.FanMode;

/** The initial values of linear maps and convolutions. */
public final class DefaultValues {
    // Python's slope, which amounts to U(-1/√in, 1/√in).
    private static final InitKaimingSpec WEIGHT =
            new InitKaimingSpec(Math.sqrt(5), FanMode.FAN_IN, Activation.LEAKY_RELU, null);

    private DefaultValues() {}

    /** Those of a weight. */
    public static void weight_(Tensor weight) {
        Initializers.kaimingUniform_(weight, WEIGHT);
    }

    /** Those of a bias: U(-1/√in, 1/√in). */
    public static void bias_(Tensor bias, Tensor weight) {
        long in = Initializers.Fans.of(weight).in();
        double bound = in > 0 ? 1 / Math.sqrt(in) : 0;
        Initializers.uniform_(bias, -bound, bound);
    }
}
