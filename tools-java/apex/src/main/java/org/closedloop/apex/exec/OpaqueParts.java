package org.closedloop.apex.exec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What objects of the library hold: the texts, bytes, collections and values of their fields. */
final class OpaqueParts {

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          List<Field> all = new ArrayList<>();
          for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field f : c.getDeclaredFields()) {
              if (!f.getType().isPrimitive() && !Modifier.isStatic(f.getModifiers())) {
                f.setAccessible(true);
                all.add(f);
              }
            }
          }
          return all;
        }
      };

  void of(Object value, Consumer<Object> reach) {
    for (Field f : FIELDS.get(value.getClass())) {
      try {
        Object part = f.get(value);
        if (part != null && counts(part)) {
          reach.accept(part);
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Values of the program; not what the library keeps for itself, such as schema and context. */
  private static boolean counts(Object part) {
    return part instanceof CharSequence
        || part instanceof byte[]
        || part instanceof java.util.Collection
        || part instanceof java.util.Map
        || part.getClass().getPackageName().equals("org.closedloop.apex.value");
  }
}
