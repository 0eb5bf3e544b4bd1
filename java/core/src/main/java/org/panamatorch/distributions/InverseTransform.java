package org.panamatorch.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;

/** The inverse of another transform, which keeps the cache of both. */
final class InverseTransform extends Transform {
    private final Transform inverted;

    InverseTransform(Transform inverted) {
        this.inverted = inverted;
    }

    @Override
    public Constraint domain() {
        return inverted.codomain();
    }

    @Override
    public Constraint codomain() {
        return inverted.domain();
    }

    @Override
    public boolean bijective() {
        return inverted.bijective();
    }

    @Override
    public Tensor sign() {
        return inverted.sign();
    }

    @Override
    public Transform withCache(int size) {
        return inverted.withCache(size).inv();
    }

    @Override
    protected boolean isSameAs(Transform other) {
        return other instanceof InverseTransform inverse && inverted.equals(inverse.inverted);
    }

    @Override
    public Tensor call(Tensor x) {
        return inverted.callInverse(present(x, "call", "x"));
    }

    @Override
    Tensor callInverse(Tensor y) {
        return inverted.call(y);
    }

    @Override
    protected Tensor logDeterminant(Tensor x, Tensor y) {
        return inverted.logAbsDetJacobian(y, x).neg();
    }

    @Override
    public Shape forwardShape(Shape shape) {
        return inverted.inverseShape(shape);
    }

    @Override
    public Shape inverseShape(Shape shape) {
        return inverted.forwardShape(shape);
    }

    @Override
    public String toString() {
        return "_InverseTransform(" + inverted + ")";
    }
}
