package org.closedloop.apex.library;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a Java field behind a plain attribute of a platform class: its property, getter ({@code
 * getX} or {@code isX}) and setter, as far as the platform has them. Empty stands for the Java
 * name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ApexBean {
  String value() default "";
}
