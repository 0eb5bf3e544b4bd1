package org.panamatorch.option;

import org.panamatorch.nn.RNN;
import org.panamatorch.nn.RNNCell;

import java.util.Locale;

/** The function of a step of {@link RNN} and {@link RNNCell}. */
public enum Nonlinearity {
    /** The hyperbolic tangent. */
    TANH,
    /** The positive part. */
    RELU;

    /**
     * Python's word.
     *
     * @return {@code tanh} or {@code relu}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
