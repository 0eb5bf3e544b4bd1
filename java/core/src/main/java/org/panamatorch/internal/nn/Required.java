package org.panamatorch.internal.nn;

import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.option.Reduction;

/**
 * Refuses arguments that are null, and options that are no real numbers: those where a module or a
 * builder takes them rather than where they are used.
 */
public final class Required {
    private Required() {}

    /**
     * Refuses null.
     *
     * @param owner the operation's name, the module's class or the builder of its options
     * @param option for the error
     * @param value the value
     * @param expected what it should be, with its article
     * @return the value
     * @throws NullPointerException if it is null
     */
    public static <T> T present(Object owner, String option, T value, String expected) {
        if (value == null) {
            Arguments.requirePresent(null, module(owner), option, expected);
        }
        return value;
    }

    /** Refuses null for a tensor. */
    public static Tensor tensor(Object owner, String argument, Tensor value) {
        return present(owner, argument, value, "a tensor");
    }

    /** The code of a reduction, which null is not. */
    public static long code(Object owner, Reduction reduction) {
        return present(owner, "reduction", reduction, "a reduction").code();
    }

    /** Refuses null for a number; a complex one is as good as any. */
    public static Number number(Object owner, String option, Number value) {
        return present(owner, option, value, "a number");
    }

    /** Refuses what is no real number. */
    public static Number real(Object owner, String option, Number value) {
        return realOrNull(owner, option, number(owner, option, value));
    }

    /** Refuses complex numbers for a number that may be absent. */
    public static Number realOrNull(Object owner, String option, Number value) {
        if (value instanceof Scalar scalar && !scalar.isBoolean()) {
            throw Checks.type(
                    module(owner) + ": argument '" + option + "' must be float, not complex");
        }
        return value;
    }

    private static String module(Object owner) {
        if (owner instanceof String operation) {
            return operation;
        }
        Class<?> type = owner instanceof Class<?> module ? module : owner.getClass();
        Class<?> whole = type.getEnclosingClass();
        return (whole == null ? type : whole).getSimpleName();
    }
}
