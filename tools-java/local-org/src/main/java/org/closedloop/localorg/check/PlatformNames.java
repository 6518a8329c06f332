package org.closedloop.localorg.check;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Standard objects and fields that the platform has, whether or not the local org has them: read
 * from the stub classes of the standard objects.
 */
final class PlatformNames {
  private static final String PACKAGE = "io.github.apexdevtools.sobjecttypes.";

  private PlatformNames() {}

  private static Optional<Class<?>> stub(String object) {
    if (!object.matches("[A-Za-z][A-Za-z0-9]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Class.forName(PACKAGE + object, false, PlatformNames.class.getClassLoader()));
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      // The second comes from case-blind file systems when only the case differs.
      return Optional.empty();
    }
  }

  static boolean object(String name) {
    return stub(name).isPresent();
  }

  /** Whether the object has the field; names of relationships are no fields. */
  static boolean field(String object, String name) {
    return member(object, name)
        .filter(f -> !f.getType().isArray())
        .filter(f -> !f.getType().getName().startsWith(PACKAGE))
        .isPresent();
  }

  /** Whether the object has a field made of several, such as BillingAddress. */
  static boolean compoundField(String object, String name) {
    return member(object, name)
        .map(f -> f.getType().getSimpleName())
        .filter(t -> t.equals("Address") || t.equals("Location"))
        .isPresent();
  }

  /** The object that a relationship of a standard object leads to, parent or child. */
  static Optional<String> relationship(String object, String name) {
    return member(object, name)
        .map(f -> f.getType().isArray() ? f.getType().getComponentType() : f.getType())
        .filter(t -> t.getName().startsWith(PACKAGE))
        .map(Class::getSimpleName);
  }

  /** Names of the fields of a standard object, for hints. */
  static List<String> fields(String object) {
    return stub(object)
        .map(
            c ->
                Arrays.stream(c.getDeclaredFields())
                    .filter(f -> !f.getType().isArray())
                    .map(Field::getName)
                    .toList())
        .orElse(List.of());
  }

  private static Optional<Field> member(String object, String name) {
    return stub(object)
        .flatMap(
            c ->
                Arrays.stream(c.getDeclaredFields())
                    .filter(f -> f.getName().equalsIgnoreCase(name))
                    .findFirst());
  }

  /** The field with the nearest metadata type that the stub's Java type tells. */
  static FieldFacts facts(String object, String name) {
    String java = member(object, name).map(f -> f.getType().getSimpleName()).orElse("");
    String type =
        switch (java) {
          case "Boolean" -> "Checkbox";
          case "Decimal", "Double", "Integer", "Long" -> "Number";
          case "Date", "Time" -> java;
          case "Datetime" -> "DateTime";
          case "Id" -> "Lookup";
          case "Address", "Location" -> java;
          default -> "Text";
        };
    return new FieldFacts(object, name, type, false, false, List.of(), null);
  }
}
