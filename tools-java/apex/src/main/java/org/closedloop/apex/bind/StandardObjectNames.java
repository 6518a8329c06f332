package org.closedloop.apex.bind;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Standard objects of the platform by the stub classes on the class path: tells an object that this
 * engine lacks from a mistyped name.
 */
final class StandardObjectNames {

  private static final String ROOT = "io/github/apexdevtools/sobjecttypes/";
  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  private StandardObjectNames() {}

  /** Whether the platform has an object written exactly so, or with the usual capitals. */
  static boolean contains(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9]*")) {
      return false;
    }
    return KNOWN.computeIfAbsent(
        name,
        n -> exists(n) || exists(n.substring(0, 1).toUpperCase(Locale.ROOT) + n.substring(1)));
  }

  /** Whether the platform's object has the field, in any case. */
  static boolean hasField(String object, String field) {
    if (!contains(object)) {
      return false;
    }
    try {
      Class<?> stub =
          Class.forName(
              (ROOT + object).replace('/', '.'), false, StandardObjectNames.class.getClassLoader());
      return Arrays.stream(stub.getDeclaredFields())
          .anyMatch(f -> f.getName().equalsIgnoreCase(field));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean exists(String name) {
    return StandardObjectNames.class.getClassLoader().getResource(ROOT + name + ".class") != null;
  }
}
