package org.closedloop.apex.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns a Java generic signature of the stub jars into {@link TypeRef}s: stub packages become
 * namespaces, a trailing {@code $} (a Java keyword avoided) goes, internal helper types become what
 * they stand for.
 */
final class StubSignature {

  static final String ROOT = "io/github/apexdevtools/standardtypes/";

  /** Stub packages in lower case whose namespace Apex prints otherwise. */
  static final Map<String, String> NAMESPACES =
      Map.of(
          "cache", "Cache",
          "dom", "Dom",
          "eventbus", "EventBus",
          "reports", "Reports",
          "SObjectStubs", "Schema");

  private final String text;
  private int at;

  StubSignature(String text) {
    this.text = text;
  }

  /** {@code <T:Ljava/lang/Object;>} in front of a class signature. */
  List<String> typeParameters() {
    List<String> names = new ArrayList<>();
    if (text.charAt(at) != '<') {
      return names;
    }
    at++;
    while (text.charAt(at) != '>') {
      int colon = text.indexOf(':', at);
      names.add(text.substring(at, colon));
      at = colon;
      while (text.charAt(at) == ':') {
        at++;
        if (text.charAt(at) != ':' && text.charAt(at) != '>') {
          type();
        }
      }
    }
    at++;
    return names;
  }

  List<TypeRef> parameters() {
    List<TypeRef> out = new ArrayList<>();
    at++;
    while (text.charAt(at) != ')') {
      out.add(type());
    }
    at++;
    return out;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  TypeRef type() {
    char c = text.charAt(at++);
    switch (c) {
      case 'V':
        return TypeRef.VOID;
      case 'T':
        {
          int end = text.indexOf(';', at);
          TypeRef t = TypeRef.parameter(text.substring(at, end));
          at = end + 1;
          return t;
        }
      case '[':
        return TypeRef.of("System", "List", type());
      case 'L':
        return reference();
      case 'Z':
        return TypeRef.of("System", "Boolean");
      case 'I':
        return TypeRef.of("System", "Integer");
      default:
        throw new IllegalStateException("signature " + text + " at " + at);
    }
  }

  private TypeRef reference() {
    int start = at;
    while (text.charAt(at) != ';' && text.charAt(at) != '<') {
      at++;
    }
    String path = text.substring(start, at);
    List<TypeRef> arguments = new ArrayList<>();
    if (text.charAt(at) == '<') {
      at++;
      while (text.charAt(at) != '>') {
        char c = text.charAt(at);
        if (c == '*') {
          at++;
          arguments.add(TypeRef.OBJECT);
        } else {
          if (c == '+' || c == '-') {
            at++;
          }
          arguments.add(type());
        }
      }
      at++;
    }
    at++;
    return named(path, arguments);
  }

  /** The type that a class path of the stubs stands for. */
  static TypeRef named(String path, List<TypeRef> arguments) {
    if (!path.startsWith(ROOT)) {
      String simple = path.substring(path.lastIndexOf('/') + 1);
      return simple.equals("Object") || simple.equals("Enum")
          ? TypeRef.OBJECT
          : TypeRef.of("System", simple);
    }
    String rest = path.substring(ROOT.length());
    int slash = rest.indexOf('/');
    String pkg = rest.substring(0, slash);
    String name = simpleName(rest.substring(slash + 1));
    if (pkg.equals("Internal")) {
      return switch (name) {
        case "RecordSet" -> new TypeRef("System", "List", arguments);
        case "Trigger" -> TypeRef.of("System", "Trigger");
        case "SObjectType" -> TypeRef.of("Schema", "SObjectType");
        case "DescribeSObjectResult" -> TypeRef.of("Schema", "DescribeSObjectResult");
        case "SObjectTypeFields", "SObjectFields" -> TypeRef.of("Schema", "SObjectTypeFields");
        case "SObjectTypeFieldSets" -> TypeRef.of("Schema", "SObjectTypeFieldSets");
        case "SObjectFieldRowCause" -> TypeRef.of("Schema", "SObjectField");
        default -> TypeRef.OBJECT;
      };
    }
    return new TypeRef(NAMESPACES.getOrDefault(pkg, pkg), name, arguments);
  }

  /** Nested types joined by a dot, the keyword escape removed. */
  static String simpleName(String javaName) {
    String trimmed = plain(javaName);
    return trimmed.replace('$', '.');
  }

  static String plain(String javaName) {
    return javaName.endsWith("$") ? javaName.substring(0, javaName.length() - 1) : javaName;
  }
}
