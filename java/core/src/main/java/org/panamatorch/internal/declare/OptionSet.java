package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record whose components are the options of modules and functions.
 *
 * <p>The build makes the type that users set them on, named as the record with {@code Options}
 * behind it: a method to set and one to get each, documented by the record's {@code @param} texts
 * and the defaults, and the printed form under Python's names. A component of type {@code
 * TensorOptions} is two options, {@code device} and {@code dtype}; its text says of what.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface OptionSet {
    /**
     * Where users find the type.
     *
     * @return the package
     */
    String home() default "org.panamatorch.nn";

    /**
     * Whether the options are those of an optimizer's groups: kept by name, as Python's, so that
     * schedules can add to them and states hold them.
     *
     * @return false by default
     */
    boolean ofGroups() default false;
}
