package org.panamatorch.internal.nn.norm;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.TensorOptions;

/** The options that all normalizations with running statistics have. */
public interface RunningNorm {
    Number eps();

    Number momentum();

    boolean affine();

    boolean trackRunningStats();

    boolean bias();

    Device device();

    DType dtype();

    /** Where and of what dtype parameters and buffers are. */
    default TensorOptions parameters() {
        return TensorOptions.of(dtype(), device());
    }
}
