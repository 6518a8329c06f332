package org.closedloop.localorg.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Text with {@code {!name}} merge fields: flow texts, error messages, e-mail templates. */
public final class MergeText {

  private sealed interface Part permits Plain, Field {}

  private record Plain(String text) implements Part {}

  private record Field(FormulaRef ref) implements Part {}

  private final List<Part> parts;
  private final Set<String> references;

  private MergeText(List<Part> parts, Set<String> references) {
    this.parts = parts;
    this.references = references;
  }

  /**
   * Compiles a text; every merge field is resolved here.
   *
   * @throws FormulaError naming the field that does not resolve
   */
  public static MergeText compile(String text, FormulaScope scope) {
    List<Part> parts = new ArrayList<>();
    Set<String> references = new LinkedHashSet<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{!", at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        parts.add(new Plain(text.substring(at)));
        break;
      }
      if (open > at) {
        parts.add(new Plain(text.substring(at, open)));
      }
      String name = text.substring(open + 2, close).strip();
      references.add(name);
      try {
        parts.add(new Field(scope.resolve(List.of(name.split("\\.", -1)))));
      } catch (FormulaScope.UnknownName e) {
        throw new FormulaError(e, text, open);
      }
      at = close + 1;
    }
    return new MergeText(List.copyOf(parts), references);
  }

  /** Whether the text has no merge field. */
  public boolean plain() {
    return references.isEmpty();
  }

  public Set<String> references() {
    return references;
  }

  /** The text with values in place; blank values leave nothing. */
  public String render(FormulaContext context) {
    StringBuilder sb = new StringBuilder();
    for (Part p : parts) {
      if (p instanceof Plain t) {
        sb.append(t.text());
      } else {
        sb.append(FormulaValues.toText(((Field) p).ref().accessor().get(context)));
      }
    }
    return sb.toString();
  }
}
