package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.Shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Several transforms, each of some elements along a dimension.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.CatTransform">torch.distributions.transforms.CatTransform</a>
 */
public final class CatTransform extends Transform {
    private final List<Transform> transforms;
    private final int dim;
    private final List<Long> lengths;

    /**
     * Makes a transform of others.
     *
     * @param transforms the transforms, each for one element along the dimension
     * @param dim the dimension
     */
    public CatTransform(List<Transform> transforms, int dim) {
        this(transforms, dim, Collections.nCopies(transforms == null ? 0 : transforms.size(), 1L));
    }

    /**
     * Makes a transform of others.
     *
     * @param transforms the transforms
     * @param dim the dimension
     * @param lengths how many elements along the dimension each has
     * @throws TorchException if there are not as many lengths as transforms
     */
    public CatTransform(List<Transform> transforms, int dim, List<Long> lengths) {
        Arguments.requireAll(transforms, "CatTransform", "transforms", "transforms");
        Arguments.requireAll(lengths, "CatTransform", "lengths", "integers");
        this.transforms = List.copyOf(transforms);
        this.dim = dim;
        this.lengths = List.copyOf(lengths);
        if (lengths.size() != transforms.size()) {
            throw Distribution.invalid(
                    String.format(
                            Locale.ROOT,
                            "lengths (%d) must match transforms (%d)",
                            lengths.size(),
                            transforms.size()));
        }
    }

    @Override
    protected Transform copied(int cacheSize) {
        return new CatTransform(cached(transforms, cacheSize), dim, lengths);
    }

    static List<Transform> cached(List<Transform> transforms, int cacheSize) {
        return cacheSize == 0
                ? transforms
                : transforms.stream().map(each -> each.withCache(cacheSize)).toList();
    }

    static int largest(String owner, IntStream eventDims) {
        return eventDims
                .max()
                .orElseThrow(
                        () -> Distribution.invalid(owner + ": there are no parts, expected one"));
    }

    @Override
    public int eventDim() {
        return largest("CatTransform", transforms.stream().mapToInt(Transform::eventDim));
    }

    @Override
    public Constraint domain() {
        return Constraints.cat(transforms.stream().map(Transform::domain).toList(), dim, lengths);
    }

    @Override
    public Constraint codomain() {
        return Constraints.cat(transforms.stream().map(Transform::codomain).toList(), dim, lengths);
    }

    @Override
    public boolean bijective() {
        return transforms.stream().allMatch(Transform::bijective);
    }

    private Tensor checked(Tensor value, String name, String what) {
        requireDim(dim, value, what);
        if (value.size(dim) != sum(lengths)) {
            throw Distribution.invalid(
                    String.format(
                            Locale.ROOT,
                            "%s.size(%d) = %d must equal length %d",
                            name,
                            dim,
                            value.size(dim),
                            sum(lengths)));
        }
        return value;
    }

    private Tensor slice(Tensor value, int index) {
        return value.narrow(dim, sum(lengths.subList(0, index)), lengths.get(index));
    }

    private Tensor joined(IntFunction<Tensor> slice) {
        return Torch.cat(IntStream.range(0, transforms.size()).mapToObj(slice).toList(), dim);
    }

    @Override
    protected Tensor forward(Tensor x) {
        checked(x, "x", "tensor");
        return joined(i -> transforms.get(i).call(slice(x, i)));
    }

    @Override
    protected Tensor inverse(Tensor y) {
        checked(y, "y", "tensor");
        return joined(i -> transforms.get(i).inv().call(slice(y, i)));
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        checked(x, "x", "x");
        checked(y, "y", "y");
        List<Tensor> terms = new ArrayList<>();
        for (int i = 0; i < transforms.size(); i++) {
            Transform transform = transforms.get(i);
            terms.add(
                    Shapes.sumLast(
                            transform.logAbsDetJacobian(slice(x, i), slice(y, i)),
                            eventDim() - transform.eventDim()));
        }
        int batchDim = (dim >= 0 ? dim - x.dim() : dim) + eventDim();
        return batchDim < 0
                ? Torch.cat(terms, batchDim)
                : terms.stream().reduce(Tensor::add).orElseThrow();
    }
}
