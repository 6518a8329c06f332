package org.closedloop.apex.syntax;

/** Words, texts and single signs of an Apex source, one at a time; comments are passed over. */
final class OutlineTokens {
  /** What a token is; numbers count as words. */
  enum Kind {
    WORD,
    TEXT,
    SIGN,
    END
  }

  private static final String LONG_QUOTE = "'''";

  private final String source;
  private int start;
  private int end;
  private Kind kind;

  OutlineTokens(String source) {
    this.source = source;
    advance();
  }

  Kind kind() {
    return kind;
  }

  /** The token as written, texts with their quotes. */
  String text() {
    return source.substring(start, end);
  }

  boolean atEnd() {
    return kind == Kind.END;
  }

  boolean is(char sign) {
    return kind == Kind.SIGN && source.charAt(start) == sign;
  }

  boolean isOneOf(String signs) {
    return kind == Kind.SIGN && signs.indexOf(source.charAt(start)) >= 0;
  }

  /** Whether the token is that word, in any case. */
  boolean isWord(String word) {
    return kind == Kind.WORD
        && end - start == word.length()
        && source.regionMatches(true, start, word, 0, word.length());
  }

  /** Goes to the next token. A text without an end is the end of everything. */
  void advance() {
    start = afterLayout(end);
    if (start >= source.length()) {
      end = start;
      kind = Kind.END;
      return;
    }
    char c = source.charAt(start);
    if (c == '\'') {
      String quote = source.startsWith(LONG_QUOTE, start) ? LONG_QUOTE : "'";
      end = closing(start + quote.length(), quote);
      kind = end < 0 ? Kind.END : Kind.TEXT;
    } else if (Character.isJavaIdentifierPart(c)) {
      kind = Kind.WORD;
      end = start + 1;
      while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
        end++;
      }
    } else {
      kind = Kind.SIGN;
      end = start + 1;
    }
  }

  private int closing(int from, String quote) {
    for (int i = from; i < source.length(); i++) {
      if (source.charAt(i) == '\\') {
        i++;
      } else if (source.startsWith(quote, i)) {
        return i + quote.length();
      }
    }
    return -1;
  }

  private int afterLayout(int from) {
    int at = from;
    while (at < source.length()) {
      if (Character.isWhitespace(source.charAt(at))) {
        at++;
      } else if (source.startsWith("//", at)) {
        int line = source.indexOf('\n', at);
        at = line < 0 ? source.length() : line;
      } else if (source.startsWith("/*", at)) {
        int close = source.indexOf("*/", at + 2);
        at = close < 0 ? source.length() : close + 2;
      } else {
        break;
      }
    }
    return at;
  }
}
