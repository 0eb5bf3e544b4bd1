package org.panamatorch.internal.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

import org.panamatorch.Layout;
import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.elements.ElementArrays;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes safetensors files as Python does: tensors with large elements first, then by name, so that
 * all are aligned, and the header filled up with spaces to a multiple of eight bytes.
 */
public final class SafetensorsWriter {
    private static final String OPERATION = "Safetensors.save";

    private record Entry(String name, Tensor tensor, SafetensorsType type) {
        long bytes() {
            return tensor.numel() * tensor.dtype().itemSize();
        }
    }

    private SafetensorsWriter() {}

    /**
     * Writes a file.
     *
     * @param tensors the tensors by name
     * @param metadata what to say of the file, in this order
     * @param path where
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if the format does not have such a tensor
     */
    public static void save(Map<String, Tensor> tensors, Map<String, String> metadata, Path path)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        tensors.forEach((name, tensor) -> entries.add(entry(name, tensor)));
        refuseSharing(tensors);
        entries.sort(
                Comparator.comparing(Entry::type)
                        .thenComparing(
                                entry -> entry.name().getBytes(StandardCharsets.UTF_8),
                                Arrays::compareUnsigned));
        byte[] header = header(entries, metadata).getBytes(StandardCharsets.UTF_8);
        int length = Math.ceilDiv(header.length, Long.BYTES) * Long.BYTES;
        byte[] padded = Arrays.copyOf(header, length);
        Arrays.fill(padded, header.length, length, (byte) ' ');
        try (NewFile file = new NewFile(path)) {
            file.write(
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array());
            file.write(padded);
            for (Entry entry : entries) {
                ElementArrays.read(entry.tensor(), OPERATION, file::write);
            }
            file.complete();
        }
    }

    private static Entry entry(String name, Tensor tensor) {
        Arguments.requirePresent(name, OPERATION, "tensors", "names");
        Arguments.requireOpen(tensor, OPERATION, name);
        if (name.equals(SafetensorsHeader.METADATA)) {
            throw refused(name, "has the name of the metadata");
        }
        if (tensor.layout() != Layout.STRIDED) {
            throw refused(
                    name,
                    "is "
                            + tensor.layout()
                            + ", and the format has dense ones only; toDense()"
                            + " makes it one");
        }
        SafetensorsType type = SafetensorsType.of(tensor.dtype());
        if (type == null) {
            throw refused(
                    name,
                    "is "
                            + tensor.dtype()
                            + ", which the format does not have; convert it, or save a .pt file");
        }
        return new Entry(name, tensor, type);
    }

    private static IllegalArgumentException refused(String name, String problem) {
        return new IllegalArgumentException(OPERATION + ": tensor '" + name + "' " + problem);
    }

    private static void refuseSharing(Map<String, Tensor> tensors) {
        List<String> names = SharedMemory.overlap(tensors);
        if (names != null) {
            throw refused(
                    names.get(0),
                    "shares memory with '"
                            + names.get(1)
                            + "', and the format cannot say so; save one of them, or clone(), or"
                            + " save the module itself, which leaves one out");
        }
    }

    private static String header(List<Entry> entries, Map<String, String> metadata)
            throws IOException {
        StringWriter text = new StringWriter();
        JsonFactory factory =
                JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (Entry entry : entries) {
                json.writeObjectFieldStart(entry.name());
                json.writeStringField("dtype", entry.type().name());
                json.writeFieldName("shape");
                write(json, entry.type().sizes(entry.tensor().sizes(), true));
                json.writeFieldName("data_offsets");
                write(json, offset, offset + entry.bytes());
                json.writeEndObject();
                offset += entry.bytes();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, long... values) throws IOException {
        json.writeArray(values, 0, values.length);
    }
}
