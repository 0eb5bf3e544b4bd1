package org.panamatorch.io;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.io.SafetensorsIndex;
import org.panamatorch.internal.io.SafetensorsShard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * An open safetensors file, or several that belong together.
 *
 * <pre>{@code
 * SafetensorsFile file = Safetensors.open(Path.of("model.safetensors"));
 * Tensor rows = file.get("embedding.weight").narrow(0, 0, 100);   // reads no others
 * }</pre>
 */
public final class SafetensorsFile {
    private final SequencedMap<String, SafetensorsShard> shards;

    private SafetensorsFile(SequencedMap<String, SafetensorsShard> shards) {
        this.shards = shards;
    }

    static SafetensorsFile of(Path path, String operation) throws IOException {
        return new SafetensorsFile(SafetensorsIndex.open(path, operation));
    }

    /**
     * The names of the tensors.
     *
     * @return the names in the order of the file, and of the index where there are several files; a
     *     set that cannot be changed
     */
    public SequencedSet<String> names() {
        return Collections.unmodifiableSequencedSet(shards.sequencedKeySet());
    }

    /**
     * The metadata of the file.
     *
     * @return the texts by name; a new map
     */
    public SequencedMap<String, String> metadata() {
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        shards.values().stream().distinct().forEach(each -> metadata.putAll(each.metadata()));
        return metadata;
    }

    /**
     * The entry of a tensor in the file.
     *
     * @param name its name
     * @return dtype, sizes and place
     * @throws TorchException if there is no such tensor
     */
    public TensorInfo info(String name) {
        return shard(name, "SafetensorsFile.info").tensors().get(name);
    }

    /**
     * A tensor, without a copy: it lies in the mapped file, and what is written to it stays in
     * memory. (In a file whose tensors are not aligned it is a copy.)
     *
     * @param name its name
     * @return a new tensor
     * @throws TorchException if there is no such tensor, or PyTorch has no such dtype
     */
    public Tensor get(String name) {
        return shard(name, "SafetensorsFile.get").tensor(name);
    }

    /**
     * The bytes of a tensor's elements, also of a dtype that PyTorch has not.
     *
     * @param name its name
     * @return a new tensor of {@code uint8} and one dimension, over the mapped file
     * @throws TorchException if there is no such tensor
     */
    public Tensor bytes(String name) {
        SafetensorsShard shard = shard(name, "SafetensorsFile.bytes");
        TensorInfo info = shard.tensors().get(name);
        return shard.file().tensor(info.offset(), new long[] {info.bytes()}, DType.UINT8);
    }

    /**
     * All tensors.
     *
     * @return new tensors by name, as {@link #get} gives them
     * @throws TorchException if PyTorch has not the dtype of one
     */
    public SequencedMap<String, Tensor> tensors() {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        shards.forEach((name, shard) -> tensors.put(name, shard.tensor(name)));
        return tensors;
    }

    private SafetensorsShard shard(String name, String operation) {
        Arguments.requirePresent(name, operation, "name", "the name of a tensor");
        SafetensorsShard shard = shards.get(name);
        if (shard == null) {
            throw new TorchException(
                    Kind.KEY, operation + ": there is no tensor '" + name + "' in " + names());
        }
        return shard;
    }
}
