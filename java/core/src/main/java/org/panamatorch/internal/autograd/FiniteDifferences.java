package org.panamatorch.internal.autograd;

import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Derivatives of a function by moving its inputs a little, which happens in place. */
final class FiniteDifferences {
    private static final Scalar I = Scalar.complex(0, 1);

    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> inputs;
    private final double eps;

    FiniteDifferences(
            Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs, double eps) {
        this.function = function;
        this.inputs = inputs;
        this.eps = eps;
    }

    /** An entry that is moved both ways. */
    private record Step(UnaryOperator<Tensor> back, UnaryOperator<Tensor> forth) {
        static Step of(Number step) {
            return new Step(entry -> entry.sub(step), entry -> entry.add(step));
        }

        static Step of(Tensor step) {
            return new Step(entry -> entry.sub(step), entry -> entry.add(step));
        }
    }

    /**
     * The derivatives by an input.
     *
     * @param input which one
     * @return for each output (elements of the input, elements of the output)
     */
    List<Tensor> jacobians(int input) {
        Tensor all = inputs.get(input);
        // The version of the input, which graphs look at, stays.
        Tensor elements = HeldElements.of(all).data();
        long[] places = HeldElements.places(all);
        List<Tensor> jacobians = null;
        int element = 0;
        for (long[] index : indices(elements.sizes())) {
            Tensor entry = elements.get(index);
            long[] told =
                    HeldElements.isSparse(all) ? Arrays.copyOfRange(index, 1, index.length) : index;
            List<Tensor> row = differences(entry, Step.of(eps), told);
            if (all.isComplex()) {
                List<Tensor> imaginary = differences(entry, Step.of(Scalar.complex(0, eps)), told);
                row = conjugates(row, imaginary);
            }
            if (jacobians == null) {
                jacobians = row.stream().map(each -> zeros(all.numel(), each)).toList();
            }
            for (int i = 0; i < row.size(); i++) {
                jacobians.get(i).get(places[element]).copy_(row.get(i));
            }
            element++;
        }
        return jacobians == null
                ? function.apply(inputs).stream()
                        .map(output -> zeros(all.numel(), output.detach().reshape(-1)))
                        .toList()
                : jacobians;
    }

    private static Tensor zeros(long rows, Tensor row) {
        return row.newZeros(rows, row.numel());
    }

    /**
     * The derivatives along a vector.
     *
     * @param input by which input
     * @param real the vector, of as many elements as the input holds; of a complex input its real
     *     part
     * @param imaginary the imaginary part for a complex input, or null
     * @return for each output its elements
     */
    List<Tensor> along(int input, Tensor real, Tensor imaginary) {
        Tensor entry = HeldElements.of(inputs.get(input)).data();
        List<Tensor> moved =
                differences(entry, Step.of(real.reshape(entry.shape()).mul(eps)), null);
        return imaginary == null
                ? moved
                : conjugates(
                        moved,
                        differences(
                                entry,
                                Step.of(imaginary.reshape(entry.shape()).mul(eps).mul(I)),
                                null));
    }

    // The conjugate Wirtinger derivative.
    private static List<Tensor> conjugates(List<Tensor> byReal, List<Tensor> byImaginary) {
        List<Tensor> derivatives = new ArrayList<>();
        for (int i = 0; i < byReal.size(); i++) {
            derivatives.add(byReal.get(i).add(byImaginary.get(i).mul(I)));
        }
        return derivatives;
    }

    private List<Tensor> differences(Tensor entry, Step step, long[] index) {
        Tensor original = entry.clone();
        List<Tensor> before;
        List<Tensor> after;
        try {
            entry.copy_(step.back().apply(original));
            before = outputs();
            entry.copy_(step.forth().apply(original));
            after = outputs();
        } finally {
            entry.copy_(original);
        }
        List<Tensor> differences = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            Tensor low = before.get(i);
            Tensor high = after.get(i);
            requireAlike("shape", low.shape(), high.shape(), index);
            requireAlike("dtype", low.dtype(), high.dtype(), index);
            differences.add(high.sub(low).div(2 * eps).detach().reshape(-1));
        }
        return differences;
    }

    private List<Tensor> outputs() {
        return function.apply(inputs).stream().map(Tensor::clone).toList();
    }

    private void requireAlike(String what, Object low, Object high, long[] index) {
        if (!low.equals(high)) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Expected `func` to return outputs with the same "
                            + what
                            + " when inputs are perturbed "
                            + (index == null ? "" : "on index " + Arrays.toString(index) + " ")
                            + "by "
                            + eps
                            + ", but got: "
                            + what
                            + "s "
                            + low
                            + " and "
                            + high
                            + ".");
        }
    }

    private static List<long[]> indices(long[] sizes) {
        List<long[]> indices = new ArrayList<>();
        indices.add(new long[0]);
        for (long size : sizes) {
            List<long[]> longer = new ArrayList<>();
            for (long[] index : indices) {
                for (long i = 0; i < size; i++) {
                    long[] next = Arrays.copyOf(index, index.length + 1);
                    next[index.length] = i;
                    longer.add(next);
                }
            }
            indices = longer;
        }
        return indices;
    }
}
