package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of an option that nobody sets, or of a last parameter of a function where nobody gives
 * it.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Default {
    /**
     * The value as Java writes it; of enums only the constant, of sizes one number for all
     * dimensions.
     *
     * @return an expression such as {@code -100}, {@code MEAN} or {@code null}
     */
    String value();
}
