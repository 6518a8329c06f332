package org.closedloop.scenarios.mutation;

import java.util.function.Predicate;

/** Slips of the hand that give a name which is not taken. */
final class Typo {

  private Typo() {}

  /** Two letters swapped, or one doubled where that gives a taken name. */
  static String of(String name, Predicate<String> taken) {
    for (int i = Math.max(1, name.length() / 2 - 1); i < name.length() - 1; i++) {
      char a = name.charAt(i);
      char b = name.charAt(i + 1);
      if (Character.isLetter(a)
          && Character.isLetter(b)
          && Character.toLowerCase(a) != Character.toLowerCase(b)) {
        String swapped = name.substring(0, i) + b + a + name.substring(i + 2);
        if (!taken.test(swapped)) {
          return swapped;
        }
      }
    }
    String longer = name;
    do {
      int last = lastLetter(longer);
      longer = longer.substring(0, last + 1) + longer.charAt(last) + longer.substring(last + 1);
    } while (taken.test(longer));
    return longer;
  }

  /** A typo in the last part of a dotted name, before a suffix such as {@code __c}. */
  static String ofReference(String reference, Predicate<String> taken) {
    int from = Math.max(reference.lastIndexOf('.'), reference.lastIndexOf('-')) + 1;
    int to = reference.indexOf("__", from);
    to = to < 0 ? reference.length() : to;
    String head = reference.substring(0, from);
    String tail = reference.substring(to);
    return head + of(reference.substring(from, to), w -> taken.test(head + w + tail)) + tail;
  }

  private static int lastLetter(String name) {
    for (int i = name.length() - 1; i >= 0; i--) {
      if (Character.isLetter(name.charAt(i))) {
        return i;
      }
    }
    return name.length() - 1;
  }
}
