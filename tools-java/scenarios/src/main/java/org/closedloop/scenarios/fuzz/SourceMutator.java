package org.closedloop.scenarios.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages source text: by characters, tokens, lines and bracketed pieces. */
final class SourceMutator {

  private static final Pattern TOKEN =
      Pattern.compile("'(?:\\\\.|[^'\\\\\\n])*+'|//[^\\n]*+|\\w++|\\s++|[^\\w\\s]");

  private static final String[] PIECES = {
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    ";",
    ",",
    ".",
    ":",
    "?",
    "?.",
    "??",
    "=>",
    "->",
    "@",
    "'",
    "''",
    "'''",
    "\"",
    "\\",
    "/*",
    "*/",
    "//",
    "#",
    "$",
    "`",
    "\u0000",
    "\uFEFF",
    "\u2028",
    "\uD83D\uDE00",
    "\uD83D",
    "\u00e9",
    "\r",
    "\f",
    "==",
    "===",
    "!=",
    "<>",
    "+",
    "++",
    "--",
    "+=",
    "<<=",
    ">>>",
    "&&",
    "||",
    "!",
    "~",
    "^",
    "0",
    "1",
    "-1",
    "2147483648",
    "9223372036854775808",
    "9223372036854775807L",
    "1e400",
    "1.0d",
    ".5",
    "5.",
    "1L",
    "0x1F",
    "null",
    "true",
    "this",
    "super",
    "new",
    "class",
    "interface",
    "enum",
    "extends",
    "implements",
    "static",
    "final",
    "abstract",
    "virtual",
    "override",
    "transient",
    "global",
    "private",
    "public",
    "void",
    "return",
    "break",
    "continue",
    "throw",
    "try",
    "catch",
    "finally",
    "for",
    "while",
    "do",
    "if",
    "else",
    "switch on",
    "when",
    "when else",
    "instanceof",
    "trigger",
    "insert",
    "update as user",
    "upsert",
    "delete",
    "merge",
    "undelete",
    "get",
    "set",
    "get;set;",
    "Integer",
    "String",
    "List<",
    "Map<",
    "Set<",
    "SObject",
    "Object",
    "Account",
    "Exception",
    "System.debug(",
    "Database.query(",
    "[SELECT Id FROM Account]",
    "[SELECT",
    "FROM Account",
    "WHERE Name IN :",
    "LIMIT 1",
    "GROUP BY",
    "HAVING COUNT(Id) > 1",
    "ORDER BY Id NULLS LAST",
    "[FIND 'a' IN ALL FIELDS RETURNING Account]",
    "USING SCOPE mine",
    "WITH USER_MODE",
    "Trigger.new",
    "Account.Name",
    "Account.SObjectType",
    "X__c",
    "x__r.",
    "a__b__c",
    "Label.x",
    "@IsTest",
    "@Future",
    "@InvocableMethod",
    "@AuraEnabled(cacheable=true)",
    "System.",
    "Schema.",
    ".class",
    ".getClass()",
    ".addError('')",
    "with sharing",
    "without sharing",
    "inherited"
  };

  private final Random random;

  SourceMutator(Random random) {
    this.random = random;
  }

  /** The text with a few damages; {@code other} lends pieces. */
  String mutate(String text, String other) {
    String s = text;
    int times = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
    for (int i = 0; i < times; i++) {
      s = once(s, other);
    }
    return s;
  }

  private String once(String s, String other) {
    if (s.isEmpty()) {
      return PIECES[random.nextInt(PIECES.length)];
    }
    return switch (random.nextInt(10)) {
      case 0 -> characters(s);
      case 1 -> lines(s, other);
      case 2 -> s.substring(0, random.nextInt(s.length()));
      case 3 -> bracketed(s);
      case 4 -> insert(s, DeepSources.any(random));
      default -> tokens(s, other);
    };
  }

  private String insert(String s, String piece) {
    int at = random.nextInt(s.length() + 1);
    return s.substring(0, at) + piece + s.substring(at);
  }

  private String characters(String s) {
    int at = random.nextInt(s.length());
    return switch (random.nextInt(3)) {
      case 0 -> s.substring(0, at) + s.substring(at + 1);
      case 1 -> s.substring(0, at) + (char) random.nextInt(300) + s.substring(at + 1);
      default -> s.substring(0, at) + s.charAt(at) + s.substring(at);
    };
  }

  private String lines(String s, String other) {
    List<String> lines = new ArrayList<>(List.of(s.split("\n", -1)));
    int at = random.nextInt(lines.size());
    String[] foreign = other.split("\n", -1);
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
      case 2 -> lines.set(at, foreign[random.nextInt(foreign.length)]);
      default -> lines.add(at, foreign[random.nextInt(foreign.length)]);
    }
    return String.join("\n", lines);
  }

  private static List<String> split(String s) {
    List<String> out = new ArrayList<>();
    Matcher m = TOKEN.matcher(s);
    while (m.find()) {
      out.add(m.group());
    }
    return out;
  }

  private String tokens(String s, String other) {
    List<String> t = split(s);
    int at = token(t);
    switch (random.nextInt(6)) {
      case 0 -> t.remove(at);
      case 1 -> t.add(at, t.get(at) + " ");
      case 2 -> {
        int to = token(t);
        String swapped = t.set(to, t.get(at));
        t.set(at, swapped);
      }
      case 3 -> t.set(at, PIECES[random.nextInt(PIECES.length)]);
      case 4 -> t.add(at, " " + PIECES[random.nextInt(PIECES.length)] + " ");
      default -> {
        List<String> foreign = split(other);
        t.set(at, foreign.isEmpty() ? "" : foreign.get(token(foreign)));
      }
    }
    return String.join("", t);
  }

  /** A token that is not white space, if one is soon found. */
  private int token(List<String> t) {
    int at = random.nextInt(t.size());
    for (int i = 0; i < 5 && t.get(at).isBlank(); i++) {
      at = random.nextInt(t.size());
    }
    return at;
  }

  /** Deletes, doubles or wraps a piece between brackets. */
  private String bracketed(String s) {
    int open = random.nextInt(s.length());
    while (open < s.length() && "({[<".indexOf(s.charAt(open)) < 0) {
      open++;
    }
    if (open == s.length()) {
      return s;
    }
    char begin = s.charAt(open);
    char end = ")}]>".charAt("({[<".indexOf(begin));
    int depth = 0;
    int close = open;
    for (; close < s.length(); close++) {
      depth += s.charAt(close) == begin ? 1 : s.charAt(close) == end ? -1 : 0;
      if (depth == 0) {
        break;
      }
    }
    close = Math.min(s.length(), close + 1);
    String piece = s.substring(open, close);
    return s.substring(0, open)
        + switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> piece + piece;
          case 2 -> begin + piece + end;
          default -> begin + "" + end;
        }
        + s.substring(close);
  }
}
