package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An abstract module named {@code …Nd}, for which the build makes one public module a number of
 * dimensions: {@code …1d}, {@code …2d}, {@code …3d}.
 *
 * <p>The constructor takes the number of dimensions first and the {@link OptionSet} last, if there
 * is one; the modules get the constructors without and with options. In their documentation, which
 * is the abstract one's, {@code {N}} is the number and {@code {*}} the names of the dimensions,
 * such as {@code H, W}.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Leaves {
    /**
     * The numbers of dimensions.
     *
     * @return the numbers
     */
    int[] value() default {1, 2, 3};
}
