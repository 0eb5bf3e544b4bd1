package org.panamatorch.internal.declare;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule, by whose class the build makes the optimizer: of {@code SGDRule}, which extends {@code
 * Rule<SGDSpec>}, the optimizer {@code SGD}, whose options are the {@link OptionSet}.
 *
 * <p>The optimizer is made of parameters or of groups of them, with the defaults, with a learning
 * rate or with code that sets options. Its comment is the rule's, with a link to Python's page.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface AsOptimizer {}
