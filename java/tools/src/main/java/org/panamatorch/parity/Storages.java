package org.panamatorch.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The flat tensors of a recording, read from a file of the safetensors format when they are asked
 * for.
 */
final class Storages implements AutoCloseable {
    private static final Map<String, DType> DTYPES =
            Map.ofEntries(
                    Map.entry("BOOL", DType.BOOL),
                    Map.entry("U8", DType.UINT8),
                    Map.entry("I8", DType.INT8),
                    Map.entry("I16", DType.INT16),
                    Map.entry("U16", DType.UINT16),
                    Map.entry("I32", DType.INT32),
                    Map.entry("U32", DType.UINT32),
                    Map.entry("I64", DType.INT64),
                    Map.entry("U64", DType.UINT64),
                    Map.entry("F16", DType.FLOAT16),
                    Map.entry("BF16", DType.BFLOAT16),
                    Map.entry("F32", DType.FLOAT32),
                    Map.entry("F64", DType.FLOAT64),
                    Map.entry("F8_E4M3", DType.FLOAT8_E4M3FN),
                    Map.entry("F8_E5M2", DType.FLOAT8_E5M2),
                    Map.entry("F8_E8M0", DType.FLOAT8_E8M0FNU),
                    Map.entry("C32", DType.COMPLEX32),
                    Map.entry("C64", DType.COMPLEX64),
                    Map.entry("C128", DType.COMPLEX128));

    private final FileChannel file;
    private final JsonNode header;
    private final long start;

    Storages(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
        int length = Math.toIntExact(read(0, Long.BYTES).getLong());
        header = new ObjectMapper().readTree(read(Long.BYTES, length).array());
        start = Long.BYTES + length;
    }

    private ByteBuffer read(long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("the file of tensors ends too early");
            }
        }
        return bytes.flip();
    }

    /** A new copy of a flat tensor. */
    Tensor get(String key) throws IOException {
        JsonNode entry = header.get(key);
        if (entry == null) {
            throw new IOException("no tensor " + key + " in the file of tensors");
        }
        DType dtype = DTYPES.get(entry.get("dtype").asText());
        if (dtype == null) {
            throw new IOException(
                    "tensor " + key + " has the unknown dtype " + entry.get("dtype").asText());
        }
        long begin = entry.get("data_offsets").get(0).asLong();
        int count = Math.toIntExact(entry.get("data_offsets").get(1).asLong() - begin);
        if (count == 0) {
            return Torch.empty(new long[] {0}, TensorOptions.of(dtype));
        }
        return Torch.tensor((Object) read(start + begin, count).array()).view(dtype);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
