package org.panamatorch.internal.io;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Scalar;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The values in pickles of PyTorch's: those that Python's {@code weights_only} lets pass. */
final class TorchValues implements PickleValues {
    /** Where the storages are that a pickle refers to. */
    @FunctionalInterface
    interface Storages {
        TorchStorage of(StorageId id) throws PickleFault, IOException;
    }

    /**
     * The description of a storage in a pickle.
     *
     * @param key its name in the file
     * @param type of its elements
     * @param device where it was
     * @param elements how many it has
     * @param view of another storage: key, first element and elements; or null
     */
    record StorageId(String key, StorageType type, Device device, long elements, Object[] view) {}

    /**
     * A class of storages.
     *
     * @param dtype of its elements; bytes where it has no type
     */
    record StorageType(DType dtype) {}

    private static final String PARAMETER = "torch.nn.parameter.Parameter";
    private static final String TENSOR = "torch.Tensor";

    private final Storages storages;
    private final Device mapLocation;
    private final Map<String, Object> names;

    /**
     * Makes values.
     *
     * @param storages where tensors' elements are
     * @param mapLocation where tensors are to be, or null for where they were
     */
    TorchValues(Storages storages, Device mapLocation) {
        this.storages = storages;
        this.mapLocation = mapLocation;
        this.names = names();
    }

    private static Map<String, Object> names() {
        Map<String, Object> names = new HashMap<>();
        for (DType dtype : DType.values()) {
            names.put(dtype.toString(), dtype);
        }
        Map<String, DType> storages =
                Map.ofEntries(
                        Map.entry("Float", DType.FLOAT32),
                        Map.entry("Double", DType.FLOAT64),
                        Map.entry("Half", DType.FLOAT16),
                        Map.entry("BFloat16", DType.BFLOAT16),
                        Map.entry("Long", DType.INT64),
                        Map.entry("Int", DType.INT32),
                        Map.entry("Short", DType.INT16),
                        Map.entry("Char", DType.INT8),
                        Map.entry("Byte", DType.UINT8),
                        Map.entry("Bool", DType.BOOL),
                        Map.entry("ComplexFloat", DType.COMPLEX64),
                        Map.entry("ComplexDouble", DType.COMPLEX128),
                        Map.entry("QInt8", DType.QINT8),
                        Map.entry("QUInt8", DType.QUINT8),
                        Map.entry("QInt32", DType.QINT32));
        storages.forEach(
                (name, dtype) -> {
                    names.put("torch." + name + "Storage", new StorageType(dtype));
                    names.put("torch.cuda." + name + "Storage", new StorageType(dtype));
                });
        names.put("torch.storage.UntypedStorage", new StorageType(DType.UINT8));
        names.put("torch.UntypedStorage", new StorageType(DType.UINT8));
        for (String scheme :
                List.of(
                        "per_tensor_affine",
                        "per_tensor_symmetric",
                        "per_channel_affine",
                        "per_channel_symmetric",
                        "per_channel_affine_float_qparams")) {
            names.put("torch." + scheme, new Named("torch." + scheme));
        }
        for (String function :
                List.of(
                        "collections.OrderedDict",
                        "collections.Counter",
                        "torch.Size",
                        "torch.device",
                        "torch.serialization._get_layout",
                        "torch._utils._rebuild_tensor",
                        "torch._utils._rebuild_tensor_v2",
                        "torch._utils._rebuild_tensor_v3",
                        "torch._utils._rebuild_parameter",
                        "torch._utils._rebuild_parameter_with_state",
                        "torch._utils._rebuild_sparse_tensor",
                        "torch._utils._rebuild_qtensor",
                        "torch._utils._rebuild_nested_tensor",
                        "torch._utils._rebuild_meta_tensor_no_storage",
                        "torch._utils._rebuild_device_tensor_from_cpu_tensor",
                        "torch._tensor._rebuild_from_type_v2",
                        "_codecs.encode",
                        "builtins.bytearray",
                        "builtins.bytes",
                        "builtins.complex",
                        "builtins.set",
                        PARAMETER,
                        TENSOR)) {
            names.put(function, new Named(function));
        }
        return names;
    }

    @Override
    public Object named(String name) {
        // As Python 2 called it.
        return names.get(name.replaceFirst("^__builtin__\\.", "builtins."));
    }

    @Override
    public void build(Object object, Object state) throws PickleFault {
        switch (object) {
            case OrderedDict dict when state instanceof Map<?, ?> attributes ->
                    dict.metadata = attributes.get("_metadata");
            case Tensor _, Named _ -> {
                // Python's attributes of a tensor, which no tensor of Java's has.
            }
            case null, default ->
                    throw new PickleFault(PickleReader.described(object) + " takes no state");
        }
    }

    @Override
    public Object persistent(Object id) throws PickleFault, IOException {
        return storages.of(storageId(id));
    }

    /** The storage that a pickle refers to. */
    static StorageId storageId(Object id) throws PickleFault {
        if (id instanceof Object[] parts
                && parts.length >= 5
                && "storage".equals(parts[0])
                && parts[1] instanceof StorageType type
                && parts[2] instanceof String key
                && parts[3] instanceof String location) {
            Object[] view = parts.length > 5 && parts[5] instanceof Object[] tuple ? tuple : null;
            long elements = TorchStorage.natural(parts[4], "the size of storage '" + key + "'");
            return new StorageId(key, type, device(location), elements, view);
        }
        throw new PickleFault(
                "the pickle refers to something beside it that is no storage: "
                        + PickleReader.described(id));
    }

    /** Where a storage is to be. */
    Device place(Device saved) {
        return mapLocation == null ? saved : mapLocation;
    }

    private static Device device(String text) throws PickleFault {
        try {
            return Device.of(text);
        } catch (IllegalArgumentException | TorchException e) {
            throw new PickleFault("'" + text + "' is no device", e);
        }
    }

    /** Arguments of a call, by their places. */
    private record Call(String function, List<Object> arguments) {
        Object at(int index) throws PickleFault {
            if (index >= arguments.size()) {
                throw new PickleFault(
                        function
                                + " is called with "
                                + arguments.size()
                                + " arguments, expected more than "
                                + index);
            }
            return arguments.get(index);
        }

        <T> T at(int index, Class<T> type, String expected) throws PickleFault {
            if (!type.isInstance(at(index))) {
                throw new PickleFault(
                        "argument "
                                + index
                                + " of "
                                + function
                                + " is "
                                + PickleReader.described(at(index))
                                + ", expected "
                                + expected);
            }
            return type.cast(at(index));
        }

        Tensor tensor(int index) throws PickleFault {
            return at(index, Tensor.class, "a tensor");
        }

        long[] longs(int index, String what) throws PickleFault {
            return TorchStorage.longs(at(index), what);
        }

        DType dtype(int index) throws PickleFault {
            return at(index, DType.class, "a dtype");
        }

        boolean flag(int index) throws PickleFault {
            return at(index, Boolean.class, "a boolean");
        }
    }

    @Override
    public Object call(String function, List<Object> arguments) throws PickleFault {
        try {
            return call(new Call(function, arguments));
        } catch (TorchException | IllegalArgumentException e) {
            throw new PickleFault(function + " fails: " + e.getMessage(), e);
        }
    }

    private Object call(Call call) throws PickleFault {
        return switch (call.function()) {
            case "collections.OrderedDict" -> dict(call, new OrderedDict());
            case "collections.Counter" -> dict(call, new LinkedHashMap<>());
            case "builtins.set" -> set(call);
            case "builtins.bytearray", "builtins.bytes" ->
                    call.arguments().isEmpty()
                            ? new byte[0]
                            : call.at(0, byte[].class, "bytes").clone();
            case "builtins.complex" ->
                    Scalar.complex(
                            call.at(0, Number.class, "a number").doubleValue(),
                            call.at(1, Number.class, "a number").doubleValue());
            case "_codecs.encode" ->
                    call.at(0, String.class, "a string").getBytes(StandardCharsets.ISO_8859_1);
            case "torch.Size" -> Shape.of(call.longs(0, "sizes"));
            case "torch.device" -> device(call);
            case "torch.serialization._get_layout" -> layout(call);
            case PARAMETER -> parameter(call);
            case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" ->
                    parameter(call);
            case "torch._tensor._rebuild_from_type_v2" -> ofType(call);
            default -> tensor(call);
        };
    }

    private Tensor tensor(Call call) throws PickleFault {
        return switch (call.function()) {
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
                    strided(call, storage(call).dtype(), 6);
            case "torch._utils._rebuild_tensor_v3" -> strided(call, call.dtype(6), 7);
            case "torch._utils._rebuild_qtensor" -> quantized(call);
            case "torch._utils._rebuild_sparse_tensor" -> sparse(call);
            case "torch._utils._rebuild_nested_tensor" ->
                    AtenN._nested_view_from_buffer(
                            call.tensor(0), call.tensor(1), call.tensor(2), call.tensor(3));
            case "torch._utils._rebuild_meta_tensor_no_storage" ->
                    Torch.emptyStrided(
                            call.longs(1, "sizes"),
                            call.longs(2, "strides"),
                            TensorOptions.of(call.dtype(0)).device(Device.META));
            case "torch._utils._rebuild_device_tensor_from_cpu_tensor" ->
                    call.tensor(0)
                            .to(place(device(call.at(2, String.class, "a device"))), call.dtype(1));
            default -> throw new PickleFault(call.function() + " is no function");
        };
    }

    private static <M extends Map<Object, Object>> M dict(Call call, M dict) throws PickleFault {
        if (call.arguments().isEmpty()) {
            return dict;
        }
        if (call.at(0) instanceof Map<?, ?> given) {
            dict.putAll(given);
            return dict;
        }
        // As Python 2 wrote it: a list of pairs.
        for (Object item : call.at(0, List.class, "a dict")) {
            switch (item) {
                case Object[] pair when pair.length == 2 ->
                        dict.put(PickleReader.key(pair[0]), pair[1]);
                case List<?> pair when pair.size() == 2 ->
                        dict.put(PickleReader.key(pair.get(0)), pair.get(1));
                case null, default ->
                        throw new PickleFault("an item of a dict is no key with a value");
            }
        }
        return dict;
    }

    private static LinkedHashSet<Object> set(Call call) throws PickleFault {
        LinkedHashSet<Object> set = new LinkedHashSet<>();
        if (!call.arguments().isEmpty()) {
            for (Object item : call.at(0, List.class, "a list")) {
                set.add(PickleReader.key(item));
            }
        }
        return set;
    }

    private static Device device(Call call) throws PickleFault {
        String type = call.at(0, String.class, "the name of a device");
        return device(
                call.arguments().size() == 1
                        ? type
                        : type + ":" + TorchStorage.natural(call.at(1), "the device's number"));
    }

    private static Layout layout(Call call) throws PickleFault {
        String name = call.at(0, String.class, "the name of a layout");
        for (Layout layout : Layout.values()) {
            if (layout.toString().equals(name)) {
                return layout;
            }
        }
        throw new PickleFault("'" + name + "' is no layout");
    }

    private static TorchStorage storage(Call call) throws PickleFault {
        return call.at(0, TorchStorage.class, "a storage");
    }

    private static Tensor strided(Call call, DType dtype, int metadata) throws PickleFault {
        Tensor tensor =
                storage(call)
                        .tensor(
                                dtype,
                                TorchStorage.natural(call.at(1), "a tensor's offset"),
                                call.longs(2, "sizes"),
                                call.longs(3, "strides"));
        if (call.arguments().size() > metadata && call.at(metadata) instanceof Map<?, ?> flags) {
            tensor = Boolean.TRUE.equals(flags.get("conj")) ? AtenC._conj(tensor) : tensor;
            tensor = Boolean.TRUE.equals(flags.get("neg")) ? AtenN._neg_view(tensor) : tensor;
        }
        if (call.arguments().size() > 4 && call.flag(4)) {
            tensor.requiresGrad_();
        }
        return tensor;
    }

    private static Tensor parameter(Call call) throws PickleFault {
        Tensor parameter = call.tensor(0).data();
        return call.arguments().size() > 1 && call.flag(1) ? parameter.requiresGrad_() : parameter;
    }

    /** A tensor of a subclass, whose attributes are left out; of other subclasses than Python's. */
    private Object ofType(Call call) throws PickleFault {
        Named function = call.at(0, Named.class, "a function");
        Object type = call.at(1);
        if (!(type instanceof Named named)
                || !(named.name().equals(TENSOR) || named.name().equals(PARAMETER))) {
            throw new PickleFault("a tensor is of a class of its own; save it as a plain tensor");
        }
        if (!function.name().startsWith("torch._utils._rebuild_")) {
            throw new PickleFault(function.name() + " makes no tensor");
        }
        return call(function.name(), Arrays.asList(call.at(2, Object[].class, "a tuple")));
    }

    private static Tensor sparse(Call call) throws PickleFault {
        Layout layout = call.at(0, Layout.class, "a layout");
        Call data = new Call("sparse data", Arrays.asList(call.at(1, Object[].class, "a tuple")));
        if (layout == Layout.SPARSE_COO) {
            Tensor tensor =
                    Torch.sparseCooTensor(data.tensor(0), data.tensor(1), data.longs(2, "sizes"));
            // Rather than to believe it: kernels follow the indices of those that are.
            return data.arguments().size() > 3 && Boolean.TRUE.equals(data.at(3))
                    ? tensor.coalesce()
                    : tensor;
        }
        return Torch.sparseCompressedTensor(
                data.tensor(0),
                data.tensor(1),
                data.tensor(2),
                data.longs(3, "sizes"),
                TensorOptions.of(data.tensor(2).dtype()).layout(layout));
    }

    private static Tensor quantized(Call call) throws PickleFault {
        DType integers =
                switch (storage(call).dtype()) {
                    case QINT8 -> DType.INT8;
                    case QUINT8 -> DType.UINT8;
                    case QINT32 -> DType.INT32;
                    default -> throw new PickleFault("a quantized tensor is of another storage");
                };
        Call quantizer =
                new Call("a quantizer", Arrays.asList(call.at(4, Object[].class, "a tuple")));
        try (Tensor values =
                storage(call)
                        .tensor(
                                integers,
                                TorchStorage.natural(call.at(1), "a tensor's offset"),
                                call.longs(2, "sizes"),
                                call.longs(3, "strides"))) {
            return switch (quantizer.at(0, Named.class, "a quantization scheme").name()) {
                case "torch.per_tensor_affine" ->
                        AtenM._make_per_tensor_quantized_tensor(
                                values,
                                quantizer.at(1, Number.class, "a scale").doubleValue(),
                                quantizer.at(2, Long.class, "a zero point"));
                case "torch.per_channel_affine", "torch.per_channel_affine_float_qparams" ->
                        perChannel(values, quantizer);
                default -> throw new PickleFault("a quantization scheme is not known");
            };
        }
    }

    private static Tensor perChannel(Tensor values, Call quantizer) throws PickleFault {
        long axis = TorchStorage.natural(quantizer.at(3), "the axis");
        if (axis >= values.dim()
                || quantizer.tensor(1).numel() != values.size((int) axis)
                || quantizer.tensor(2).numel() != values.size((int) axis)) {
            throw new PickleFault(
                    "scales and zero points are not as many as the sizes on axis " + axis);
        }
        return AtenM._make_per_channel_quantized_tensor(
                values, quantizer.tensor(1), quantizer.tensor(2), axis);
    }
}
