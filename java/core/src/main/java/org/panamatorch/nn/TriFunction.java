package org.panamatorch.nn;

/**
 * A function of three values, which {@link Module#callWithHooks(TriFunction, Object, Object,
 * Object)} runs between hooks.
 *
 * @param <A> the type of the first value
 * @param <B> that of the second
 * @param <C> that of the third
 * @param <R> that of the result
 */
@FunctionalInterface
public interface TriFunction<A, B, C, R> {
    /**
     * Computes the result.
     *
     * @param first the first value
     * @param second the second value
     * @param third the third value
     * @return the result
     */
    R apply(A first, B second, C third);
}
