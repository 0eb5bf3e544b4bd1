package org.panamatorch.io;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.io.NumpyReader;
import org.panamatorch.internal.io.NumpyWriter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Files of {@code numpy.savez}, which have arrays by name.
 *
 * @see Npy
 */
public final class Npz {
    private Npz() {}

    /**
     * Reads all arrays of a file, compressed or not, checked against its checksums.
     *
     * @param path the file
     * @return new tensors by name, in the order of the file
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no such
     *     file, or has elements that PyTorch has no dtype for
     */
    public static SequencedMap<String, Tensor> load(Path path) throws IOException {
        Arguments.requirePresent(path, "Npz.load", "path", "a path");
        return NumpyReader.npz(path, "Npz.load");
    }

    /**
     * Writes tensors. The file takes the place of one that is there when it is complete and on the
     * disk.
     *
     * @param tensors dense tensors by name
     * @param path where to
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if NumPy does not have a dtype
     */
    public static void save(Map<String, Tensor> tensors, Path path) throws IOException {
        save(tensors, path, _ -> {});
    }

    /**
     * Writes tensors, as {@link #save(Map, Path)}.
     *
     * @param tensors dense tensors by name
     * @param path where to
     * @param options sets what is not to be as by default
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if NumPy does not have a dtype
     */
    public static void save(
            Map<String, Tensor> tensors, Path path, Consumer<? super NpzOptions> options)
            throws IOException {
        Arguments.requirePresent(tensors, "Npz.save", "tensors", "a map");
        Arguments.requirePresent(path, "Npz.save", "path", "a path");
        NumpyWriter.npz(tensors, path, NpzOptions.of(options, "Npz.save").compressed());
    }
}
