package org.panamatorch;

import org.panamatorch.func.Func;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.library.PtFunc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A function for a whole batch, made of one for its elements: forward, backward and tangents are
 * those of the elements inside of {@code vmap}. Python's {@code generate_vmap_rule}.
 */
final class BatchedFunction extends AutogradFunction {

    /** Where a context has the dimensions of what was saved: one for each batch within another. */
    private final String key;

    private final AutogradFunction ofElements;
    private final VmapInfo info;
    private final Integer[] inDims;

    BatchedFunction(AutogradFunction ofElements, VmapInfo info, Integer... inDims) {
        this.ofElements = ofElements;
        this.key =
                (ofElements instanceof BatchedFunction inner ? inner.key : "") + "dims of batch ";
        this.info = info;
        this.inDims = inDims;
    }

    /** A tensor, and which of its dimensions is the batch's, or null. */
    private record Part(Tensor tensor, Integer dim) {
        static final Part NONE = new Part(null, null);

        /** The part that an element's tensor belongs to. */
        static Part of(Tensor element) {
            Layers.Wrapper wrapper = element == null ? null : Layers.wrapper(element);
            return wrapper != null && wrapper.isBatched() && wrapper.level() == PtFunc.func_level()
                    ? new Part(PtFunc.func_value(element), Math.toIntExact(wrapper.dim()))
                    : new Part(element, null);
        }

        static Part[] of(Tensor... elements) {
            return Arrays.stream(elements).map(Part::of).toArray(Part[]::new);
        }

        Tensor with(Integer to, long size) {
            if (tensor == null) {
                return null;
            }
            if (to == null) {
                return dim == null ? tensor : tensor.sum(dim);
            }
            if (dim != null) {
                return tensor.movedim(dim, to);
            }
            long[] sizes = tensor.unsqueeze(to).sizes();
            sizes[to] = size;
            return tensor.unsqueeze(to).expand(sizes);
        }
    }

    /** Applies the code to the elements of the parts, of which some may be null. */
    private Part[] vmap(Part[] parts, Function<Tensor[], Tensor[]> code) {
        int[] places =
                IntStream.range(0, parts.length).filter(i -> parts[i].tensor != null).toArray();
        List<Tensor> tensors = Arrays.stream(places).mapToObj(i -> parts[i].tensor).toList();
        Integer[] dims = Arrays.stream(places).mapToObj(i -> parts[i].dim).toArray(Integer[]::new);
        Function<List<Tensor>, Tensor[]> whole =
                elements -> {
                    Tensor[] given = new Tensor[parts.length];
                    for (int i = 0; i < places.length; i++) {
                        given[places[i]] = elements.get(i);
                    }
                    Tensor[] computed = code.apply(given);
                    Arguments.requireResult(computed, "apply", simpleName(), "a list of tensors");
                    return computed;
                };
        if (Arrays.stream(dims).allMatch(Objects::isNull)) {
            Tensor[] computed = whole.apply(tensors);
            return parts(Collections.nCopies(computed.length, null), computed);
        }
        Part[][] result = new Part[1][];
        Func.vmap(
                elements -> {
                    result[0] = Part.of(whole.apply(elements));
                    return elements.getFirst();
                },
                tensors,
                o -> o.inDims(dims).randomness(info.randomness()));
        return result[0];
    }

    private Part[] parts(Object... inputs) {
        Object[] places = places(inputs);
        Part[] parts = new Part[places.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = places[i] instanceof Tensor tensor ? new Part(tensor, inDims[i]) : Part.NONE;
        }
        return parts;
    }

    private static Part[] parts(List<Integer> dims, Tensor... tensors) {
        Part[] parts = new Part[tensors.length];
        Arrays.setAll(parts, i -> new Part(tensors[i], dims.get(i)));
        return parts;
    }

    private static Part[] joined(Part[] first, Part... second) {
        List<Part> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(second));
        return all.toArray(Part[]::new);
    }

    /** The inputs with tensors of elements in the places of the batch's. */
    private static Object[] of(Object[] inputs, Tensor... elements) {
        int[] next = new int[1];
        return mapped(
                inputs,
                tensor -> {
                    while (elements[next[0]] == null) {
                        next[0]++;
                    }
                    return elements[next[0]++];
                });
    }

    @Override
    protected Tensor[] forward(FunctionContext context, Object... inputs) {
        Part[] outputs =
                vmap(
                        parts(inputs),
                        elements ->
                                ofElements.forward(
                                        new FunctionContext(new boolean[elements.length]),
                                        of(inputs, elements)));
        return Arrays.stream(outputs)
                .map(part -> part.with(0, info.batchSize()))
                .toArray(Tensor[]::new);
    }

    @Override
    protected void setupContext(FunctionContext context, Object[] inputs, Tensor[] outputs) {
        Part[] given = parts(inputs);
        List<Integer> first = Collections.nCopies(outputs.length, 0);
        int[] saved = new int[1];
        Part[] kept =
                vmap(
                        joined(given, parts(first, outputs)),
                        elements -> {
                            Tensor[] own = Arrays.copyOf(elements, given.length);
                            Tensor[] computed =
                                    Arrays.copyOfRange(elements, given.length, elements.length);
                            FunctionContext ofElement = context.ofElement();
                            ofElements.setupContext(ofElement, of(inputs, own), computed);
                            context.takeOver(ofElement, computed, outputs);
                            saved[0] = ofElement.toSave().length;
                            List<Tensor> all = new ArrayList<>(Arrays.asList(ofElement.toSave()));
                            all.addAll(Arrays.asList(ofElement.toSaveForForward()));
                            return all.toArray(Tensor[]::new);
                        });
        context.saveForBackward(tensors(Arrays.copyOf(kept, saved[0])));
        context.saveForForward(tensors(Arrays.copyOfRange(kept, saved[0], kept.length)));
        List<Integer> dims = new ArrayList<>();
        Arrays.stream(kept).forEach(part -> dims.add(part.dim));
        context.savedData()
                .put(key, new Dims(dims.subList(0, saved[0]), dims.subList(saved[0], dims.size())));
    }

    /** The dimensions of what was saved for backward, and for tangents. */
    private record Dims(List<Integer> backward, List<Integer> forward) {}

    private static Tensor[] tensors(Part... parts) {
        return Arrays.stream(parts).map(Part::tensor).toArray(Tensor[]::new);
    }

    private Dims dims(FunctionContext context) {
        return (Dims) context.savedData().get(key);
    }

    @Override
    protected Tensor[] backward(FunctionContext context, Tensor... gradOutputs) {
        Tensor[] saved = context.savedTensors();
        List<Integer> first = Collections.nCopies(gradOutputs.length, 0);
        Part[] gradients =
                vmap(
                        joined(parts(dims(context).backward, saved), parts(first, gradOutputs)),
                        elements ->
                                ofElements.backward(
                                        context.inBackward(Arrays.copyOf(elements, saved.length)),
                                        Arrays.copyOfRange(
                                                elements, saved.length, elements.length)));
        Tensor[] results = new Tensor[gradients.length];
        Arrays.setAll(results, i -> gradients[i].with(inDims[i], info.batchSize()));
        return results;
    }

    @Override
    protected Tensor[] jvp(FunctionContext context, Tensor... gradInputs) {
        Tensor[] saved = context.savedTensors();
        Part[] tangents =
                vmap(
                        joined(
                                parts(dims(context).forward, saved),
                                parts(Arrays.asList(inDims), gradInputs)),
                        elements ->
                                ofElements.jvp(
                                        context.inBackward(Arrays.copyOf(elements, saved.length)),
                                        Arrays.copyOfRange(
                                                elements, saved.length, elements.length)));
        Tensor[] results = new Tensor[tangents.length];
        Arrays.setAll(results, i -> tangents[i].with(0, info.batchSize()));
        return results;
    }

    @Override
    protected boolean isOnceDifferentiable() {
        return ofElements.isOnceDifferentiable();
    }

    @Override
    String simpleName() {
        return ofElements.simpleName();
    }
}
