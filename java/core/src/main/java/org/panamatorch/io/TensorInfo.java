package org.panamatorch.io;

import org.panamatorch.Shape;
import org.panamatorch.internal.call.Arguments;

/**
 * The entry of a tensor in a file.
 *
 * @param dtype the format's name of the dtype, such as {@code F32} or {@code BF16}
 * @param shape the sizes
 * @param offset where in the file the elements begin
 * @param bytes how many bytes they have
 */
public record TensorInfo(String dtype, Shape shape, long offset, long bytes) {
    /** Refuses null. */
    public TensorInfo {
        Arguments.requirePresent(dtype, "TensorInfo", "dtype", "the name of a dtype");
        Arguments.requirePresent(shape, "TensorInfo", "shape", "a shape");
    }
}
