package org.panamatorch.internal.func;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Layers;
import org.panamatorch.internal.library.PtFunc;
import org.panamatorch.option.Randomness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A function over the batches that its arguments are. */
public final class Batches {
    private final VmapSpec options;
    private final Object[] arguments;
    private final List<Tensor> tensors;
    private final Integer[] inDims;

    private Batches(Object[] arguments, VmapSpec options) {
        this.options = options;
        this.arguments = arguments;
        this.tensors = Trees.tensors(arguments);
        this.inDims = inDims();
    }

    /**
     * Maps a function over the batch.
     *
     * @param <R> what it returns for an element
     * @param function takes the arguments of an element
     * @param arguments those of all elements
     * @param options which dimensions are the batch's
     * @return what it returns for all elements
     */
    public static <R> R vmap(Function<Object[], R> function, Object[] arguments, VmapSpec options) {
        if (options.chunkSize() != null && options.chunkSize() <= 0) {
            throw value(
                    "vmap: chunk_size should be None or greater than 0. (got "
                            + options.chunkSize()
                            + ")");
        }
        return new Batches(arguments, options).map(function);
    }

    private static TorchException value(String text) {
        return new TorchException(Kind.VALUE, text);
    }

    private Integer[] inDims() {
        Integer[] given = options.inDims();
        Integer[] dims = new Integer[tensors.size()];
        if (given.length == 1) {
            Arrays.fill(dims, given[0]);
        } else if (given.length == arguments.length) {
            int next = 0;
            for (int i = 0; i < arguments.length; i++) {
                int count = Trees.tensors(arguments[i]).size();
                Arrays.fill(dims, next, next + count, given[i]);
                next += count;
            }
        } else if (given.length == dims.length) {
            System.arraycopy(given, 0, dims, 0, dims.length);
        } else {
            throw value(
                    "vmap(f, in_dims="
                            + Arrays.toString(given)
                            + ", ...)(<inputs>): in_dims is not compatible with the structure of"
                            + " `inputs`. in_dims has "
                            + given.length
                            + " elements but inputs are "
                            + arguments.length
                            + " with "
                            + dims.length
                            + " tensors.");
        }
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] == null ? null : checked(dims[i], tensors.get(i));
        }
        return dims;
    }

    private int checked(int dim, Tensor tensor) {
        int count = Math.toIntExact(tensor.dim());
        if (dim < -count || dim >= count) {
            throw value(
                    "vmap(f, in_dims="
                            + Arrays.toString(options.inDims())
                            + ", ...)(<inputs>): Got in_dim="
                            + dim
                            + " for some input, but that input is a Tensor of dimensionality "
                            + count
                            + " so expected in_dim to satisfy -"
                            + count
                            + " <= in_dim < "
                            + count
                            + ".");
        }
        return dim < 0 ? dim + count : dim;
    }

    private long size(List<Tensor> of) {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < inDims.length; i++) {
            if (inDims[i] != null) {
                sizes.add(of.get(i).size(inDims[i]));
            }
        }
        if (sizes.isEmpty()) {
            throw value("vmap: Expected at least one Tensor to vmap over");
        }
        if (sizes.stream().distinct().count() > 1) {
            throw value(
                    "vmap: Expected all tensors to have the same size in the mapped dimension, got"
                            + " sizes "
                            + sizes
                            + " for the mapped dimension");
        }
        return sizes.getFirst();
    }

    private <R> R map(Function<Object[], R> function) {
        long size = size(tensors);
        Long chunk = options.chunkSize();
        if (chunk == null || chunk >= size) {
            return map(function, tensors, size);
        }
        Tensor state = options.randomness() == Randomness.SAME ? Torch.getRngState() : null;
        List<R> results = new ArrayList<>();
        for (long start = 0; start < size; start += chunk) {
            long length = Math.min(chunk, size - start);
            if (state != null) {
                Torch.setRngState(state);
            }
            List<Tensor> part = new ArrayList<>();
            for (int i = 0; i < inDims.length; i++) {
                Tensor whole = tensors.get(i);
                part.add(inDims[i] == null ? whole : whole.narrow(inDims[i], start, length));
            }
            results.add(map(function, part, length));
        }
        return joined(results);
    }

    private <R> R joined(List<R> results) {
        List<List<Tensor>> parts = results.stream().map(Trees::tensors).toList();
        Integer[] dims = outDims(parts.getFirst().size());
        List<Tensor> joined = new ArrayList<>();
        for (int i = 0; i < dims.length; i++) {
            int place = i;
            joined.add(
                    dims[i] == null
                            ? parts.getFirst().get(i)
                            : Torch.cat(
                                    parts.stream().map(part -> part.get(place)).toList(), dims[i]));
        }
        return Trees.with(results.getFirst(), joined);
    }

    private Integer[] outDims(int count) {
        Integer[] given = options.outDims();
        if (given.length == count) {
            return given;
        }
        if (given.length != 1) {
            throw value(
                    "vmap(f, ..., out_dims="
                            + Arrays.toString(given)
                            + ")(<inputs>): out_dims is not compatible with the structure of"
                            + " `outputs`. out_dims has "
                            + given.length
                            + " elements but outputs have "
                            + count
                            + " tensors.");
        }
        Integer[] dims = new Integer[count];
        Arrays.fill(dims, given[0]);
        return dims;
    }

    private <R> R map(Function<Object[], R> function, List<Tensor> of, long size) {
        return Layer.vmap(
                size,
                options.randomness(),
                level -> {
                    List<Tensor> hidden = new ArrayList<>();
                    for (int i = 0; i < inDims.length; i++) {
                        hidden.add(
                                inDims[i] == null
                                        ? of.get(i)
                                        : PtFunc.func_hide_dim(of.get(i), inDims[i], level));
                    }
                    R result = function.apply(Trees.with(arguments, hidden));
                    Arguments.requireResult(result, "vmap", "function", "tensors");
                    return shown(result, size(of), level);
                });
    }

    private <R> R shown(R result, long size, long level) {
        List<Tensor> outputs = Trees.tensors(result);
        if (outputs.isEmpty()) {
            throw value(
                    "vmap(f, ...): `f` must only return Tensors, got type "
                            + result.getClass().getSimpleName()
                            + ". Did you mean to set out_dims= to None for output?");
        }
        Integer[] dims = outDims(outputs.size());
        List<Tensor> shown = new ArrayList<>();
        for (int i = 0; i < dims.length; i++) {
            Tensor output = outputs.get(i);
            if (dims[i] != null) {
                shown.add(PtFunc.func_show_dim(output, dims[i], size, level));
            } else if (isBatched(output)) {
                throw value(
                        "vmap(f, ...): `f` can not return a BatchedTensor when out_dim is None");
            } else {
                shown.add(output);
            }
        }
        return Trees.with(result, shown);
    }

    private static boolean isBatched(Tensor tensor) {
        Layers.Wrapper wrapper = Layers.wrapper(tensor);
        return wrapper != null && wrapper.isBatched();
    }
}
