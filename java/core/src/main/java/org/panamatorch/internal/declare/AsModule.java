package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A function of one, two or three tensors that is a module, too: the build makes the module, whose
 * {@code forward} is the function with what the module was made with.
 *
 * <p>What the function takes between the tensors and its {@link OptionSet} is what the module is
 * made of, sizes as one number and as a shape. Where there are options, the module has a
 * constructor without them, one that takes code which sets them, and, where there is but one, one
 * that takes its value; a method {@code checkModule} of the record refuses what the module does,
 * but not the function; {@link Else} and {@link Expanded} say what it keeps in another form. An
 * option that is a tensor is a buffer. Where the function has {@link Leaves}, each number of
 * dimensions has its module, and {@code Nd} in the name is that. The module prints what it was made
 * with, unless the function or the options are {@link Unprinted}. Its comment is the function's.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface AsModule {
    /**
     * The names of the module; several modules may be the same.
     *
     * @return simple names
     */
    String[] value();

    /**
     * The module's own options, where they are not the function's. Of the function's, those that
     * the module lacks have their defaults, and {@code training} is whether the module trains.
     *
     * @return the record
     */
    Class<? extends Record> options() default Record.class;

    /**
     * Whether the first of several options can be given by its value alone, as in {@code
     * Dropout(0.5)}.
     *
     * @return false by default
     */
    boolean takesFirst() default false;

    /**
     * Where users find the module: where they find its options.
     *
     * @return the package
     */
    String home() default "org.panamatorch.nn";
}
