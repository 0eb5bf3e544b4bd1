package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A law, by whose class the build makes the distribution: of {@code NormalLaw} the distribution
 * {@code Normal}, in the same package.
 *
 * <p>The law has a constructor of its parameters, which are tensors, and an {@link OptionSet}; and
 * one of what an expanded distribution is made of. The distribution is made of tensors, with the
 * defaults or with code that sets options, or of numbers; and it expands. Its comment is the law's,
 * and that of its constructors is the law's constructor's. What the law has in public, the
 * distribution has.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface AsDistribution {
    /**
     * Whether the parameters can be numbers.
     *
     * @return true by default; vectors cannot
     */
    boolean ofNumbers() default true;

    /**
     * Whether the first option is a parameter, too, which can be given by its value; then nothing
     * is made with the defaults.
     *
     * @return false by default
     */
    boolean orFirst() default false;
}
