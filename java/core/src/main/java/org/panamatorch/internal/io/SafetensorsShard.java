package org.panamatorch.internal.io;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.io.TensorInfo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SequencedMap;

/**
 * One safetensors file.
 *
 * @param file the file
 * @param tensors what it says of its tensors
 * @param metadata what it says of itself
 */
public record SafetensorsShard(
        MappedFile file,
        SequencedMap<String, TensorInfo> tensors,
        SequencedMap<String, String> metadata) {
    /**
     * Opens a file.
     *
     * @param path the file
     * @param operation for the error
     * @return what is in it
     * @throws IOException if it cannot be read, or is no such file
     */
    public static SafetensorsShard of(Path path, String operation) throws IOException {
        MappedFile file = MappedFile.of(path, operation);
        SafetensorsHeader header = SafetensorsHeader.of(file);
        return new SafetensorsShard(file, header.tensors(), header.metadata());
    }

    /**
     * A tensor over the file's memory.
     *
     * @param name one of the names
     * @return a new tensor
     */
    public Tensor tensor(String name) {
        TensorInfo info = tensors.get(name);
        SafetensorsType type = SafetensorsType.named(info.dtype());
        Shape shape = info.shape();
        boolean isWhole =
                type.numbersAnElement() == 1
                        || shape.dim() > 0 && shape.size(-1) % type.numbersAnElement() == 0;
        if (type.dtype == null || !isWhole) {
            throw new TorchException(
                    Kind.NOT_IMPLEMENTED,
                    "tensor '"
                            + name
                            + "' of "
                            + file.path()
                            + " is "
                            + type
                            + Arrays.toString(shape.toArray())
                            + ", which PyTorch has no dtype for; bytes() gives it as uint8");
        }
        return file.tensor(info.offset(), type.sizes(shape.toArray(), false), type.dtype);
    }
}
