package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option that a module which is made of a function has and prints even where nobody sets it: a
 * pooling's stride is its window's size then.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.RECORD_COMPONENT)
public @interface Else {
    /**
     * Which argument stands in its place.
     *
     * @return the name of a parameter of the function
     */
    String value();
}
