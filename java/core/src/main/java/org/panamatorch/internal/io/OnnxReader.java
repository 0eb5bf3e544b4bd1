package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.io.FileFormatException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads the initialisers of an ONNX model: of all that a model has, the tensors by name. Numbers of
 * fields and types are those of {@code onnx.proto}.
 */
public final class OnnxReader {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INITIALIZER = 5;

    private static final Map<Integer, DType> DTYPES =
            Map.ofEntries(
                    Map.entry(1, DType.FLOAT32),
                    Map.entry(2, DType.UINT8),
                    Map.entry(3, DType.INT8),
                    Map.entry(4, DType.UINT16),
                    Map.entry(5, DType.INT16),
                    Map.entry(6, DType.INT32),
                    Map.entry(7, DType.INT64),
                    Map.entry(9, DType.BOOL),
                    Map.entry(10, DType.FLOAT16),
                    Map.entry(11, DType.FLOAT64),
                    Map.entry(12, DType.UINT32),
                    Map.entry(13, DType.UINT64),
                    Map.entry(14, DType.COMPLEX64),
                    Map.entry(15, DType.COMPLEX128),
                    Map.entry(16, DType.BFLOAT16),
                    Map.entry(17, DType.FLOAT8_E4M3FN),
                    Map.entry(18, DType.FLOAT8_E4M3FNUZ),
                    Map.entry(19, DType.FLOAT8_E5M2),
                    Map.entry(20, DType.FLOAT8_E5M2FNUZ),
                    Map.entry(24, DType.FLOAT8_E8M0FNU));

    private final MappedFile file;
    private final String operation;
    private final Map<String, MappedFile> external = new HashMap<>();

    /** The description of a tensor in a message. */
    private static final class Description {
        String name = "";
        int type;
        final NumberList sizes = new NumberList();

        /** Elements as bytes. */
        MemorySegment raw;

        /** Elements as numbers of the list for the type. */
        final NumberList numbers = new NumberList();

        /** Where else the elements are. */
        final Map<String, String> elsewhere = new HashMap<>();
    }

    /** The numbers of a repeated field. */
    private static final class NumberList {
        private long[] numbers = new long[4];
        private int count;

        void add(ProtobufFields fields) throws FileFormatException {
            if (!fields.isPacked()) {
                add(fields.number());
                return;
            }
            ProtobufFields packed = fields.message();
            while (packed.hasMore()) {
                add(packed.nextPacked());
            }
        }

        private void add(long number) {
            numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
            numbers[count++] = number;
        }

        long[] toArray() {
            return Arrays.copyOf(numbers, count);
        }

        /** The numbers as elements of so many bytes. */
        MemorySegment elements(int width) {
            ByteBuffer buffer = ByteBuffer.allocate(count * width).order(ByteOrder.nativeOrder());
            for (int i = 0; i < count; i++) {
                switch (width) {
                    case Byte.BYTES -> buffer.put((byte) numbers[i]);
                    case Short.BYTES -> buffer.putShort((short) numbers[i]);
                    case Integer.BYTES -> buffer.putInt((int) numbers[i]);
                    default -> buffer.putLong(numbers[i]);
                }
            }
            return MemorySegment.ofArray(buffer.array());
        }
    }

    private OnnxReader(MappedFile file, String operation) {
        this.file = file;
        this.operation = operation;
    }

    /**
     * Reads a model's initialisers.
     *
     * @param path the file
     * @param operation for the error
     * @return the tensors by name
     * @throws IOException if it cannot be read, or is no such file
     */
    public static SequencedMap<String, Tensor> read(Path path, String operation)
            throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return new OnnxReader(MappedFile.of(path, operation, arena), operation).read();
        } catch (InternalError e) {
            // How the JVM tells of a page that is no longer there.
            throw new FileFormatException(path, "the file was shortened while it was read", e);
        }
    }

    private SequencedMap<String, Tensor> read() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        try {
            read(tensors);
            return tensors;
        } catch (FileFormatException e) {
            throw e.withPartial(tensors);
        }
    }

    private void read(Map<String, Tensor> tensors) throws IOException {
        boolean hasGraph = false;
        ProtobufFields model = new ProtobufFields(file, file.memory(), 0);
        while (model.next()) {
            if (model.field() == MODEL_GRAPH) {
                hasGraph = true;
                ProtobufFields graph = model.message();
                while (graph.next()) {
                    if (graph.field() == GRAPH_INITIALIZER) {
                        Description each = described(graph.message());
                        if (tensors.putIfAbsent(each.name, tensor(each)) != null) {
                            throw refused(each, "is there twice");
                        }
                    }
                }
            }
        }
        if (!hasGraph) {
            throw new FileFormatException(
                    file.path(), "the file has no graph, as ONNX models have");
        }
    }

    private FileFormatException refused(Description tensor, String problem) {
        return new FileFormatException(file.path(), "tensor '" + tensor.name + "' " + problem);
    }

    private Description described(ProtobufFields fields) throws FileFormatException {
        Description tensor = new Description();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> tensor.sizes.add(fields);
                case 2 -> tensor.type = (int) fields.number();
                // Floats and doubles in one piece are the elements' bytes.
                case 4, 10 -> {
                    if (fields.isPacked()) {
                        tensor.raw = fields.bytes();
                    } else {
                        tensor.numbers.add(fields);
                    }
                }
                case 5, 7, 11 -> tensor.numbers.add(fields);
                case 8 -> tensor.name = fields.text();
                case 9 -> tensor.raw = fields.bytes();
                case 13 -> addEntry(tensor.elsewhere, fields.message());
                default -> {
                    // Texts for readers, and what says again where the elements are.
                }
            }
        }
        return tensor;
    }

    private static void addEntry(Map<String, String> entries, ProtobufFields fields)
            throws FileFormatException {
        String key = "";
        String value = "";
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> key = fields.text();
                case 2 -> value = fields.text();
                default -> {
                    // An entry has nothing else.
                }
            }
        }
        entries.put(key, value);
    }

    private Tensor tensor(Description tensor) throws IOException {
        DType dtype = DTYPES.get(tensor.type);
        if (dtype == null) {
            throw refused(
                    tensor, "has the type " + tensor.type + ", which PyTorch has no dtype for");
        }
        long[] sizes = tensor.sizes.toArray();
        long bytes = bytes(tensor, sizes, dtype);
        if (!tensor.elsewhere.isEmpty()) {
            return external(tensor, sizes, dtype, bytes);
        }
        MemorySegment elements =
                tensor.raw != null ? tensor.raw : tensor.numbers.elements(part(dtype));
        if (elements.byteSize() != bytes) {
            throw refused(
                    tensor,
                    "has "
                            + elements.byteSize()
                            + " bytes, but its sizes "
                            + Arrays.toString(sizes)
                            + " of "
                            + dtype
                            + " take "
                            + bytes);
        }
        // A copy: where elements lie in such a file no dtype has a say.
        return Torch.copyOf(elements, Shape.of(sizes), dtype);
    }

    private static int part(DType dtype) {
        return dtype.isComplex() ? dtype.itemSize() / 2 : dtype.itemSize();
    }

    private long bytes(Description tensor, long[] sizes, DType dtype) throws FileFormatException {
        if (Arrays.stream(sizes).anyMatch(size -> size < 0)) {
            throw refused(tensor, "has the sizes " + Arrays.toString(sizes));
        }
        try {
            return TensorSize.of(sizes, dtype.itemSize());
        } catch (ArithmeticException e) {
            throw refused(
                    tensor,
                    "has the sizes "
                            + Arrays.toString(sizes)
                            + ", whose bytes are too many to count");
        }
    }

    /** A tensor whose elements are in a file beside the model. */
    private Tensor external(Description tensor, long[] sizes, DType dtype, long bytes)
            throws IOException {
        String name = tensor.elsewhere.getOrDefault("location", "");
        Path sibling = Siblings.of(file.path(), name, "tensor '" + tensor.name + "'");
        if (!external.containsKey(name)) {
            external.put(name, MappedFile.of(sibling, operation));
        }
        MappedFile other = external.get(name);
        long offset = natural(tensor, "offset", 0);
        long length = natural(tensor, "length", bytes);
        if (length != bytes || offset > other.size() - length) {
            throw refused(
                    tensor,
                    "is said to have "
                            + length
                            + " bytes at offset "
                            + offset
                            + " of "
                            + name
                            + ", which has "
                            + other.size()
                            + "; its sizes "
                            + Arrays.toString(sizes)
                            + " take "
                            + bytes);
        }
        return other.tensor(offset, sizes, dtype);
    }

    private long natural(Description tensor, String key, long otherwise)
            throws FileFormatException {
        String text = tensor.elsewhere.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw refused(tensor, "has the " + key + " '" + text + "'");
    }
}
