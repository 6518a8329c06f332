package org.closedloop.apex.platform;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A member of a platform type. {@code owner} is the qualified name of the declaring type, for
 * example {@code System.String}; {@link #signature} is the key under which an implementation is
 * registered.
 */
public sealed interface PlatformMember {

  String owner();

  String name();

  /** For example {@code System.String.indexOf(String,Integer)}; a property has no brackets. */
  String signature();

  /**
   * One overload of a method.
   *
   * @param signature by the declared parameters, also where {@code parameters} had type parameters
   *     replaced
   */
  record Method(
      String owner,
      String name,
      boolean isStatic,
      List<TypeRef> parameters,
      TypeRef returns,
      String signature)
      implements PlatformMember {
    public Method {
      parameters = List.copyOf(parameters);
    }

    /** A method as declared. */
    public Method(
        String owner, String name, boolean isStatic, List<TypeRef> parameters, TypeRef returns) {
      this(owner, name, isStatic, parameters, returns, owner + "." + name + list(parameters));
    }

    /** This method seen through a type with arguments. */
    Method substitute(Map<String, TypeRef> actual) {
      return new Method(
          owner,
          name,
          isStatic,
          parameters.stream().map(p -> p.substitute(actual)).toList(),
          returns.substitute(actual),
          signature);
    }
  }

  /** One overload of a constructor; the name is {@code new}. */
  record Constructor(String owner, List<TypeRef> parameters) implements PlatformMember {
    public Constructor {
      parameters = List.copyOf(parameters);
    }

    @Override
    public String name() {
      return "new";
    }

    @Override
    public String signature() {
      return owner + ".new" + list(parameters);
    }
  }

  /** A property or field; an implementation takes no argument to read and one to write. */
  record Property(String owner, String name, boolean isStatic, TypeRef type)
      implements PlatformMember {
    @Override
    public String signature() {
      return owner + "." + name;
    }
  }

  private static String list(List<TypeRef> types) {
    return types.stream().map(TypeRef::toString).collect(Collectors.joining(",", "(", ")"));
  }
}
