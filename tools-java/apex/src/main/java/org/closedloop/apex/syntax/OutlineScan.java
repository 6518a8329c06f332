package org.closedloop.apex.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.syntax.Modifiers.Annotated;

/** Reads declarations and skips bodies and initial values by their brackets. */
final class OutlineScan {
  private static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "private",
          "protected",
          "global",
          "static",
          "final",
          "abstract",
          "virtual",
          "override",
          "transient",
          "webservice",
          "testmethod");
  private static final Set<String> SHARING = Set.of("with", "without", "inherited");
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  /** The text is not what a class looks like. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super(null, null, false, false);
    }
  }

  private final OutlineTokens in;

  OutlineScan(String source) {
    this.in = new OutlineTokens(source);
  }

  Optional<ApexOutline> unit() {
    try {
      modifiers();
      Optional<ApexOutline> found = type();
      return in.atEnd() ? found : Optional.empty();
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  /** A class, or nothing for an interface or enum. */
  private Optional<ApexOutline> type() throws Unreadable {
    String kind = word().toLowerCase(Locale.ROOT);
    String name = word();
    if (!kind.equals("class")) {
      while (!in.is('{')) {
        advance();
      }
      skipBrackets();
      return Optional.empty();
    }
    TypeNode superclass = null;
    if (in.isWord("extends")) {
      advance();
      superclass = typeRef();
    }
    if (in.isWord("implements")) {
      advance();
      typeRef();
      while (in.is(',')) {
        advance();
        typeRef();
      }
    }
    expect('{');
    Body body = new Body();
    while (!in.is('}')) {
      body.member();
    }
    advance();
    return Optional.of(
        new ApexOutline(name, superclass, body.variables, body.methods, body.classes));
  }

  /** What has been read of a class. */
  private final class Body {
    private final List<ApexOutline.Variable> variables = new ArrayList<>();
    private final List<ApexOutline.Method> methods = new ArrayList<>();
    private final List<ApexOutline> classes = new ArrayList<>();

    void member() throws Unreadable {
      if (in.is(';')) {
        advance();
        return;
      }
      List<Annotated> annotations = modifiers();
      if (in.is('{')) {
        skipBrackets();
      } else if (in.isWord("class") || in.isWord("interface") || in.isWord("enum")) {
        type().ifPresent(classes::add);
      } else if (in.isWord("void")) {
        advance();
        method(annotations, null, word());
      } else {
        TypeNode type = typeRef();
        if (in.is('(')) {
          skipBrackets();
          skipBrackets();
        } else {
          typed(annotations, type, word());
        }
      }
    }

    private void typed(List<Annotated> annotations, TypeNode type, String name) throws Unreadable {
      if (in.is('(')) {
        method(annotations, type, name);
        return;
      }
      variables.add(new ApexOutline.Variable(annotations, type, name));
      if (in.is('{')) {
        skipBrackets();
        return;
      }
      while (!in.is(';')) {
        if (in.is('=')) {
          skipValue();
        } else {
          expect(',');
          variables.add(new ApexOutline.Variable(annotations, type, word()));
        }
      }
      advance();
    }

    private void method(List<Annotated> annotations, TypeNode type, String name) throws Unreadable {
      List<ApexOutline.Parameter> parameters = new ArrayList<>();
      expect('(');
      while (!in.is(')')) {
        if (!parameters.isEmpty()) {
          expect(',');
        }
        modifiers();
        TypeNode of = typeRef();
        parameters.add(new ApexOutline.Parameter(of, word()));
      }
      advance();
      methods.add(new ApexOutline.Method(annotations, type, name, parameters));
      if (in.is('{')) {
        skipBrackets();
      } else {
        expect(';');
      }
    }
  }

  private List<Annotated> modifiers() throws Unreadable {
    List<Annotated> annotations = new ArrayList<>();
    while (true) {
      if (in.is('@')) {
        advance();
        annotations.add(annotation());
      } else if (in.kind() == OutlineTokens.Kind.WORD
          && MODIFIERS.contains(in.text().toLowerCase(Locale.ROOT))) {
        advance();
      } else if (in.kind() == OutlineTokens.Kind.WORD
          && SHARING.contains(in.text().toLowerCase(Locale.ROOT))) {
        advance();
        if (!in.isWord("sharing")) {
          throw new Unreadable();
        }
        advance();
      } else {
        return annotations;
      }
    }
  }

  private Annotated annotation() throws Unreadable {
    StringBuilder name = new StringBuilder(word());
    while (in.is('.')) {
      advance();
      name.append('.').append(word());
    }
    Map<String, String> values = new LinkedHashMap<>();
    if (in.is('(')) {
      advance();
      while (!in.is(')')) {
        if (in.is(',')) {
          advance();
          continue;
        }
        boolean named = in.kind() == OutlineTokens.Kind.WORD;
        String first = value();
        if (named && in.is('=')) {
          advance();
          values.put(first.toLowerCase(Locale.ROOT), value());
        } else {
          values.put("value", first);
        }
      }
      advance();
    }
    return new Annotated(name.toString(), values, SourcePos.NONE);
  }

  private String value() throws Unreadable {
    boolean text = in.kind() == OutlineTokens.Kind.TEXT;
    if (!text && in.kind() != OutlineTokens.Kind.WORD) {
      throw new Unreadable();
    }
    String value = in.text();
    advance();
    if (text) {
      return value.substring(1, value.length() - 1);
    }
    boolean flag = value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    return flag ? value.toLowerCase(Locale.ROOT) : value;
  }

  private TypeNode typeRef() throws Unreadable {
    List<TypeNode.Part> parts = new ArrayList<>();
    while (true) {
      String name = word();
      List<TypeNode> arguments = new ArrayList<>();
      if (in.is('<')) {
        advance();
        arguments.add(typeRef());
        while (in.is(',')) {
          advance();
          arguments.add(typeRef());
        }
        expect('>');
      }
      parts.add(new TypeNode.Part(name, arguments));
      if (!in.is('.')) {
        break;
      }
      advance();
    }
    int depth = 0;
    while (in.is('[')) {
      advance();
      expect(']');
      depth++;
    }
    return new TypeNode(parts, depth, SourcePos.NONE);
  }

  /** An initial value: up to the comma or semicolon that no bracket and no type's list holds. */
  private void skipValue() throws Unreadable {
    while (!in.is(',') && !in.is(';')) {
      if (in.isWord("new")) {
        advance();
        newType();
      } else if (in.isOneOf(OPENING)) {
        skipBrackets();
      } else if (in.isOneOf(CLOSING)) {
        throw new Unreadable();
      } else {
        advance();
      }
    }
  }

  /** The type behind {@code new}: brackets behind it may hold a size. */
  private void newType() throws Unreadable {
    word();
    while (in.is('.') || in.is('<')) {
      boolean list = in.is('<');
      advance();
      if (!list) {
        word();
        continue;
      }
      typeRef();
      while (in.is(',')) {
        advance();
        typeRef();
      }
      expect('>');
    }
  }

  private void skipBrackets() throws Unreadable {
    if (!in.isOneOf(OPENING)) {
      throw new Unreadable();
    }
    int depth = 0;
    do {
      depth += in.isOneOf(OPENING) ? 1 : in.isOneOf(CLOSING) ? -1 : 0;
      advance();
    } while (depth > 0);
  }

  private String word() throws Unreadable {
    if (in.kind() != OutlineTokens.Kind.WORD) {
      throw new Unreadable();
    }
    String word = in.text();
    advance();
    return word;
  }

  private void expect(char c) throws Unreadable {
    if (!in.is(c)) {
      throw new Unreadable();
    }
    advance();
  }

  private void advance() throws Unreadable {
    if (in.atEnd()) {
      throw new Unreadable();
    }
    in.advance();
  }
}
