package org.panamatorch.internal.nn.norm;

import org.panamatorch.TensorOptions;

/** The options that all normalizations with running statistics have. */
public interface RunningNorm {
    Number eps();

    Number momentum();

    boolean affine();

    boolean trackRunningStats();

    boolean bias();

    /** Where and of what dtype parameters and buffers are. */
    TensorOptions parameters();
}
