package org.closedloop.scenarios.mutation;

import io.github.apexdevtools.apexparser.ApexParserFactory;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.closedloop.apex.syntax.ApexFrontEnd;
import org.closedloop.apex.syntax.ApexUnit;
import org.closedloop.apex.syntax.Decl;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.syntax.Stmt;

/** A class or trigger as text, tokens and tree. */
final class ApexText {
  private static final Set<String> WORDS =
      Set.of(
          ("abstract and as break catch class continue delete do else enum extends final finally for"
                  + " from get global if implements in inherited insert instanceof interface like"
                  + " limit merge new not null on or order override private protected public return"
                  + " select set sharing static super switch system testmethod this throw transient"
                  + " trigger true false try undelete update upsert user virtual void webservice when"
                  + " where while with without group by having asc desc nulls first last offset"
                  + " system_mode user_mode security_enforced before after includes excludes count")
              .split(" "));

  /** A token; offsets are those of the file's text. */
  record Tok(String text, int start, int end, int line, int column) {
    boolean is(String other) {
      return text.equals(other);
    }

    boolean identifier() {
      return Character.isJavaIdentifierStart(text.charAt(0))
          && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    boolean string() {
      return text.startsWith("'");
    }
  }

  final String file;
  final String text;
  final List<Tok> tokens = new ArrayList<>();
  final ApexUnit unit;
  private final Map<SourcePos, Integer> at = new HashMap<>();
  private final Map<Integer, Integer> partner = new HashMap<>();
  private final Set<Integer> soql = new HashSet<>();
  private final Set<Integer> declared = new HashSet<>();

  private ApexText(String file, String text) {
    this.file = file;
    this.text = text;
    for (Token t : ApexParserFactory.createLexer(CharStreams.fromString(text)).getAllTokens()) {
      if (t.getChannel() == Token.DEFAULT_CHANNEL) {
        at.put(new SourcePos(t.getLine(), t.getCharPositionInLine() + 1), tokens.size());
        tokens.add(
            new Tok(
                t.getText(),
                t.getStartIndex(),
                t.getStopIndex() + 1,
                t.getLine(),
                t.getCharPositionInLine() + 1));
      }
    }
    unit =
        file.endsWith(".trigger")
            ? ApexFrontEnd.parseTrigger(text).unit().orElseThrow()
            : ApexFrontEnd.parseClass(text).unit().orElseThrow();
    pair();
    walk(unit, (node, parent) -> declare(node));
  }

  static ApexText of(String file, String text) {
    return new ApexText(file, text);
  }

  private void pair() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      switch (tokens.get(i).text()) {
        case "(", "[", "{" -> open.push(i);
        case ")", "]", "}" -> {
          int from = open.pop();
          partner.put(from, i);
          partner.put(i, from);
          if (tokens.get(from).is("[") && tokens.get(from + 1).text().equalsIgnoreCase("select")) {
            for (int k = from + 1; k < i; k++) {
              soql.add(k);
            }
          }
        }
        default -> {}
      }
    }
  }

  private void declare(Object node) {
    if (node instanceof Decl.Type d) {
      declared.add(index(d.pos()));
    } else if (node instanceof Decl.Constant d) {
      declared.add(index(d.pos()));
    } else if (node instanceof Decl.Property d) {
      declared.add(index(d.pos()));
    } else if (node instanceof Decl.Method d) {
      declared.add(index(d.pos()));
    } else if (node instanceof Decl.Constructor d) {
      declared.add(index(d.pos()));
    } else if (node instanceof Decl.Parameter d) {
      declared.add(index(d.pos()));
    } else if (node instanceof Stmt.Declarator d) {
      declared.add(index(d.pos()));
    }
  }

  /** Visits every record of the tree with the one that holds it. */
  static void walk(Object node, BiConsumer<Object, Object> visitor) {
    walk(node, null, visitor);
  }

  private static void walk(Object node, Object parent, BiConsumer<Object, Object> visitor) {
    if (node instanceof List<?> list) {
      list.forEach(n -> walk(n, parent, visitor));
    } else if (node instanceof Record && !(node instanceof SourcePos)) {
      visitor.accept(node, parent);
      for (RecordComponent c : node.getClass().getRecordComponents()) {
        try {
          c.getAccessor().setAccessible(true);
          walk(c.getAccessor().invoke(node), node, visitor);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("Cannot read " + node.getClass() + "." + c.getName(), e);
        }
      }
    }
  }

  /** The token that stands there; -1 when none begins there. */
  int index(SourcePos pos) {
    return at.getOrDefault(pos, -1);
  }

  Tok tok(int index) {
    return index < 0 || index >= tokens.size() ? new Tok(" ", 0, 0, 0, 0) : tokens.get(index);
  }

  /** The bracket that belongs to this one. */
  int partner(int bracket) {
    return partner.getOrDefault(bracket, -1);
  }

  /** Whether a token is part of a static query. */
  boolean inSoql(int index) {
    return soql.contains(index);
  }

  /** Whether the token names what it declares; the variables of loops and catches included. */
  boolean declares(int index) {
    if (declared.contains(index)) {
      return true;
    }
    Tok before = tok(index - 1);
    Tok after = tok(index + 1);
    boolean typeBefore = before.identifier() || before.is(">") || before.is("]");
    return typeBefore && (after.is(":") || after.is(")") || after.is("{"));
  }

  /** The next token of that text from there on, brackets skipped; -1 when the bracket ends. */
  int next(int from, String wanted) {
    for (int i = from; i < tokens.size(); i++) {
      String t = tokens.get(i).text();
      if (t.equals(wanted)) {
        return i;
      }
      if (t.equals("(") || t.equals("[") || t.equals("{")) {
        i = partner(i);
      } else if (t.equals(")") || t.equals("]") || t.equals("}")) {
        return -1;
      }
    }
    return -1;
  }

  /** Offsets of the parts between commas inside a pair of brackets. */
  List<int[]> parts(int open) {
    List<int[]> out = new ArrayList<>();
    int close = partner(open);
    int from = open + 1;
    int angle = 0;
    for (int i = open + 1; i <= close; i++) {
      Tok t = tokens.get(i);
      if (i < close && (t.is("(") || t.is("[") || t.is("{"))) {
        i = partner(i);
      } else if (t.is("<") && typeArguments(i)) {
        angle++;
      } else if (t.is(">") && angle > 0) {
        angle--;
      } else if (i == close || t.is(",") && angle == 0) {
        if (i > from) {
          out.add(new int[] {tokens.get(from).start(), tokens.get(i - 1).end()});
        }
        from = i + 1;
      }
    }
    return out;
  }

  /** Whether {@code <} opens type arguments rather than compares: a type name stands before it. */
  private boolean typeArguments(int index) {
    return Set.of("list", "map", "set", "iterable", "iterator")
        .contains(tok(index - 1).text().toLowerCase(Locale.ROOT));
  }

  /** Name of the class or trigger. */
  String name() {
    String base = file.substring(file.lastIndexOf('/') + 1);
    return base.substring(0, base.lastIndexOf('.'));
  }

  /** The types that the file declares, the outer one first. */
  List<Decl.Type> types() {
    List<Decl.Type> out = new ArrayList<>();
    walk(
        unit,
        (node, parent) -> {
          if (node instanceof Decl.Type t) {
            out.add(t);
          }
        });
    return out;
  }

  /** All nodes of a kind. */
  <T> List<T> nodes(Class<T> kind) {
    List<T> out = new ArrayList<>();
    walk(
        unit,
        (node, parent) -> {
          if (kind.isInstance(node)) {
            out.add(kind.cast(node));
          }
        });
    return out;
  }

  /** Whether the class is a test. */
  boolean isTest() {
    return unit instanceof ApexUnit.ClassUnit c && c.type().modifiers().annotated("IsTest");
  }
}
