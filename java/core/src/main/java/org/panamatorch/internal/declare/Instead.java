package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option that users set under the name of another one, by a value of another type, as Python
 * takes a word instead of numbers; what is set last counts, and the other has its default.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.RECORD_COMPONENT)
public @interface Instead {
    /**
     * The option that it replaces.
     *
     * @return its name
     */
    String value();
}
