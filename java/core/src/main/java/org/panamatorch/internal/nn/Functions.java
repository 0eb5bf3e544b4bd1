package org.panamatorch.internal.nn;

import org.panamatorch.internal.declare.Facade;

/**
 * The functions of torch.nn.functional under their names in Java's casing.
 *
 * <p>What Python requires is given in its order; the rest is set by name: {@code crossEntropy(x, y,
 * o -> o.labelSmoothing(0.1))}. Functions and modules of the same name share the options. What
 * Python names by a string is an enum.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/nn.functional.html">torch.nn.functional</a>
 */
@Facade(value = "org.panamatorch.nn.Functional", documents = true, pages = "torch.nn.functional")
public final class Functions {
    /** In a size for adaptive pooling: the size of the input. */
    public static final long SAME_SIZE = Long.MIN_VALUE;

    private Functions() {}
}
