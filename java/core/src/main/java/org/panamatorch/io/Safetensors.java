package org.panamatorch.io;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.io.SafetensorsSpec;
import org.panamatorch.internal.io.SafetensorsWriter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Tensors by name in files of the <a href="https://huggingface.co/docs/safetensors">safetensors</a>
 * format, as Python's {@code safetensors.torch} reads and writes them.
 *
 * <pre>{@code
 * Safetensors.save(model.stateDict(), Path.of("model.safetensors"));
 * model.loadStateDict(Safetensors.load(Path.of("model.safetensors")));
 * }</pre>
 */
public final class Safetensors {
    private Safetensors() {}

    /**
     * All tensors of a file, without a copy: they lie in the mapped file, and what is written to
     * them stays in memory.
     *
     * @param path a file; or the index of several, which ends with {@code .index.json}; or a folder
     *     that has {@code model.safetensors} or {@code model.safetensors.index.json}
     * @return new tensors by name, in the order of the file
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no such file
     */
    public static SequencedMap<String, Tensor> load(Path path) throws IOException {
        return open(path, "Safetensors.load").tensors();
    }

    /**
     * Opens a file, to read what it says of itself and some of its tensors. There is nothing to
     * close: the file stays mapped as long as it or one of its tensors is in use.
     *
     * @param path as for {@link #load}
     * @return what is in it
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no such file
     */
    public static SafetensorsFile open(Path path) throws IOException {
        return open(path, "Safetensors.open");
    }

    private static SafetensorsFile open(Path path, String operation) throws IOException {
        Arguments.requirePresent(path, operation, "path", "a path");
        return SafetensorsFile.of(path, operation);
    }

    /**
     * Writes a file: Python's bytes for the same tensors. It takes the place of one that is there
     * when it is complete and on the disk.
     *
     * @param tensors dense tensors by name, of any strides and on any device
     * @param path where to
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if a tensor is not dense, has a dtype that the format has
     *     not, or shares memory with another
     */
    public static void save(Map<String, Tensor> tensors, Path path) throws IOException {
        save(tensors, path, _ -> {});
    }

    /**
     * Writes a file, as {@link #save(Map, Path)}.
     *
     * @param tensors dense tensors by name, of any strides and on any device
     * @param path where to
     * @param options sets what is not to be as by default
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if a tensor is not dense, has a dtype that the format has
     *     not, or shares memory with another
     */
    public static void save(
            Map<String, Tensor> tensors, Path path, Consumer<? super SafetensorsOptions> options)
            throws IOException {
        Arguments.requirePresent(tensors, "Safetensors.save", "tensors", "a map");
        Arguments.requirePresent(path, "Safetensors.save", "path", "a path");
        SafetensorsSpec chosen = SafetensorsOptions.of(options, "Safetensors.save");
        SafetensorsWriter.save(tensors, chosen.metadata(), path);
    }
}
