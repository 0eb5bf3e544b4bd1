package org.panamatorch.library;

import org.panamatorch.Tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The tensors among arguments and results of operators. */
final class Tensors {
    private Tensors() {}

    static List<Tensor> of(Object value) {
        return switch (value) {
            case Tensor tensor -> List.of(tensor);
            case Object[] array -> of(Arrays.asList(array));
            case List<?> list ->
                    list.stream()
                            .filter(Objects::nonNull)
                            .flatMap(each -> of(each).stream())
                            .toList();
            case null, default -> List.of();
        };
    }

    /** The value with other tensors. */
    static Object mapped(Object value, UnaryOperator<Tensor> leaf) {
        return switch (value) {
            case Tensor tensor -> leaf.apply(tensor);
            case Tensor[] array -> Arrays.stream(array).map(leaf).toArray(Tensor[]::new);
            case List<?> list -> list.stream().map(each -> mapped(each, leaf)).toList();
            case null, default -> value;
        };
    }
}
