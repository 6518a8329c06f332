package org.closedloop.apex.library;

import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.PlatformValue;

/** An instance of a platform class whose type stands in the class's {@link ApexType} annotation. */
abstract class LibraryValue implements PlatformValue {

  private static final ClassValue<PlatformType> TYPES =
      new ClassValue<>() {
        @Override
        protected PlatformType computeValue(Class<?> c) {
          return PlatformType.of(c.getAnnotation(ApexType.class).value());
        }
      };

  @Override
  public org.closedloop.apex.types.ApexType apexType() {
    return TYPES.get(getClass());
  }
}
