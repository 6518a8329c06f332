package org.closedloop.apex.platform;

import java.util.ArrayList;
import java.util.List;

/** Reads types as Apex source writes them: {@code Map<String,List<Id>>}, {@code Schema.X}, T. */
final class TypeText {

  private final String text;
  private int at;

  TypeText(String text) {
    this.text = text.trim();
  }

  static TypeRef parse(String text) {
    return new TypeText(text).type();
  }

  boolean atEnd() {
    skip();
    return at >= text.length();
  }

  private void skip() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  String word() {
    skip();
    int start = at;
    while (at < text.length()
        && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return text.substring(start, at);
  }

  List<TypeRef> parameters() {
    List<TypeRef> out = new ArrayList<>();
    skip();
    at++;
    skip();
    while (text.charAt(at) != ')') {
      out.add(type());
      skip();
      if (text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    return out;
  }

  TypeRef type() {
    String name = word();
    List<TypeRef> arguments = new ArrayList<>();
    skip();
    if (at < text.length() && text.charAt(at) == '<') {
      while (text.charAt(at) != '>') {
        at++;
        arguments.add(type());
        skip();
      }
      at++;
    }
    if (name.equals("void")) {
      return TypeRef.VOID;
    }
    if (name.equals("Object")) {
      return TypeRef.OBJECT;
    }
    if (name.length() == 1) {
      return TypeRef.parameter(name);
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? new TypeRef("System", name, arguments)
        : new TypeRef(name.substring(0, dot), name.substring(dot + 1), arguments);
  }
}
