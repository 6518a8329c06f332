package org.closedloop.scenarios.fuzz;

import java.util.List;
import java.util.Random;

/** Blocks whose parts nest, or follow each other, as often as wanted. */
final class DeepSources {

  /** Nesting that public code does not come near, up to what takes megabytes. */
  private static final int[] DEPTHS = {3, 30, 200, 900, 3000, 20_000};

  /**
   * A shape.
   *
   * @param before opened again and again
   * @param middle the innermost part
   * @param after closes one level
   */
  private record Shape(
      String name, String head, String before, String middle, String after, String tail) {
    String of(int depth) {
      return head + before.repeat(depth) + middle + after.repeat(depth) + tail;
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("brackets", "Integer x = ", "(", "1", ")", ";"),
          new Shape("open-brackets", "Integer x = ", "(", "1", "", ";"),
          new Shape("closed-brackets", "Integer x = 1", "", "", ")", ";"),
          new Shape("blocks", "", "{", "Integer x = 1;", "}", ""),
          new Shape("open-blocks", "", "{", "", "", ""),
          new Shape("nots", "Boolean b = ", "!", "true", "", ";"),
          new Shape("minus", "Integer x = ", "- ", "1", "", ";"),
          new Shape("bit-nots", "Integer x = ", "~", "1", "", ";"),
          new Shape("casts", "Integer x = ", "(Integer)", "1", "", ";"),
          new Shape("conditions", "Integer x = ", "true ? ", "1", " : 2", ";"),
          new Shape("else-conditions", "Integer x = ", "false ? 1 : ", "1", "", ";"),
          new Shape("coalesce", "Integer x = ", "null ?? ", "1", "", ";"),
          new Shape("sum", "Integer x = 1", " + 1", "", "", ";"),
          new Shape("product-of-sums", "Integer x = 1", " * 2 + 1", "", "", ";"),
          new Shape("concatenation", "String s = ''", " + 'a'", "", "", ";"),
          new Shape("and", "Boolean b = true", " && true", "", "", ";"),
          new Shape("compare", "Boolean b = true", " == true", "", "", ";"),
          new Shape("assignments", "Integer x; ", "x = ", "1", "", ";"),
          new Shape("lists", "Object o = new ", "List<", "Integer", ">", "();"),
          new Shape("new-lists", "Object o = ", "new List<Object>{", "1", "}", ";"),
          new Shape("maps", "", "Map<String, ", "Integer", ">", " m;"),
          new Shape("arrays", "Integer", "[]", "", "", " x;"),
          new Shape(
              "indexes",
              "List<Integer> l = new List<Integer>{0}; Integer x = ",
              "l[",
              "0",
              "]",
              ";"),
          new Shape("calls", "String s = ", "String.valueOf(", "1", ")", ";"),
          new Shape("chain", "String s = 'a'", ".trim()", "", "", ";"),
          new Shape("safe-chain", "String s = 'a'", "?.trim()", "", "", ";"),
          new Shape("path", "Object o = a", ".a", "", "", ";"),
          new Shape("if", "", "if (true) ", ";", "", ""),
          new Shape("if-else", "", "if (false) {} else ", "{}", "", ""),
          new Shape("while", "", "while (false) ", ";", "", ""),
          new Shape("for", "", "for (;false;) ", ";", "", ""),
          new Shape("try", "", "try {", "", "} catch (Exception e) {}", ""),
          new Shape("switch", "", "switch on 1 { when 1 {", "", "}}", ""),
          new Shape("statements", "Integer x;", "x = 1;", "", "", ""),
          new Shape("declarators", "Integer x", ", x", "", "", ";"),
          new Shape("classes", "", "class A {", "", "}", ""),
          new Shape(
              "soql-brackets",
              "Object o = [SELECT Id FROM Account WHERE ",
              "(",
              "Name = 'a'",
              ")",
              "];"),
          new Shape(
              "soql-nots",
              "Object o = [SELECT Id FROM Account WHERE ",
              "NOT ",
              "Name = 'a'",
              "",
              "];"),
          new Shape(
              "soql-or",
              "Object o = [SELECT Id FROM Account WHERE Name = 'a'",
              " OR Name = 'a'",
              "",
              "",
              "];"),
          new Shape(
              "soql-sub",
              "Object o = ",
              "[SELECT Id, (SELECT Id FROM ",
              "Contacts",
              ") FROM Account]",
              ";"),
          new Shape(
              "dynamic-soql",
              "Database.query('SELECT Id FROM Account WHERE ",
              "(",
              "Name = \\'a\\'",
              ")",
              "');"),
          new Shape(
              "dynamic-nots",
              "Database.query('SELECT Id FROM Account WHERE ",
              "NOT ",
              "Name = \\'a\\'",
              "",
              "');"),
          new Shape("json", "JSON.deserializeUntyped('", "[", "1", "]", "');"),
          new Shape("json-objects", "JSON.deserializeUntyped('", "{\"a\":", "1", "}", "');"),
          new Shape("json-open", "JSON.deserializeUntyped('", "[", "", "", "');"),
          new Shape("regex", "Pattern.compile('", "(", "a", ")", "');"),
          new Shape(
              "regex-options",
              "Pattern.matches('",
              "(a|",
              "b",
              ")*",
              "', 'aaaaaaaaaaaaaaaaaaaaaaaaaac');"),
          new Shape("regex-classes", "Pattern.compile('", "[a", "b", "]", "');"),
          new Shape(
              "xml", "Dom.Document d = new Dom.Document(); d.load('", "<a>", "b", "</a>", "');"),
          new Shape("format", "String.format('", "{0", "b", "}", "', new List<Object>{1});"),
          new Shape("identifier", "Integer a", "a", "", "", " = 1;"),
          new Shape("digits", "Object o = 1", "9", "", "", ";"),
          new Shape("decimals", "Object o = 1.", "9", "", "", ";"),
          new Shape("text", "String s = '", "ab", "", "", "';"),
          new Shape("open-text", "String s = '", "ab", "", "", ""),
          new Shape("open-comment", "/* ", "* /", "", "", ""),
          new Shape("annotations", "", "@IsTest ", "", "", "class A {}"),
          new Shape("modifiers", "", "static ", "", "", "Integer x;"),
          new Shape("labels", "", "a:", "", "", ";"),
          new Shape("lambda", "Object o = ", "() -> ", "1", "", ";"),
          new Shape("instance", "Object o = 1; Boolean b = o", " instanceof Integer", "", "", ";"));

  private DeepSources() {}

  static int count() {
    return SHAPES.size() * DEPTHS.length;
  }

  /** The n-th of {@link #count} cases: as a block, and as the body of a class. */
  static FuzzCase of(int n) {
    Shape s = SHAPES.get(n % SHAPES.size());
    int depth = DEPTHS[n / SHAPES.size() % DEPTHS.length];
    String text = s.of(depth);
    String name = "deep " + s.name() + " " + depth;
    if (depth > 900) {
      return FuzzCase.wild(
          name, List.of(FuzzCase.classSource("Deep", inClass(text))), "new Deep();");
    }
    return FuzzCase.wild(name, List.of(FuzzCase.classSource("Deep", inClass(text))), text);
  }

  private static String inClass(String statements) {
    return "public class Deep {\n  public void run() {\n    " + statements + "\n  }\n}";
  }

  /** Some shape at a random depth, to be put somewhere into other code. */
  static String any(Random r) {
    Shape s = SHAPES.get(r.nextInt(SHAPES.size()));
    return s.of(1 + r.nextInt(r.nextInt(8) == 0 ? 3000 : 40));
  }
}
