package org.panamatorch.nn;

import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.norm.NormSpecs.BatchNormSpec;

/**
 * A {@link BatchNormNd} that learns the number of channels from its first input.
 *
 * <p>Shapes: input and output (N, C, *), of one dimension (N, C), too.
 */
@Leaves
public abstract class LazyBatchNormNd extends BatchNormNd {
    /** Makes the module. */
    LazyBatchNormNd(int dims, BatchNormSpec options) {
        super(dims, null, options, "BatchNorm" + dims + "d");
    }
}
