package org.panamatorch.internal.data;

import org.panamatorch.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The tensors of a batch: itself, or those of lists, maps, records and arrays inside each other.
 */
public final class Nest {
    private Nest() {}

    /**
     * The tensors.
     *
     * @param batch anything; what is none of these has no tensors that anybody knows of
     * @return the tensors, each as often as it is there
     */
    public static List<Tensor> tensors(Object batch) {
        List<Tensor> tensors = new ArrayList<>();
        collect(batch, tensors);
        return tensors;
    }

    private static void collect(Object value, List<Tensor> tensors) {
        switch (value) {
            case null -> {}
            case Tensor tensor -> tensors.add(tensor);
            case Collection<?> values -> values.forEach(each -> collect(each, tensors));
            case Map<?, ?> map -> map.values().forEach(each -> collect(each, tensors));
            case Record record ->
                    Records.components(record).forEach(each -> collect(each, tensors));
            case Object[] values -> Arrays.asList(values).forEach(each -> collect(each, tensors));
            default -> {}
        }
    }

    /**
     * The batch with its tensors replaced.
     *
     * @param batch anything
     * @param replace gives the new tensor for each
     * @return a new batch of the same form
     */
    public static Object map(Object batch, UnaryOperator<Tensor> replace) {
        return switch (batch) {
            case Tensor tensor -> replace.apply(tensor);
            case List<?> list -> list.stream().map(each -> map(each, replace)).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> replaced = new LinkedHashMap<>();
                map.forEach((key, value) -> replaced.put(key, map(value, replace)));
                yield replaced;
            }
            case Record record ->
                    Records.make(
                            record.getClass(),
                            Records.components(record).stream()
                                    .map(each -> map(each, replace))
                                    .toList());
            case null, default -> batch;
        };
    }
}
