package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class whose public methods users call by way of another class, which the build makes: all
 * classes of one facade together are that class.
 *
 * <p>A method whose last parameter is an {@link OptionSet} gets a form without it, one that takes
 * code which sets options, and, where there is but one option, one that takes its value. A method
 * whose last parameters have a {@link Default} gets a form without them. Required sizes can be
 * given as one number and as a shape.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Facade {
    /**
     * The class that users call.
     *
     * @return its qualified name
     */
    String value();

    /**
     * Whether this class's comment is the facade's, too; one of them says so.
     *
     * @return false by default
     */
    boolean documents() default false;

    /**
     * Where Python has the functions, such as {@code torch.nn.functional}, if each has a page of
     * its own there, to which one without a link has one; what documents the facade says so.
     *
     * @return the name space
     */
    String pages() default "";
}
