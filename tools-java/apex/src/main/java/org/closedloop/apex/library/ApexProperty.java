package org.closedloop.apex.library;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a Java method that reads a platform property, or writes it when the method returns nothing;
 * on a Java field it stands for both. Empty stands for the Java name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.FIELD})
public @interface ApexProperty {
  String value() default "";
}
