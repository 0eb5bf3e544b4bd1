package org.panamatorch.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name that {@link org.panamatorch.junit.NoLeaks} had. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@org.panamatorch.junit.NoLeaks
public @interface NoLeaks {}
