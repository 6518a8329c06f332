package org.closedloop.apex.library;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a Java constructor or static factory that implements a platform constructor. The value
 * gives parameter types ({@code (String)}) where overloads of one length differ.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface ApexConstructor {
  String value() default "";
}
