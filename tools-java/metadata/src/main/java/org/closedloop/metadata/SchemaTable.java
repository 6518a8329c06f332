package org.closedloop.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The generated table {@code schema-66.txt}: types, elements and enums with their ages. Only the
 * places of types and enums are looked up at once; each is read when it is first asked for.
 */
final class SchemaTable {
  /**
   * When a type, an element or a value exists.
   *
   * @param since version that first published it; 0 when it is as old as the table's history or as
   *     old as what it belongs to
   * @param confirmed whether two sources say that it is newer than the vendor's client
   * @param until version that last published it; 0 when it is still there
   * @param over whether two sources say that it is gone
   */
  record Age(int since, boolean confirmed, int until, boolean over) {
    static final Age ALWAYS = new Age(0, false, 0, false);
  }

  /**
   * One line of a type.
   *
   * @param requiredBelow the element is required below this version; the largest number for always
   */
  record Element(
      String name, String type, int requiredBelow, boolean repeatable, boolean nillable, Age age) {}

  record Value(String name, Age age) {}

  record Type(String name, String base, Age age, List<Element> own) {}

  private final String text;
  private final Map<String, Integer> types = new LinkedHashMap<>(4096);
  private final Map<String, Integer> enums = new HashMap<>(2048);

  private SchemaTable(String text) {
    this.text = text;
    int line = 0;
    while (line < text.length()) {
      int next = text.indexOf('\n', line) + 1;
      if (text.charAt(line + 1) == ' ') {
        char kind = text.charAt(line);
        if (kind == 'T') {
          types.put(text.substring(line + 2, text.indexOf(':', line)), line);
        } else if (kind == 'E') {
          enums.put(text.substring(line + 2, text.indexOf('|', line)), line);
        }
      }
      line = next;
    }
  }

  static SchemaTable load() {
    try (InputStream in = SchemaTable.class.getResourceAsStream("schema-66.txt")) {
      return new SchemaTable(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isType(String name) {
    return types.containsKey(name);
  }

  boolean isEnum(String name) {
    return enums.containsKey(name);
  }

  Iterable<String> typeNames() {
    return types.keySet();
  }

  Iterable<String> enumNames() {
    return enums.keySet();
  }

  /** The type of that name; it must be one. */
  Type type(String name) {
    int line = types.get(name);
    int end = text.indexOf('\n', line);
    String head = text.substring(text.indexOf(':', line) + 1, end);
    int mark = mark(head);
    List<Element> own = new ArrayList<>();
    for (int at = end + 1; at < text.length() && !startsType(at); at = end + 1) {
      end = text.indexOf('\n', at);
      own.add(element(text.substring(at, end)));
    }
    return new Type(name, head.substring(0, mark), age(head, mark), own);
  }

  private boolean startsType(int line) {
    return text.charAt(line) == 'T' && text.charAt(line + 1) == ' ';
  }

  /** Values of the enum of that name; it must be one. */
  List<Value> values(String name) {
    int line = enums.get(name);
    String[] words =
        text.substring(text.indexOf('|', line) + 1, text.indexOf('\n', line)).split("\\|");
    List<Value> values = new ArrayList<>(words.length);
    for (String word : words) {
      int mark = mark(word);
      values.add(new Value(word.substring(0, mark), age(word, mark)));
    }
    return values;
  }

  private static Element element(String line) {
    int colon = line.indexOf(':');
    int mark = mark(line);
    int end = colon + 1;
    while (end < mark && Character.isJavaIdentifierPart(line.charAt(end))) {
      end++;
    }
    int bang = line.indexOf('!', end);
    int requiredBelow = 0;
    if (bang >= 0 && bang < mark) {
      int digits = number(line, bang + 1, mark);
      requiredBelow = digits > 0 ? digits : Integer.MAX_VALUE;
    }
    return new Element(
        line.substring(0, colon),
        line.substring(colon + 1, end),
        requiredBelow,
        has(line, '*', end, mark),
        has(line, '~', end, mark),
        age(line, mark));
  }

  private static boolean has(String line, char flag, int from, int to) {
    int at = line.indexOf(flag, from);
    return at >= 0 && at < to;
  }

  /** Where the words about the age begin. */
  private static int mark(String words) {
    for (int i = 0; i < words.length(); i++) {
      if (words.charAt(i) == '@' || words.charAt(i) == '^') {
        return i;
      }
    }
    return words.length();
  }

  private static Age age(String words, int mark) {
    if (mark == words.length()) {
      return Age.ALWAYS;
    }
    int gone = words.indexOf('^', mark);
    int end = gone < 0 ? words.length() : gone;
    return new Age(
        number(words, mark + 1, end),
        end > mark && words.charAt(end - 1) != '?',
        gone < 0 ? 0 : number(words, gone + 1, words.length()),
        gone >= 0 && !words.endsWith("?"));
  }

  private static int number(String words, int from, int end) {
    int value = 0;
    for (int i = from; i < end && Character.isDigit(words.charAt(i)); i++) {
      value = value * 10 + Character.digit(words.charAt(i), 10);
    }
    return value;
  }
}
