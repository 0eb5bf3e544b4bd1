package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Arguments;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Several transforms, one for each element along a dimension, without which they see it.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.StackTransform">torch.distributions.transforms.StackTransform</a>
 */
public final class StackTransform extends Transform {
    private final List<Transform> transforms;
    private final int dim;

    /**
     * Makes a transform of others.
     *
     * @param transforms the transforms
     * @param dim the dimension
     */
    public StackTransform(List<Transform> transforms, int dim) {
        Arguments.requireAll(transforms, "StackTransform", "transforms", "transforms");
        this.transforms = List.copyOf(transforms);
        this.dim = dim;
    }

    @Override
    protected Transform copied(int cacheSize) {
        return new StackTransform(CatTransform.cached(transforms, cacheSize), dim);
    }

    @Override
    public Constraint domain() {
        return Constraints.stack(transforms.stream().map(Transform::domain).toList(), dim);
    }

    @Override
    public Constraint codomain() {
        return Constraints.stack(transforms.stream().map(Transform::codomain).toList(), dim);
    }

    @Override
    public boolean bijective() {
        return transforms.stream().allMatch(Transform::bijective);
    }

    private void check(Tensor value, String name, String what) {
        requireDim(dim, value, what);
        if (value.size(dim) != transforms.size()) {
            throw Distribution.invalid(
                    String.format(
                            Locale.ROOT,
                            "%s.size(%d) = %d must equal len(transforms) %d",
                            name,
                            dim,
                            value.size(dim),
                            transforms.size()));
        }
    }

    private Tensor joined(IntFunction<Tensor> slice) {
        return Torch.stack(IntStream.range(0, transforms.size()).mapToObj(slice).toList(), dim);
    }

    @Override
    protected Tensor forward(Tensor x) {
        check(x, "x", "tensor");
        return joined(i -> transforms.get(i).call(x.select(dim, i)));
    }

    @Override
    protected Tensor inverse(Tensor y) {
        check(y, "y", "tensor");
        return joined(i -> transforms.get(i).inv().call(y.select(dim, i)));
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        check(x, "x", "x");
        check(y, "y", "y");
        return joined(i -> transforms.get(i).logAbsDetJacobian(x.select(dim, i), y.select(dim, i)));
    }
}
