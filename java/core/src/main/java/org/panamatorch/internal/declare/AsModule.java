package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A function of one, two or three tensors that is a module, too: the build makes the module, whose
 * {@code forward} is the function with the options that the module was made with.
 *
 * <p>Where the last parameter is an {@link OptionSet}, the module has a constructor without it, one
 * that takes code which sets options, and, where there is but one option, one that takes its value.
 * It prints its options, unless the function or the options are {@link Unprinted}. Its comment is
 * the function's.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface AsModule {
    /**
     * What the module is called.
     *
     * @return its simple name
     */
    String value();

    /**
     * Where users find the module: where they find its options.
     *
     * @return the package
     */
    String home() default "org.panamatorch.nn";
}
