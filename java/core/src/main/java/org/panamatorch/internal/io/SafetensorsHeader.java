package org.panamatorch.internal.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.panamatorch.Shape;
import org.panamatorch.io.FileFormatException;
import org.panamatorch.io.TensorInfo;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads the beginning of a safetensors file and holds it to the format's rules: eight bytes with
 * the length of a JSON object, the object, and the tensors' bytes without a gap.
 */
final class SafetensorsHeader {
    /** The name, among the tensors', of the metadata of the whole file. */
    static final String METADATA = "__metadata__";

    /** Of the length, before the object. */
    static final int LENGTH_BYTES = 8;

    // Python's.
    private static final long MOST_HEADER_BYTES = 100_000_000;

    private static final ValueLayout.OfLong LITTLE_ENDIAN =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** The entry of a tensor; offsets count from the object's end. */
    private record Entry(String name, String dtype, long[] shape, long begin, long end) {}

    private final MappedFile file;
    private final List<Entry> entries = new ArrayList<>();
    private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
    private long dataStart;

    /** How many tensors, in the order of their bytes, are as they must be. */
    private int sound;

    private SafetensorsHeader(MappedFile file) {
        this.file = file;
    }

    static SafetensorsHeader of(MappedFile file) throws IOException {
        SafetensorsHeader header = new SafetensorsHeader(file);
        header.parse(header.text());
        header.entries.sort(Comparator.comparingLong(Entry::begin).thenComparing(Entry::end));
        try {
            header.check();
        } catch (FileFormatException e) {
            throw e.withPartial(
                    header.tensors().sequencedEntrySet().stream()
                            .limit(header.sound)
                            .collect(
                                    LinkedHashMap::new,
                                    (map, entry) -> map.put(entry.getKey(), entry.getValue()),
                                    Map::putAll));
        }
        return header;
    }

    private FileFormatException refused(String problem) {
        return new FileFormatException(file.path(), problem);
    }

    private FileFormatException refused(String tensor, String problem) {
        return refused("tensor '" + tensor + "' " + problem);
    }

    private String text() throws IOException {
        if (file.size() < LENGTH_BYTES) {
            throw refused(
                    "the file has "
                            + file.size()
                            + " bytes, and the length of the header alone takes "
                            + LENGTH_BYTES);
        }
        long length = file.<Long>read(() -> file.memory().get(LITTLE_ENDIAN, 0));
        if (length < 0 || length > MOST_HEADER_BYTES) {
            throw refused(
                    "the header's length at offset 0 is "
                            + Long.toUnsignedString(length)
                            + ", expected at most "
                            + MOST_HEADER_BYTES);
        }
        if (length > file.size() - LENGTH_BYTES) {
            throw refused(
                    "the header's length at offset 0 is "
                            + length
                            + ", but only "
                            + (file.size() - LENGTH_BYTES)
                            + " bytes follow");
        }
        dataStart = LENGTH_BYTES + length;
        MemorySegment bytes = file.memory().asSlice(LENGTH_BYTES, length);
        String text = StrictText.utf8(file, bytes, "the header", LENGTH_BYTES);
        if (!text.startsWith("{")) {
            throw refused("the header at offset 8 does not begin with '{'");
        }
        return text;
    }

    private void parse(String text) throws IOException {
        StrictJson.parse(
                file.path(),
                text,
                "the header",
                (JsonParser json) -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String name = StrictJson.name(json);
                        if (name.equals(METADATA)) {
                            metadata(json);
                        } else {
                            entries.add(entry(json, name));
                        }
                    }
                });
    }

    private void metadata(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return;
        }
        StrictJson.expect(json, JsonToken.START_OBJECT, METADATA);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = StrictJson.name(json);
            json.nextToken();
            metadata.put(key, StrictJson.string(json, METADATA + "." + key));
        }
    }

    private static Entry entry(JsonParser json, String name) throws IOException {
        json.nextToken();
        StrictJson.expect(json, JsonToken.START_OBJECT, name);
        String dtype = null;
        long[] shape = null;
        long[] offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "dtype" -> dtype = StrictJson.string(json, name + ".dtype");
                case "shape" -> shape = StrictJson.sizes(json, name + ".shape");
                case "data_offsets" -> offsets = StrictJson.sizes(json, name + ".data_offsets");
                // Python passes over what it does not know, too.
                default -> json.skipChildren();
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
            throw StrictJson.refused(
                    json, name + " has not dtype, shape and two data_offsets, and each tensor has");
        }
        return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private void check() throws FileFormatException {
        long dataBytes = file.size() - dataStart;
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() > entry.end()) {
                throw refused(
                        entry.name(),
                        "ends before it begins: data_offsets "
                                + Arrays.asList(entry.begin(), entry.end()));
            }
            if (entry.begin() != end) {
                throw refused(
                        entry.name(),
                        "begins at offset "
                                + entry.begin()
                                + " of the data, "
                                + (entry.begin() < end
                                        ? "within the tensor before it, which ends at "
                                        : "after a hole: the data before it ends at ")
                                + end);
            }
            checkSize(entry);
            end = entry.end();
            if (end > dataBytes) {
                throw refused(
                        entry.name(),
                        "ends at offset "
                                + end
                                + " of the data, but the file has only "
                                + dataBytes
                                + " bytes of it");
            }
            sound++;
        }
        if (end != dataBytes) {
            throw refused(
                    "the tensors end at offset "
                            + end
                            + " of the data, but the file has "
                            + dataBytes
                            + " bytes of it");
        }
    }

    private void checkSize(Entry entry) throws FileFormatException {
        SafetensorsType type = SafetensorsType.named(entry.dtype());
        if (type == null) {
            throw refused(
                    entry.name(),
                    "has the dtype '"
                            + entry.dtype()
                            + "', expected one of "
                            + Arrays.toString(SafetensorsType.values()));
        }
        long bits;
        try {
            bits = TensorSize.of(entry.shape(), type.bits);
        } catch (ArithmeticException e) {
            throw refused(
                    entry.name(),
                    "has the shape "
                            + Arrays.toString(entry.shape())
                            + " of "
                            + entry.dtype()
                            + ", whose bits are too many to count");
        }
        if (bits % Byte.SIZE != 0) {
            throw refused(
                    entry.name(),
                    "has the shape "
                            + Arrays.toString(entry.shape())
                            + " of "
                            + entry.dtype()
                            + ", which does not end with a whole byte");
        }
        long bytes = entry.end() - entry.begin();
        if (bits / Byte.SIZE != bytes) {
            throw refused(
                    entry.name(),
                    "has "
                            + bytes
                            + " bytes, but its shape "
                            + Arrays.toString(entry.shape())
                            + " of "
                            + entry.dtype()
                            + " takes "
                            + bits / Byte.SIZE);
        }
    }

    /** The metadata of the file. */
    SequencedMap<String, String> metadata() {
        return metadata;
    }

    /** The entries of the tensors, in the order of their bytes. */
    SequencedMap<String, TensorInfo> tensors() {
        SequencedMap<String, TensorInfo> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tensors.put(
                    entry.name(),
                    new TensorInfo(
                            entry.dtype(),
                            Shape.of(entry.shape()),
                            dataStart + entry.begin(),
                            entry.end() - entry.begin()));
        }
        return tensors;
    }
}
