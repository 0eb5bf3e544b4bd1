package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An abstract module named {@code …Nd}, for which the build makes one public module a number of
 * dimensions: {@code …1d}, {@code …2d}, {@code …3d}; or a method so named of a {@link Facade},
 * which gets one function each.
 *
 * <p>The constructor or method takes the number of dimensions first and the {@link OptionSet} last,
 * if there is one; the modules get the constructors without and with options. Their documentation
 * is the abstract one's, with the names of the dimensions for the asterisk of a shape: {@code (N,
 * C, *)} becomes {@code (N, C, H, W)}, with what stands behind the asterisk behind each name. A
 * name that ends with {@code Nd} becomes that of the number, and in links {@code {N}} the number. A
 * module that links to no page has a link to Python's.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Leaves {
    /**
     * The numbers of dimensions.
     *
     * @return the numbers
     */
    int[] value() default {1, 2, 3};
}
