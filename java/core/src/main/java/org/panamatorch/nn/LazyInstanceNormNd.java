package org.panamatorch.nn;

import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.norm.NormSpecs.LazyInstanceNormSpec;

/**
 * An {@link InstanceNormNd} that learns the number of channels from its first input, and with it
 * scale, shift and running statistics.
 *
 * <p>Shapes: input and output (N, C, *) or (C, *).
 */
@Leaves
public abstract class LazyInstanceNormNd extends InstanceNormNd {
    /** Makes the module. */
    LazyInstanceNormNd(int dims, LazyInstanceNormSpec options) {
        super(dims, null, options);
    }
}
