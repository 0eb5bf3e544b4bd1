package org.panamatorch.nn;

import java.util.function.Consumer;

/**
 * A {@link Linear} that learns the size of its input's last dimension from its first input.
 *
 * <p>Shapes: input (*, in), output (*, out).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LazyLinear.html">torch.nn.LazyLinear</a>
 */
public final class LazyLinear extends Linear {
    /**
     * Makes the module with the defaults.
     *
     * @param outFeatures the size of the output's last dimension
     */
    public LazyLinear(long outFeatures) {
        super(null, outFeatures, LinearOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param outFeatures the size of the output's last dimension
     * @param options sets what is not to be as by default
     */
    public LazyLinear(long outFeatures, Consumer<? super LinearOptions> options) {
        super(null, outFeatures, LinearOptions.of(options, "LazyLinear"));
    }
}
