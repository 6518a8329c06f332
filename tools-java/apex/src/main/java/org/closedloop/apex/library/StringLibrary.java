package org.closedloop.apex.library;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ToText;

/** String members that make texts of other values or lists of texts. */
@ApexType("System.String")
final class StringLibrary {

  private StringLibrary() {}

  @ApexMethod
  static Boolean isBlank(@Nullable String s) {
    return s == null || s.isBlank();
  }

  @ApexMethod
  static Boolean isNotBlank(@Nullable String s) {
    return !isBlank(s);
  }

  @ApexMethod
  static Boolean isEmpty(@Nullable String s) {
    return s == null || s.isEmpty();
  }

  @ApexMethod
  static Boolean isNotEmpty(@Nullable String s) {
    return !isEmpty(s);
  }

  /** Arguments become text first, so number and date styles of the pattern do not apply. */
  @ApexMethod
  static String format(ApexContext ctx, String pattern, ApexList arguments) {
    Object[] texts = new Object[arguments.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = ToText.valueOf(ctx, arguments.get(i));
    }
    try {
      return ctx.checkLength(new MessageFormat(pattern).format(texts));
    } catch (IllegalArgumentException e) {
      throw Errors.string(e.getMessage());
    }
  }

  @ApexMethod
  static String join(ApexContext ctx, Object iterable, String separator) {
    StringBuilder sb = new StringBuilder();
    int[] n = {0};
    ctx.iterate(
        iterable,
        item -> {
          if (n[0]++ > 0) {
            sb.append(separator);
          }
          sb.append(item == null ? "null" : ToText.valueOf(ctx, item));
        });
    return ctx.checkLength(sb.toString());
  }

  @ApexMethod
  static String fromCharArray(ApexList codes) {
    StringBuilder sb = new StringBuilder();
    for (Object code : codes) {
      sb.append((char) ((Integer) code).intValue());
    }
    return sb.toString();
  }

  @ApexMethod
  static ApexList getChars(String s) {
    ApexList out = new ApexList(SimpleType.INTEGER);
    s.chars().forEach(out::add);
    return out;
  }

  @ApexMethod
  static String getCommonPrefix(ApexList texts) {
    if (texts.isEmpty()) {
      return "";
    }
    String prefix = (String) texts.get(0);
    for (Object o : texts) {
      if (prefix == null || o == null) {
        return "";
      }
      String other = (String) o;
      int i = 0;
      while (i < prefix.length() && i < other.length() && prefix.charAt(i) == other.charAt(i)) {
        i++;
      }
      prefix = prefix.substring(0, i);
    }
    return prefix;
  }

  @ApexMethod
  static ApexList split(String s, String regex) {
    return split(s, regex, 0);
  }

  @ApexMethod
  static ApexList split(String s, String regex, Integer limit) {
    return texts(Regex.split(Regex.compile(regex), s, limit));
  }

  static ApexList texts(Iterable<String> values) {
    return ApexList.of(SimpleType.STRING, values);
  }

  @ApexMethod
  static ApexList splitByCharacterType(String s) {
    return texts(byType(s, false));
  }

  @ApexMethod
  static ApexList splitByCharacterTypeCamelCase(String s) {
    return texts(byType(s, true));
  }

  /** In camel case the capital before small letters belongs to them. */
  private static List<String> byType(String s, boolean camelCase) {
    List<String> out = new ArrayList<>();
    if (s.isEmpty()) {
      return out;
    }
    int start = 0;
    int type = Character.getType(s.charAt(0));
    for (int i = 1; i < s.length(); i++) {
      int next = Character.getType(s.charAt(i));
      if (next == type) {
        continue;
      }
      if (camelCase && next == Character.LOWERCASE_LETTER && type == Character.UPPERCASE_LETTER) {
        if (i - 1 != start) {
          out.add(s.substring(start, i - 1));
          start = i - 1;
        }
      } else {
        out.add(s.substring(start, i));
        start = i;
      }
      type = next;
    }
    out.add(s.substring(start));
    return out;
  }

  @ApexMethod
  static String valueOf(ApexContext ctx, @Nullable Object value) {
    return ToText.valueOf(ctx, value);
  }

  @ApexMethod
  static String valueOfGmt(@Nullable Instant value) {
    return value == null ? null : ToText.datetime(value, ZoneOffset.UTC);
  }
}
