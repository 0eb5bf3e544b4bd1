package org.panamatorch.internal.optim;

import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenP;
import org.panamatorch.internal.aten.AtenR;
import org.panamatorch.internal.library.PtRuntime;

/**
 * Python's {@code float | Tensor}, with the arithmetic that Python does on it: each method calls
 * the operator that Python's does, as another one may round differently.
 */
public final class Hyper {
    private final double number;
    private final boolean isInteger;
    private final Tensor tensor;

    private Hyper(double number, boolean isInteger, Tensor tensor) {
        this.number = number;
        this.isInteger = isInteger;
        this.tensor = tensor;
    }

    /**
     * A number.
     *
     * @param number the number
     * @return its hyperparameter
     */
    public static Hyper of(double number) {
        return new Hyper(number, false, null);
    }

    /**
     * A tensor of one element.
     *
     * @param tensor the tensor
     * @return its hyperparameter
     */
    public static Hyper of(Tensor tensor) {
        return new Hyper(Double.NaN, false, tensor);
    }

    /** Python's {@code int}, which it is until something is computed of it. */
    static Hyper integer(long number) {
        return new Hyper(number, true, null);
    }

    /**
     * A number or a tensor.
     *
     * @param value either
     * @return its hyperparameter
     */
    public static Hyper of(Object value) {
        return switch (value) {
            case Tensor tensor -> of(tensor);
            case Long number -> integer(number);
            default -> of(((Number) value).doubleValue());
        };
    }

    /** A value that {@link #of(Object)} makes the same of. */
    Object value() {
        if (tensor != null) {
            return tensor;
        }
        return isInteger ? (Object) (long) number : (Object) number;
    }

    /** Python's {@code _to_scalar}. */
    Hyper scalar() {
        return tensor == null || tensor.dim() == 0 ? this : of(tensor.squeeze());
    }

    /**
     * Whether it is a tensor.
     *
     * @return true if it is
     */
    public boolean isTensor() {
        return tensor != null;
    }

    /**
     * The tensor.
     *
     * @return the tensor, or null for a number
     */
    public Tensor tensor() {
        return tensor;
    }

    /**
     * The value for an operator that takes only a number, as Python converts it.
     *
     * @return the number
     */
    public double number() {
        return tensor == null ? number : tensor.itemDouble();
    }

    boolean requiresGrad() {
        return tensor != null && tensor.requiresGrad();
    }

    /** Python's {@code != 0}. */
    boolean isNonZero() {
        return number() != 0;
    }

    Hyper negated() {
        return tensor == null ? of(-number) : of(tensor.neg());
    }

    /**
     * {@code this * other}.
     *
     * @param other the factor
     * @return the product
     */
    public Hyper times(double other) {
        return tensor == null ? of(number * other) : of(tensor.mul(other));
    }

    Hyper times(Hyper other) {
        if (other.tensor == null) {
            return times(other.number);
        }
        return tensor == null ? other.times(number) : of(tensor.mul(other.tensor));
    }

    /**
     * {@code this / other}.
     *
     * @param other the divisor
     * @return the quotient
     * @throws org.panamatorch.TorchException if a number is divided by 0
     */
    public Hyper over(double other) {
        if (tensor != null) {
            return of(tensor.div(other));
        }
        if (other == 0) {
            throw Refusals.value("float division by zero");
        }
        return of(number / other);
    }

    Hyper over(Hyper other) {
        if (other.tensor == null) {
            return over(other.number);
        }
        return of(
                tensor == null ? other.tensor.reciprocal().mul(number) : tensor.div(other.tensor));
    }

    /** {@code 1 - this}. */
    Hyper complement() {
        return tensor == null ? of(1 - number) : of(AtenR.rsub_Scalar(tensor, 1, 1));
    }

    /**
     * {@code this + other}.
     *
     * @param other what is added
     * @return the sum
     */
    public Hyper plus(double other) {
        return tensor == null ? of(number + other) : of(tensor.add(other));
    }

    Hyper power(double exponent) {
        return tensor == null ? of(PtRuntime.pow(number, exponent)) : of(tensor.pow(exponent));
    }

    /** {@code base ** this}. */
    Hyper powerOf(double base) {
        return of(
                tensor == null
                        ? PtRuntime.pow(base, number)
                        : (Object) AtenP.pow_Scalar(base, tensor));
    }

    /** {@code tensor *= this}, in place. */
    void scale_(Tensor other) {
        if (tensor == null) {
            other.mul_(number);
        } else {
            other.mul_(tensor);
        }
    }

    /** {@code other * this}. */
    Tensor scaled(Tensor other) {
        return tensor == null ? other.mul(number) : other.mul(tensor);
    }

    /**
     * {@code this + other}.
     *
     * @param other what is added
     * @return the sum
     */
    public Hyper plus(Hyper other) {
        if (other.tensor == null) {
            return plus(other.number);
        }
        return tensor == null ? other.plus(number) : of(tensor.add(other.tensor));
    }

    Hyper minus(Hyper other) {
        if (other.tensor == null) {
            return tensor == null ? of(number - other.number) : of(tensor.sub(other.number));
        }
        return of(
                tensor == null
                        ? AtenR.rsub_Scalar(other.tensor, number, 1)
                        : tensor.sub(other.tensor));
    }

    Hyper absolute() {
        return tensor == null ? of(Math.abs(number)) : of(tensor.abs());
    }

    Hyper root() {
        return tensor == null ? of(Math.sqrt(number)) : of(tensor.sqrt());
    }

    // A tensor is compared in its own precision, as in Python.

    boolean isLessThan(Hyper other) {
        if (tensor == null && other.tensor == null) {
            return number < other.number;
        }
        return (tensor == null
                        ? other.tensor.gt(number)
                        : other.tensor == null ? tensor.lt(other.number) : tensor.lt(other.tensor))
                .itemBoolean();
    }

    boolean isMoreThan(Hyper other) {
        return other.isLessThan(this);
    }

    boolean isAtMost(Hyper other) {
        if (tensor == null && other.tensor == null) {
            return number <= other.number;
        }
        return (tensor == null
                        ? other.tensor.ge(number)
                        : other.tensor == null ? tensor.le(other.number) : tensor.le(other.tensor))
                .itemBoolean();
    }

    boolean isAtLeast(Hyper other) {
        return other.isAtMost(this);
    }

    /** Python's {@code min} of two: the first unless the second is less. */
    static Hyper min(Hyper first, Hyper second) {
        return second.isLessThan(first) ? second : first;
    }

    /** Python's {@code max} of two: the first unless the second is more. */
    static Hyper max(Hyper first, Hyper second) {
        return second.isMoreThan(first) ? second : first;
    }
}
