package org.panamatorch;

import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Elements;

import java.util.Collection;

/** Tensors of lists of numbers. */
final class NumberLists {
    private NumberLists() {}

    /** A tensor of integers as {@code int64}, or of other numbers in the default dtype. */
    static Tensor tensor(Collection<? extends Number> numbers) {
        Arguments.requireAll(numbers, "tensor", "numbers", "numbers");
        long[] integers = new long[numbers.size()];
        double[] others = new double[integers.length];
        boolean areIntegers = !numbers.isEmpty();
        int i = 0;
        for (Number number : numbers) {
            switch (number) {
                case Long _, Integer _, Short _, Byte _ -> integers[i] = number.longValue();
                case Double _, Float _ -> areIntegers = false;
                default ->
                        throw new IllegalArgumentException(
                                "tensor: number "
                                        + i
                                        + " is of class "
                                        + number.getClass().getName()
                                        + ", expected an integer, a float or a double");
            }
            others[i++] = number.doubleValue();
        }
        return areIntegers
                ? Elements.fromData(integers, null)
                : Elements.fromData(others, TensorOptions.of(Torch.getDefaultDtype()));
    }
}
