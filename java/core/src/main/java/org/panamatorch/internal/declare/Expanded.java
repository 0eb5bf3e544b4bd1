package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sizes of which a module that is made of a function keeps and prints one for each dimension, or
 * several, where one number was given for all: Python makes tuples of some, but not of others.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Expanded {
    /**
     * How many for each dimension.
     *
     * @return the number; padding has two ends
     */
    int value() default 1;
}
