package org.panamatorch.io;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.io.TorchReader;
import org.panamatorch.internal.io.TorchWriter;
import org.panamatorch.nn.StateDict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Files of {@code torch.save}, such as {@code .pt}, {@code .pth} and {@code pytorch_model.bin}.
 *
 * <pre>{@code
 * TorchFile.save(model.stateDict(), Path.of("model.pt"));        // torch.load reads it
 * model.loadStateDict(TorchFile.loadStateDict(Path.of("model.pt")));
 * }</pre>
 *
 * <p>Reading runs no code of the file's: it knows what Python's {@code weights_only=True} knows,
 * and refuses everything else by name. Values of Python's are in Java
 *
 * <ul>
 *   <li>tensors, with their strides, and sharing memory where they shared it;
 *   <li>{@code int} as {@code Long} (or {@code BigInteger}), {@code float} as {@code Double},
 *       {@code complex} as {@code Scalar}, {@code str} as {@code String}, {@code bytes} as {@code
 *       byte[]}, {@code bool} as {@code Boolean}, {@code None} as null;
 *   <li>{@code list} as {@code List}, {@code tuple} as {@code Object[]}, {@code dict} as {@code
 *       SequencedMap}, {@code set} as {@code SequencedSet};
 *   <li>{@code torch.Size} as {@code Shape}, dtypes, devices and layouts as such;
 *   <li>a module's {@code state_dict()} as {@code StateDict}.
 * </ul>
 *
 * <p>Saving takes the same types, and an {@code OptimizerState}.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/notes/serialization.html">PyTorch on
 *     serialization</a>
 */
public final class TorchFile {
    private TorchFile() {}

    /**
     * Reads a file, checked against its checksums, into tensors where they were when it was saved.
     *
     * @param path the file
     * @return what was saved
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no such
     *     file, or has what is not read
     */
    public static Object load(Path path) throws IOException {
        return load(path, _ -> {});
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @param options sets what is not to be as by default
     * @return what was saved
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no such
     *     file, or has what is not read
     */
    public static Object load(Path path, Consumer<? super TorchLoadOptions> options)
            throws IOException {
        return read(path, options, "TorchFile.load");
    }

    private static Object read(
            Path path, Consumer<? super TorchLoadOptions> options, String operation)
            throws IOException {
        Arguments.requirePresent(path, operation, "path", "a path");
        return TorchReader.read(path, TorchLoadOptions.of(options, operation), operation);
    }

    /**
     * Reads a file that has tensors by name, as the {@code state_dict()} of a module.
     *
     * @param path the file
     * @return the tensors
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no such file
     */
    public static StateDict loadStateDict(Path path) throws IOException {
        return loadStateDict(path, _ -> {});
    }

    /**
     * Reads a file that has tensors by name, as the {@code state_dict()} of a module.
     *
     * @param path the file
     * @param options sets what is not to be as by default
     * @return the tensors
     * @throws IOException if it cannot be read; a {@link FileFormatException} if it is no such file
     */
    public static StateDict loadStateDict(Path path, Consumer<? super TorchLoadOptions> options)
            throws IOException {
        Object value = read(path, options, "TorchFile.loadStateDict");
        if (value instanceof StateDict state) {
            return state;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new FileFormatException(path, "the file has no tensors by name; see load()");
        }
        StateDict state = new StateDict();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)
                    || !(entry.getValue() instanceof Tensor tensor)) {
                throw new FileFormatException(
                        path,
                        "'"
                                + entry.getKey()
                                + "' is no tensor with a name; load() gives all of the file, which"
                                + " has "
                                + map.keySet());
            }
            state.put(name, tensor);
        }
        return state;
    }

    /**
     * Writes a file that {@code torch.load} reads, with {@code weights_only=True} as well. Storages
     * that tensors share are written once. It takes the place of one that is there when it is
     * complete and on the disk.
     *
     * @param value tensors, numbers, texts, lists, maps and the like, in each other
     * @param path where to
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if a value is of another type; the text says where it is
     */
    public static void save(Object value, Path path) throws IOException {
        Arguments.requirePresent(value, "TorchFile.save", "value", "what to save");
        Arguments.requirePresent(path, "TorchFile.save", "path", "a path");
        TorchWriter.save(value, path);
    }
}
