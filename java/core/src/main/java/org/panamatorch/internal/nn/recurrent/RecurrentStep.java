package org.panamatorch.internal.nn.recurrent;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.TensorOptions;

/** The options that all recurrent modules have, cells included. */
public interface RecurrentStep {
    boolean bias();

    Device device();

    DType dtype();

    /** Where and of what dtype the parameters are. */
    default TensorOptions parameters() {
        return TensorOptions.of(dtype(), device());
    }
}
