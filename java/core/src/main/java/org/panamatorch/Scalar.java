package org.panamatorch;

import java.util.Objects;

/**
 * A number that {@link Number}'s own classes cannot hold: a boolean or a complex number.
 *
 * <p>Wherever an operation takes a scalar, any {@link Number} will do: integers act as Python's
 * {@code int}, {@code Float} and {@code Double} as its {@code float}, and a {@code Scalar} as its
 * {@code bool} or {@code complex}.
 */
public final class Scalar extends Number {
    private static final long serialVersionUID = 1L;

    /** True as a scalar. */
    public static final Scalar TRUE = new Scalar(true, 1, 0);

    /** False as a scalar. */
    public static final Scalar FALSE = new Scalar(true, 0, 0);

    /** Whether it is a boolean. */
    private final boolean truthValue;

    /** The real part. */
    private final double real;

    /** The imaginary part. */
    private final double imag;

    private Scalar(boolean truthValue, double real, double imag) {
        this.truthValue = truthValue;
        this.real = real;
        this.imag = imag;
    }

    /**
     * A boolean.
     *
     * @param value the value
     * @return the scalar
     */
    public static Scalar of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /**
     * A complex number.
     *
     * @param real its real part
     * @param imag its imaginary part
     * @return the scalar
     */
    public static Scalar complex(double real, double imag) {
        return new Scalar(false, real, imag);
    }

    /**
     * Whether this is a boolean rather than a complex number.
     *
     * @return true for a boolean
     */
    public boolean isBoolean() {
        return truthValue;
    }

    /**
     * The boolean, or whether the complex number is not zero.
     *
     * @return the value
     */
    public boolean booleanValue() {
        return real != 0 || imag != 0;
    }

    /**
     * The real part; 1 or 0 for a boolean.
     *
     * @return the real part
     */
    public double real() {
        return real;
    }

    /**
     * The imaginary part; 0 for a boolean.
     *
     * @return the imaginary part
     */
    public double imag() {
        return imag;
    }

    /**
     * The number as a {@code double}.
     *
     * @return the real part
     * @throws TorchException if the number is complex with an imaginary part
     */
    @Override
    public double doubleValue() {
        if (imag != 0) {
            throw new TorchException(
                    TorchException.Kind.TYPE,
                    "Scalar: the complex number "
                            + this
                            + " has an imaginary part, expected a real number");
        }
        return real;
    }

    /**
     * The number as a {@code float}.
     *
     * @return the real part
     * @throws TorchException if the number is complex with an imaginary part
     */
    @Override
    public float floatValue() {
        return (float) doubleValue();
    }

    /**
     * The number as a {@code long}.
     *
     * @return the real part, truncated
     * @throws TorchException if the number is complex with an imaginary part
     */
    @Override
    public long longValue() {
        return (long) doubleValue();
    }

    /**
     * The number as an {@code int}.
     *
     * @return the real part, truncated
     * @throws TorchException if the number is complex with an imaginary part
     */
    @Override
    public int intValue() {
        return (int) doubleValue();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Scalar other
                && truthValue == other.truthValue
                && Double.compare(real, other.real) == 0
                && Double.compare(imag, other.imag) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(truthValue, real, imag);
    }

    /**
     * The number as Python writes it, nearly.
     *
     * @return {@code true}, {@code false} or a text such as {@code (1.0+2.0j)}
     */
    @Override
    public String toString() {
        if (truthValue) {
            return String.valueOf(booleanValue());
        }
        return "(" + real + (imag < 0 || 1 / imag < 0 ? "-" : "+") + Math.abs(imag) + "j)";
    }
}
