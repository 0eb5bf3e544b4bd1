package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Scalar;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenN;
import org.panamatorch.internal.aten.AtenV;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.elements.ElementArrays;
import org.panamatorch.internal.io.PickleWriter.Call;
import org.panamatorch.internal.io.PickleWriter.Filled;
import org.panamatorch.internal.io.PickleWriter.Global;
import org.panamatorch.internal.io.PickleWriter.Persistent;
import org.panamatorch.internal.library.PtTensor;
import org.panamatorch.nn.StateDict;
import org.panamatorch.optim.OptimizerState;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what {@code torch.load} reads with {@code weights_only}: a pickle, and beside it the
 * storages of the tensors, each once.
 */
public final class TorchWriter implements PickleWriter.Forms {
    private static final String OPERATION = "TorchFile.save";
    private static final String ROOT = "archive/";
    private static final String UTILS = "torch._utils";

    /** Python's classes of storages; dtypes without one are written as bytes. */
    private static final Map<DType, String> STORAGES =
            Map.ofEntries(
                    Map.entry(DType.FLOAT32, "FloatStorage"),
                    Map.entry(DType.FLOAT64, "DoubleStorage"),
                    Map.entry(DType.FLOAT16, "HalfStorage"),
                    Map.entry(DType.BFLOAT16, "BFloat16Storage"),
                    Map.entry(DType.INT64, "LongStorage"),
                    Map.entry(DType.INT32, "IntStorage"),
                    Map.entry(DType.INT16, "ShortStorage"),
                    Map.entry(DType.INT8, "CharStorage"),
                    Map.entry(DType.UINT8, "ByteStorage"),
                    Map.entry(DType.BOOL, "BoolStorage"),
                    Map.entry(DType.COMPLEX64, "ComplexFloatStorage"),
                    Map.entry(DType.COMPLEX128, "ComplexDoubleStorage"),
                    Map.entry(DType.QINT8, "QInt8Storage"),
                    Map.entry(DType.QUINT8, "QUInt8Storage"),
                    Map.entry(DType.QINT32, "QInt32Storage"));

    /**
     * A storage that is to be written.
     *
     * @param tensor all of its elements
     * @param dtype under which the pickle knows them
     * @param number its name in the archive
     */
    private record Storage(Tensor tensor, DType dtype, int number) {}

    private final Map<Long, Storage> storages = new LinkedHashMap<>();

    private TorchWriter() {}

    /**
     * Writes a file.
     *
     * @param value the value
     * @param path where
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if it holds something that such files have not
     */
    public static void save(Object value, Path path) throws IOException {
        TorchWriter writer = new TorchWriter();
        byte[] pickle = PickleWriter.pickle(value, writer);
        try (NewFile file = new NewFile(path)) {
            ArchiveWriter archive = new ArchiveWriter(file);
            archive.write(ROOT + "data.pkl", pickle);
            // What Python's readers of each version look for.
            archive.write(ROOT + ".format_version", ascii("1"));
            archive.write(ROOT + ".storage_alignment", ascii("64"));
            archive.write(ROOT + "byteorder", ascii("little"));
            for (Storage storage : writer.storages.values()) {
                String name = ROOT + "data/" + storage.number();
                ElementArrays.<IOException>read(
                        storage.tensor(), OPERATION, memory -> archive.write(name, memory));
            }
            archive.write(ROOT + "version", ascii("3\n"));
            archive.finish();
            file.complete();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Object of(Object value) {
        return switch (value) {
            case Tensor tensor -> form(tensor);
            case DType dtype -> new Global("torch", dtype.bareName());
            case Device device -> form(device);
            case Layout layout -> Call.of("torch.serialization", "_get_layout", layout.toString());
            case Shape shape -> Call.of("torch", "Size", (Object) boxed(shape.toArray()));
            case Scalar scalar when scalar.isBoolean() -> scalar.real() != 0;
            case Scalar scalar -> Call.of("__builtin__", "complex", scalar.real(), scalar.imag());
            case double[] numbers -> Arrays.stream(numbers).boxed().toArray();
            case long[] numbers -> boxed(numbers);
            case StateDict state -> form(state);
            case OptimizerState state -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("state", state.state());
                map.put("param_groups", state.paramGroups());
                yield map;
            }
            default -> null;
        };
    }

    private static Object[] boxed(long[] values) {
        return Arrays.stream(values).boxed().toArray();
    }

    private static Call form(Device device) {
        String[] parts = device.toString().split(":");
        return parts.length == 1
                ? Call.of("torch", "device", parts[0])
                : Call.of("torch", "device", parts[0], Long.valueOf(parts[1]));
    }

    private static Call orderedDict() {
        return Call.of("collections", "OrderedDict");
    }

    /** With the versions of its modules, as Python's. */
    private static Filled form(StateDict state) {
        Map<String, Object> versions = new LinkedHashMap<>();
        state.versions().forEach((path, version) -> versions.put(path, Map.of("version", version)));
        return new Filled(orderedDict(), state.withExtraStates(), Map.of("_metadata", versions));
    }

    private Call form(Tensor tensor) {
        Arguments.requireOpen(tensor, OPERATION, "value");
        if (tensor.layout() != Layout.STRIDED) {
            return sparse(tensor);
        }
        if (tensor.isMeta()) {
            return Call.of(
                    UTILS,
                    "_rebuild_meta_tensor_no_storage",
                    tensor.dtype(),
                    boxed(tensor.sizes()),
                    boxed(tensor.strides()),
                    tensor.requiresGrad());
        }
        return tensor.dtype().isQuantized() ? quantized(tensor) : strided(tensor);
    }

    private Call strided(Tensor tensor) {
        DType dtype = tensor.dtype();
        boolean hasClass = STORAGES.containsKey(dtype);
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                storage(plain(tensor), hasClass ? dtype : DType.UINT8),
                                tensor.storageOffset(),
                                boxed(tensor.sizes()),
                                boxed(tensor.strides()),
                                tensor.requiresGrad(),
                                orderedDict()));
        if (!hasClass) {
            arguments.add(dtype);
        }
        Map<String, Object> flags = new LinkedHashMap<>();
        if (tensor.isConj()) {
            flags.put("conj", true);
        }
        if (tensor.isNeg()) {
            flags.put("neg", true);
        }
        if (!flags.isEmpty()) {
            arguments.add(flags);
        }
        String function = hasClass ? "_rebuild_tensor_v2" : "_rebuild_tensor_v3";
        return new Call(new Global(UTILS, function), arguments);
    }

    /** The elements as they lie there, whatever the tensor makes of them. */
    private static Tensor plain(Tensor tensor) {
        Tensor plain = tensor.detach();
        plain = plain.isConj() ? AtenC._conj(plain) : plain;
        return plain.isNeg() ? AtenN._neg_view(plain) : plain;
    }

    /** A tensor's storage, which is written when the pickle is. */
    private Persistent storage(Tensor tensor, DType dtype) {
        long bytes = PtTensor.tensor_storage_bytes(tensor);
        long id = PtTensor.tensor_storage_id(tensor);
        Storage storage = storages.get(id);
        if (storage == null || bytes == 0) {
            long elements = bytes / tensor.dtype().itemSize();
            Tensor whole = tensor.asStrided(new long[] {elements}, new long[] {1}, 0);
            // Storages without memory have no number of their own.
            long key = bytes == 0 ? -1 - storages.size() : id;
            storage = new Storage(whole, dtype, storages.size());
            storages.put(key, storage);
        }
        if (storage.dtype() != dtype) {
            throw new IllegalArgumentException(
                    OPERATION
                            + ": tensors of "
                            + storage.dtype()
                            + " and of "
                            + dtype
                            + " share memory, and the format has one dtype for it; clone() one");
        }
        return new Persistent(
                List.of(
                        "storage",
                        storageClass(dtype, tensor.dtype()),
                        Integer.toString(storage.number()),
                        tensor.device().toString(),
                        bytes / dtype.itemSize()));
    }

    private static Global storageClass(DType dtype, DType element) {
        return STORAGES.containsKey(element)
                ? new Global("torch", STORAGES.get(dtype))
                : new Global("torch.storage", "UntypedStorage");
    }

    private static Call sparse(Tensor tensor) {
        Tensor plain = tensor.detach();
        Object[] sizes = boxed(plain.sizes());
        Object[] data =
                switch (plain.layout()) {
                    case SPARSE_COO -> {
                        boolean isCoalesced = plain.isCoalesced();
                        yield new Object[] {
                            AtenI._indices(plain), AtenV._values(plain), sizes, isCoalesced
                        };
                    }
                    case SPARSE_CSR, SPARSE_BSR ->
                            new Object[] {
                                plain.crowIndices(), plain.colIndices(), plain.values(), sizes
                            };
                    case SPARSE_CSC, SPARSE_BSC ->
                            new Object[] {
                                plain.ccolIndices(), plain.rowIndices(), plain.values(), sizes
                            };
                    default ->
                            throw new IllegalArgumentException(
                                    OPERATION
                                            + ": a tensor is "
                                            + plain.layout()
                                            + ", which is not written; convert it");
                };
        return Call.of(UTILS, "_rebuild_sparse_tensor", plain.layout(), data);
    }

    private Call quantized(Tensor tensor) {
        Tensor plain = tensor.detach();
        Tensor integers = plain.intRepr().contiguous();
        return Call.of(
                UTILS,
                "_rebuild_qtensor",
                storage(integers, plain.dtype()),
                0,
                boxed(integers.sizes()),
                boxed(integers.strides()),
                quantizer(plain),
                tensor.requiresGrad(),
                orderedDict());
    }

    private static Object[] quantizer(Tensor tensor) {
        return isPerChannel(tensor)
                ? new Object[] {
                    new Global("torch", "per_channel_affine"),
                    tensor.qPerChannelScales(),
                    tensor.qPerChannelZeroPoints(),
                    tensor.qPerChannelAxis()
                }
                : new Object[] {
                    new Global("torch", "per_tensor_affine"), tensor.qScale(), tensor.qZeroPoint()
                };
    }

    private static boolean isPerChannel(Tensor tensor) {
        // LibTorch's qscheme() gives a type of its own, which no operator of Java's has.
        try {
            tensor.qPerChannelAxis();
            return true;
        } catch (TorchException e) {
            return false;
        }
    }
}
