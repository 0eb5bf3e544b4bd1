package org.panamatorch.data;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.data.Records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a batch of samples.
 *
 * <p>Tensors are stacked, (*) to (N, *); numbers, booleans and arrays of them become tensors;
 * strings become a list; lists, maps and records become one of their kind, each of whose places has
 * the batch of that place.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/data.html#torch.utils.data.default_collate">torch.utils.data.default_collate</a>
 */
public final class Collate {
    private static final Set<Class<?>> INTEGERS =
            Set.of(Long.class, Integer.class, Short.class, Byte.class);

    private Collate() {}

    /**
     * Makes a batch of the samples' own type, which is one of tensors, or of lists, maps and
     * records of what may become something else.
     *
     * @param samples at least one
     * @param <T> a sample
     * @return the batch, which shares no memory with the samples
     * @throws TorchException if the samples differ in form, or their batch has another type than
     *     they
     */
    @SuppressWarnings("unchecked") // Checked: values keeps these types.
    public static <T> T batch(List<T> samples) {
        T first = first(samples);
        if (!isOfTensors(first)) {
            throw new TorchException(
                    TorchException.Kind.TYPE,
                    "Collate.batch: a batch of "
                            + first.getClass().getSimpleName()
                            + " samples has another type than they; give the DataLoader a collate"
                            + " function, such as Collate::values");
        }
        return (T) values(samples);
    }

    private static boolean isOfTensors(Object sample) {
        return sample instanceof Tensor
                || sample instanceof List
                || sample instanceof Map
                || sample instanceof Record;
    }

    /**
     * Makes a batch: Python's default collate function.
     *
     * @param samples at least one
     * @return the batch, which shares no memory with the samples
     * @throws TorchException if the samples differ in form, or one is of a type that has no batch
     */
    public static Object values(List<?> samples) {
        return switch (first(samples)) {
            case Tensor _ -> stacked(all(Tensor.class, samples));
            case Double _ -> floats(samples, DType.FLOAT64);
            case Float _ -> floats(samples, DType.FLOAT32);
            case Boolean _ -> Torch.tensor(booleans(all(Boolean.class, samples)));
            case String _ -> List.copyOf(all(String.class, samples));
            case List<?> _ -> lists(samples);
            case Map<?, ?> first -> maps(first.keySet(), samples);
            case Record first -> record(first.getClass(), all(Record.class, samples));
            case Object first when INTEGERS.contains(first.getClass()) ->
                    Torch.tensor(
                            all(Number.class, samples).stream()
                                    .mapToLong(Number::longValue)
                                    .toArray());
            case Object first when first.getClass().isArray() && isOfPrimitives(first) ->
                    arrays(samples);
            case Object first ->
                    throw new TorchException(
                            TorchException.Kind.TYPE,
                            "Collate.values: batch must contain tensors, numbers, booleans,"
                                    + " strings, arrays of numbers, lists, maps or records; found "
                                    + first.getClass().getName());
        };
    }

    /**
     * Makes batches of records in records of another type, place by place: of numbers, tensors.
     *
     * <pre>{@code
     * record Sample(Tensor image, long label) {}
     * record Batch(Tensor image, Tensor label) {}
     * var loader = new DataLoader<>(samples, Collate.into(Batch.class), o -> o.batchSize(32));
     * }</pre>
     *
     * @param type the record's class
     * @param <B> a batch
     * @return a collate function
     */
    public static <B extends Record> Function<List<? extends Record>, B> into(Class<B> type) {
        Arguments.requirePresent(type, "Collate.into", "type", "a record's class");
        return samples -> {
            first(samples);
            return record(type, samples);
        };
    }

    private static <T> T first(List<T> samples) {
        Arguments.requireAll(samples, "Collate", "samples", "samples");
        if (samples.isEmpty()) {
            throw new TorchException(
                    TorchException.Kind.INDEX, "Collate: a batch needs at least one sample");
        }
        return samples.getFirst();
    }

    @SuppressWarnings("unchecked") // Each element is checked.
    private static <T> List<T> all(Class<T> type, List<?> samples) {
        for (Object sample : samples) {
            if (!type.isInstance(sample)) {
                throw new TorchException(
                        TorchException.Kind.TYPE,
                        "Collate: the samples of a batch differ: the first is of "
                                + samples.getFirst().getClass().getSimpleName()
                                + ", another of "
                                + sample.getClass().getSimpleName());
            }
        }
        return (List<T>) samples;
    }

    private static Tensor stacked(List<Tensor> tensors) {
        Tensor first = tensors.getFirst();
        if (first.isNested()) {
            throw unsupported("nested");
        }
        if (first.isSparse() || first.isSparseCsr()) {
            throw unsupported("sparse");
        }
        return Torch.stack(tensors);
    }

    private static TorchException unsupported(String kind) {
        return new TorchException(
                TorchException.Kind.RUNTIME,
                "Batches of "
                        + kind
                        + " tensors are not currently supported by the default collate_fn; please"
                        + " provide a custom collate_fn to handle them appropriately.");
    }

    private static Tensor floats(List<?> samples, DType dtype) {
        return Torch.tensor(
                all(Number.class, samples).stream().mapToDouble(Number::doubleValue).toArray(),
                dtype);
    }

    private static boolean[] booleans(List<Boolean> samples) {
        boolean[] values = new boolean[samples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.get(i);
        }
        return values;
    }

    private static boolean isOfPrimitives(Object array) {
        Class<?> element = array.getClass();
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive() && element != char.class;
    }

    private static Tensor arrays(List<?> samples) {
        List<Tensor> tensors = new ArrayList<>();
        try {
            samples.forEach(array -> tensors.add(Torch.tensor(array)));
            return Torch.stack(tensors);
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    private static List<Object> lists(List<?> samples) {
        return transposed(all(List.class, samples).stream().map(each -> (List<?>) each).toList());
    }

    private static List<Object> transposed(List<? extends List<?>> samples) {
        int size = samples.getFirst().size();
        if (samples.stream().anyMatch(sample -> sample.size() != size)) {
            throw new TorchException(
                    TorchException.Kind.RUNTIME,
                    "each element in list of batch should be of equal size");
        }
        List<Object> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int place = i;
            batch.add(values(samples.stream().map(sample -> sample.get(place)).toList()));
        }
        return batch;
    }

    private static Map<Object, Object> maps(Set<?> keys, List<?> samples) {
        Map<Object, Object> batch = new LinkedHashMap<>();
        for (Object key : keys) {
            List<Object> column = new ArrayList<>();
            for (Map<?, ?> sample : all(Map.class, samples)) {
                if (!sample.containsKey(key)) {
                    throw new TorchException(
                            TorchException.Kind.KEY, "Collate: a sample has no '" + key + "'");
                }
                column.add(sample.get(key));
            }
            batch.put(key, values(column));
        }
        return batch;
    }

    private static <B extends Record> B record(Class<B> type, List<? extends Record> samples) {
        all(samples.getFirst().getClass(), samples);
        return Records.make(type, transposed(samples.stream().map(Records::components).toList()));
    }
}
