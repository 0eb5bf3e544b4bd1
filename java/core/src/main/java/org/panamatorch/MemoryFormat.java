package org.panamatorch;

import java.util.Locale;

/**
 * The order in which the result of an operation is laid out.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensor_attributes.html">torch.memory_format</a>
 */
public enum MemoryFormat {
    /** Strides in decreasing order. */
    CONTIGUOUS_FORMAT(0),
    /** As in the input. */
    PRESERVE_FORMAT(1),
    /** Four-dimensional, the channels innermost. */
    CHANNELS_LAST(2),
    /** Five-dimensional, the channels innermost. */
    CHANNELS_LAST_3D(3);

    private final int code;

    MemoryFormat(int code) {
        this.code = code;
    }

    /**
     * The code of {@code c10::MemoryFormat}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    /**
     * The format as Python prints it.
     *
     * @return a name such as {@code torch.channels_last}
     */
    @Override
    public String toString() {
        return "torch." + name().toLowerCase(Locale.ROOT);
    }
}
