package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.distributions.Shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several transforms, one after the other; none of them is the identity.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/distributions.html#torch.distributions.transforms.ComposeTransform">torch.distributions.transforms.ComposeTransform</a>
 */
public final class ComposeTransform extends Transform {
    private final List<Transform> parts;

    /**
     * Makes a transform of others.
     *
     * @param parts the transforms, the first one first
     */
    public ComposeTransform(List<Transform> parts) {
        Arguments.requireAll(parts, "ComposeTransform", "parts", "transforms");
        this.parts = List.copyOf(parts);
    }

    /**
     * The identity.
     *
     * @return a transform of no parts
     */
    public static ComposeTransform identityTransform() {
        return new ComposeTransform(List.of());
    }

    /**
     * The transforms.
     *
     * @return what this was made of
     */
    public List<Transform> parts() {
        return parts;
    }

    @Override
    protected Transform copied(int cacheSize) {
        return new ComposeTransform(CatTransform.cached(parts, cacheSize));
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof ComposeTransform compose && parts.equals(compose.parts);
    }

    @Override
    public Constraint domain() {
        if (parts.isEmpty()) {
            return Constraints.real();
        }
        int eventDim = parts.getLast().codomain().eventDim();
        for (Transform part : parts.reversed()) {
            eventDim += part.domain().eventDim() - part.codomain().eventDim();
            eventDim = Math.max(eventDim, part.domain().eventDim());
        }
        return ofDim(parts.getFirst().domain(), eventDim);
    }

    @Override
    public Constraint codomain() {
        if (parts.isEmpty()) {
            return Constraints.real();
        }
        int eventDim = parts.getFirst().domain().eventDim();
        for (Transform part : parts) {
            eventDim += part.codomain().eventDim() - part.domain().eventDim();
            eventDim = Math.max(eventDim, part.codomain().eventDim());
        }
        return ofDim(parts.getLast().codomain(), eventDim);
    }

    /** A constraint of events of at least as many dimensions as any part has. */
    static Constraint ofDim(Constraint constraint, int eventDim) {
        int more = eventDim - constraint.eventDim();
        return more > 0 ? Constraints.independent(constraint, more) : constraint;
    }

    @Override
    public boolean bijective() {
        return parts.stream().allMatch(Transform::bijective);
    }

    @Override
    public Tensor sign() {
        return parts.stream().map(Transform::sign).reduce(signOf(1), Tensor::mul);
    }

    @Override
    Transform inverted() {
        return new ComposeTransform(parts.reversed().stream().map(Transform::inv).toList());
    }

    @Override
    public Tensor call(Tensor x) {
        return forward(present(x, "call", "x"));
    }

    @Override
    Tensor callInverse(Tensor y) {
        return inv().call(y);
    }

    @Override
    protected Tensor forward(Tensor x) {
        Tensor y = x;
        for (Transform part : parts) {
            y = part.call(y);
        }
        return y;
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        if (parts.isEmpty()) {
            return Torch.zerosLike(x);
        }
        List<Tensor> values = new ArrayList<>(List.of(x));
        for (Transform part : parts.subList(0, parts.size() - 1)) {
            values.add(part.call(values.getLast()));
        }
        values.add(y);
        int eventDim = domain().eventDim();
        Tensor sum = null;
        for (int i = 0; i < parts.size(); i++) {
            Transform part = parts.get(i);
            Tensor term =
                    Shapes.sumLast(
                            part.logAbsDetJacobian(values.get(i), values.get(i + 1)),
                            eventDim - part.domain().eventDim());
            sum = sum == null ? term : sum.add(term);
            eventDim += part.codomain().eventDim() - part.domain().eventDim();
        }
        return sum;
    }

    @Override
    public Shape forwardShape(Shape shape) {
        Shape result = present(shape, "forwardShape");
        for (Transform part : parts) {
            result = part.forwardShape(result);
        }
        return result;
    }

    @Override
    public Shape inverseShape(Shape shape) {
        Shape result = present(shape, "inverseShape");
        for (Transform part : parts.reversed()) {
            result = part.inverseShape(result);
        }
        return result;
    }

    @Override
    public String toString() {
        return parts.stream()
                .map(Transform::toString)
                .collect(Collectors.joining(",\n    ", "ComposeTransform(\n    ", "\n)"));
    }
}
