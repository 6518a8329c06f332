package org.closedloop.apex.library;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the Java method that implements a platform method. The value is the Apex name, or the name
 * with parameter types ({@code valueOf(Date)}) where overloads of one length differ; empty stands
 * for the Java method's own name. A name alone covers every overload with as many parameters as the
 * Java method has. Java parameters, in order: the context if wanted, the receiver if the Java
 * method is static and the Apex one is not, the arguments.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ApexMethod {
  String[] value() default {};
}
