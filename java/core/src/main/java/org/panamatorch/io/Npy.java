package org.panamatorch.io;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.io.NumpyReader;
import org.panamatorch.internal.io.NumpyWriter;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Files of {@code numpy.save}, which have one array each.
 *
 * @see Npz
 * @see <a
 *     href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
public final class Npy {
    private Npy() {}

    /**
     * Reads an array of numbers, of either order of the elements and of the bytes.
     *
     * @param path the file
     * @return a new tensor; one of Fortran's order has its strides
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no such
     *     file, or has elements that PyTorch has no dtype for
     */
    public static Tensor load(Path path) throws IOException {
        Arguments.requirePresent(path, "Npy.load", "path", "a path");
        return NumpyReader.npy(path, "Npy.load");
    }

    /**
     * Writes a tensor. The file takes the place of one that is there when it is complete and on the
     * disk.
     *
     * @param tensor a dense tensor
     * @param path where to
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if NumPy does not have the dtype
     */
    public static void save(Tensor tensor, Path path) throws IOException {
        Arguments.requireOpen(tensor, "Npy.save", "tensor");
        Arguments.requirePresent(path, "Npy.save", "path", "a path");
        NumpyWriter.npy(tensor, path);
    }
}
