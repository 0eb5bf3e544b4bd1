package org.panamatorch.internal.autograd;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.VmapInfo;
import org.panamatorch.VmapResult;
import org.panamatorch.VmapRule;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.library.PtFunc;
import org.panamatorch.option.Randomness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A call inside of {@code vmap} that computes the whole batch by a rule of its own. */
public final class BatchRule {
    private final String operation;
    private final long level;
    private final Object[] inputs;
    private final List<Tensor> given = new ArrayList<>();
    private final List<Tensor> shown = new ArrayList<>();
    private final List<Integer> dims = new ArrayList<>();

    /**
     * Looks at the inputs of a call in the topmost layer, which hides a dimension.
     *
     * @param operation for errors
     * @param inputs tensors, lists and arrays of tensors, and other things
     */
    public BatchRule(String operation, Object... inputs) {
        this.operation = operation;
        this.level = PtFunc.func_level();
        this.inputs = mapped(inputs, this::show);
    }

    private Object show(Object input) {
        Tensor tensor = input instanceof Tensor one ? one : null;
        Layers.Wrapper wrapper = tensor == null ? null : Layers.wrapper(tensor);
        boolean isHidden = wrapper != null && wrapper.isBatched() && wrapper.level() == level;
        dims.add(isHidden ? Math.toIntExact(wrapper.dim()) : null);
        if (!isHidden) {
            return input;
        }
        Tensor whole = PtFunc.func_value(tensor);
        given.add(tensor);
        shown.add(whole);
        return whole;
    }

    /**
     * Whether an input depends on the hidden dimension.
     *
     * @return false where the function need only be called as it is, below the layer
     */
    public boolean isNeeded() {
        return !given.isEmpty();
    }

    /**
     * Calls the rule.
     *
     * @param rule the rule
     * @param below runs code below the layer
     * @return its output, with the batch's dimension hidden: a tensor, or an array or list of them;
     *     null where the rule gives none
     */
    public Object call(VmapRule rule, Function<Supplier<VmapResult>, VmapResult> below) {
        VmapInfo info = info();
        VmapResult result =
                below.apply(() -> rule.call(info, dims.toArray(Integer[]::new), inputs));
        if (result == null) {
            return null;
        }
        Integer[] outDims = result.outDims();
        int count = count(result.output());
        if (outDims.length != 1 && outDims.length != count) {
            throw new TorchException(
                    TorchException.Kind.RUNTIME,
                    operation
                            + ": the vmap rule returned out_dims "
                            + Arrays.toString(outDims)
                            + ", expected one for each of its "
                            + count
                            + " outputs or one for all");
        }
        int[] place = new int[1];
        return mapped(
                new Object[] {result.output()},
                output -> {
                    Integer dim = outDims[outDims.length == 1 ? 0 : place[0]];
                    place[0]++;
                    return hide(output, dim);
                })[0];
    }

    private static VmapInfo info() {
        Layers.Batch batch = Layers.batch();
        Randomness randomness =
                batch.isError()
                        ? Randomness.ERROR
                        : batch.isSame() ? Randomness.SAME : Randomness.DIFFERENT;
        return new VmapInfo(batch.size(), randomness);
    }

    private Object hide(Object output, Integer dim) {
        if (!(output instanceof Tensor tensor)) {
            return output;
        }
        int place = shown.indexOf(tensor);
        if (place >= 0) {
            return given.get(place);
        }
        return dim == null ? tensor : Layers.hidden(tensor, dim, level);
    }

    private static int count(Object output) {
        return switch (output) {
            case Object[] array -> array.length;
            case List<?> list -> list.size();
            default -> 1;
        };
    }

    private static Object[] mapped(Object[] values, UnaryOperator<Object> leaf) {
        return Arrays.stream(values)
                .map(
                        value ->
                                switch (value) {
                                    case Tensor[] array ->
                                            Arrays.stream(array).map(leaf).toArray(Tensor[]::new);
                                    case Object[] array -> Arrays.stream(array).map(leaf).toArray();
                                    case List<?> list when isOfTensors(list) ->
                                            list.stream().map(each -> leaf.apply(each)).toList();
                                    case null, default -> leaf.apply(value);
                                })
                .toArray();
    }

    private static boolean isOfTensors(List<?> list) {
        return list.stream().allMatch(item -> item instanceof Tensor);
    }
}
