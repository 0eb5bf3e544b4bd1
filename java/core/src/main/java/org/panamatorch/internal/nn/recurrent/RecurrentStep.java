package org.panamatorch.internal.nn.recurrent;

import org.panamatorch.TensorOptions;

/** The options that all recurrent modules have, cells included. */
public interface RecurrentStep {
    boolean bias();

    /** Where and of what dtype the parameters are. */
    TensorOptions parameters();
}
