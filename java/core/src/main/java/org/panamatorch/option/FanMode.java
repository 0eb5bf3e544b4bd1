package org.panamatorch.option;

import java.util.Locale;

/**
 * Whose variance is kept: that of the values in the forward pass, or that of the gradients in the
 * backward pass.
 */
public enum FanMode {
    /** The forward pass: by the number of inputs of an output. */
    FAN_IN,
    /** The backward pass: by the number of outputs of an input. */
    FAN_OUT;

    /**
     * Python's word.
     *
     * @return {@code fan_in} or {@code fan_out}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
