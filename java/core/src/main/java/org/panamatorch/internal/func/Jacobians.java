package org.panamatorch.internal.func;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.func.Func.Vjp;
import org.panamatorch.func.Func.WithAux;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.option.Randomness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** All derivatives of a function's results, by either mode: one product with each unit vector. */
public final class Jacobians {
    private Jacobians() {}

    private static void requireReal(String operation, List<Tensor> tensors, String what) {
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).dtype().isComplex()) {
                throw new TorchException(
                        Kind.RUNTIME,
                        operation
                                + ": Expected all "
                                + what
                                + " to be real but received complex tensor at flattened input idx: "
                                + i);
            }
        }
    }

    private static void requireRealOutputs(String operation, List<Tensor> outputs) {
        outputs.forEach(
                each -> Arguments.requireResult(each, operation, "function", "a list of tensors"));
        requireReal(operation, outputs, "outputs");
    }

    private static VmapSpec batched(Randomness randomness) {
        return new VmapSpec(new Integer[] {0}, new Integer[] {0}, randomness, null);
    }

    /** Some unit vectors of the space that the tensors are, each cut into these. */
    private static List<Tensor> basis(List<Tensor> tensors, long first, long count) {
        List<Tensor> basis = new ArrayList<>();
        long start = 0;
        for (Tensor tensor : tensors) {
            Tensor part = tensor.newZeros(count, tensor.numel());
            part.diagonal(first - start).fill_(1);
            basis.add(part.view(joined(Shape.of(count), tensor.shape())));
            start += tensor.numel();
        }
        return basis;
    }

    private static Shape joined(Shape first, Shape second) {
        return Shape.of(
                LongStream.concat(Arrays.stream(first.toArray()), Arrays.stream(second.toArray()))
                        .toArray());
    }

    private static long[] counts(List<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::numel).toArray();
    }

    private static long total(List<Tensor> tensors) {
        return tensors.stream().mapToLong(Tensor::numel).sum();
    }

    /**
     * The Jacobian by reverse mode.
     *
     * @param <A> what the function takes
     * @param <X> what else it returns
     * @param function the function
     * @param input where
     * @param chunkSize how many rows to compute at once, null for all
     * @return for each output the derivatives by the inputs, and what else there is
     */
    public static <A, X> WithAux<List<A>, X> jacrev(
            Function<A, WithAux<List<Tensor>, X>> function, A input, Long chunkSize) {
        if (chunkSize != null && chunkSize <= 0) {
            throw new TorchException(Kind.VALUE, "jacrev: `chunk_size` should be greater than 0.");
        }
        List<Tensor> inputs = Trees.tensors(input);
        requireReal("jacrev", inputs, "inputs");
        WithAux<Vjp<List<Tensor>, A>, X> vjp = Derivative.vjp(function, input);
        List<Tensor> outputs = vjp.result().output();
        requireRealOutputs("jacrev", outputs);
        long total = total(outputs);
        long chunk = chunkSize == null ? Math.max(total, 1) : chunkSize;
        List<List<Tensor>> chunks = new ArrayList<>();
        for (long first = 0; first < total || chunks.isEmpty(); first += chunk) {
            List<Tensor> basis = basis(outputs, first, Math.min(chunk, total - first));
            chunks.add(rows(vjp.result(), basis, chunkSize != null && chunkSize == 1));
        }
        List<List<Tensor>> ofOutputs = new ArrayList<>();
        outputs.forEach(_ -> ofOutputs.add(new ArrayList<>()));
        for (int i = 0; i < inputs.size(); i++) {
            int place = i;
            List<Tensor> parts = chunks.stream().map(each -> each.get(place)).toList();
            Tensor all = parts.size() == 1 ? parts.getFirst() : Torch.cat(parts, 0);
            Tensor[] split = all.splitWithSizes(counts(outputs));
            for (int j = 0; j < outputs.size(); j++) {
                ofOutputs
                        .get(j)
                        .add(split[j].view(joined(outputs.get(j).shape(), inputs.get(i).shape())));
            }
        }
        return new WithAux<>(
                ofOutputs.stream().map(each -> Trees.with(input, each)).toList(), vjp.aux());
    }

    private static <A> List<Tensor> rows(
            Vjp<List<Tensor>, A> vjp, List<Tensor> basis, boolean isOne) {
        if (isOne) {
            // Without vmap, which not every function can be under.
            List<Tensor> row = basis.stream().map(each -> each.squeeze(0)).toList();
            return Trees.tensors(vjp.apply(row)).stream().map(each -> each.unsqueeze(0)).toList();
        }
        return Trees.tensors(
                Batches.<Object>vmap(
                        arguments -> vjp.apply(Trees.tensors(arguments)),
                        basis.toArray(),
                        batched(Randomness.ERROR)));
    }

    /**
     * The Jacobian by forward mode.
     *
     * @param <A> what the function takes
     * @param <X> what else it returns
     * @param function the function
     * @param input where
     * @param randomness what random operations of the function do for each column
     * @return for each output the derivatives by the inputs, and what else there is
     */
    public static <A, X> WithAux<List<A>, X> jacfwd(
            Function<A, WithAux<List<Tensor>, X>> function, A input, Randomness randomness) {
        List<Tensor> inputs = Trees.tensors(input);
        requireReal("jacfwd", inputs, "inputs");
        List<Tensor> basis = basis(inputs, 0, total(inputs));
        WithAux<List<Tensor>, X> columns =
                Batches.vmap(
                        arguments -> {
                            A tangents = Trees.with(input, Trees.tensors(arguments));
                            var jvp = Derivative.jvp(function, input, tangents, false);
                            requireRealOutputs("jacfwd", jvp.result().output());
                            return new WithAux<>(jvp.result().jvp(), jvp.aux());
                        },
                        basis.toArray(),
                        batched(randomness));
        List<A> ofOutputs = new ArrayList<>();
        for (Tensor output : columns.result()) {
            Tensor[] split = output.movedim(0, -1).splitWithSizes(counts(inputs), -1);
            List<Tensor> ofInputs = new ArrayList<>();
            for (int i = 0; i < split.length; i++) {
                Tensor part = split[i];
                ofInputs.add(
                        inputs.get(i).dim() == 0
                                ? part.squeeze(-1)
                                : part.unflatten(-1, inputs.get(i).sizes()));
            }
            ofOutputs.add(Trees.with(input, ofInputs));
        }
        return new WithAux<>(ofOutputs, Trees.map(columns.aux(), each -> each.get(0)));
    }
}
