package org.closedloop.apex.library;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plain attributes of library values by their JSON names, for serialisation. */
final class Beans {

  /** A Java field that holds an attribute. */
  record Attribute(String name, Field field) {
    Object get(Object bean) {
      try {
        return field.get(bean);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    void set(Object bean, Object value) {
      try {
        field.set(bean, value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final ClassValue<List<Attribute>> ATTRIBUTES =
      new ClassValue<>() {
        @Override
        protected List<Attribute> computeValue(Class<?> type) {
          List<Attribute> out = new ArrayList<>();
          for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field f : c.getDeclaredFields()) {
              String name = name(f);
              if (name != null) {
                f.setAccessible(true);
                out.add(new Attribute(name, f));
              }
            }
          }
          return out;
        }
      };

  private Beans() {}

  private static String name(Field f) {
    ApexBean bean = f.getAnnotation(ApexBean.class);
    ApexProperty property = f.getAnnotation(ApexProperty.class);
    if (bean == null && property == null) {
      return null;
    }
    String declared = bean != null ? bean.value() : property.value();
    String name = declared.isEmpty() ? f.getName() : declared;
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  static List<Attribute> of(Class<?> type) {
    return ATTRIBUTES.get(type);
  }
}
