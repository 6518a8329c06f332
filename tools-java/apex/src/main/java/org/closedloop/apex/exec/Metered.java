package org.closedloop.apex.exec;

import java.util.Set;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexSet;

/**
 * A platform method with its price: work that grows with the size of texts and collections counts
 * as CPU, what comes out as heap.
 */
final class Metered implements PlatformMethod {

  /** Characters that cost as much as a statement. */
  private static final int TEXT_SHIFT = 9;

  /** Elements that cost as much as a statement. */
  private static final int ITEM_SHIFT = 6;

  private static final int REFERENCE = 4;

  /** Members of collections that take no longer for a large one. */
  private static final Set<String> CONSTANT =
      Set.of("get", "set", "size", "isEmpty", "put", "containsKey", "clear");

  /** Members that match regular expressions. */
  private static final Set<String> MATCHING =
      Set.of("replaceAll", "replaceFirst", "split", "stripHtmlTags");

  /** Characters read by a match that cost as much as a statement. */
  private static final int READ_SHIFT = 8;

  private final PlatformMethod method;
  private final int shift;
  private final boolean matches;

  private Metered(PlatformMethod method, int shift, boolean matches) {
    this.method = method;
    this.shift = shift;
    this.matches = matches;
  }

  static PlatformMethod of(String signature, PlatformMethod method) {
    int bracket = signature.indexOf('(');
    String path = bracket < 0 ? signature : signature.substring(0, bracket);
    String name = path.substring(path.lastIndexOf('.') + 1);
    boolean constant = CONSTANT.contains(name);
    if (constant && (path.startsWith("System.List.") || path.startsWith("System.Map."))) {
      return name.equals("put") ? new Metered(method, Integer.SIZE - 1, false) : method;
    }
    boolean one = path.startsWith("System.Set.") && !name.endsWith("All") || constant;
    boolean append = path.equals("System.List.add") && signature.indexOf(',') < 0;
    boolean matches =
        path.startsWith("System.Pattern.")
            || path.startsWith("System.Matcher.")
            || MATCHING.contains(name);
    int shift = one || append ? Integer.SIZE - 1 : name.equals("sort") ? 0 : ITEM_SHIFT;
    return new Metered(method, shift, matches);
  }

  @Override
  public Object invoke(ApexContext context, Object receiver, Object[] args) {
    ExecContext ctx = (ExecContext) context;
    int before = size(receiver);
    if (before > 0) {
      ctx.tick(before >> shift);
    }
    Object result = method.invoke(ctx, receiver, args);
    if (matches) {
      ctx.tick(RegexWork.take() >> READ_SHIFT);
    }
    int growth = size(receiver) - before;
    if (growth > 0) {
      ctx.heap().grown((long) growth * REFERENCE);
    }
    int text = length(receiver);
    if (result instanceof String s) {
      ctx.checkLength(s);
    } else if (result instanceof ApexBlob b) {
      ctx.heap().grown(b.size());
      text += b.size();
    } else {
      int items = size(result);
      if (items > 0) {
        ctx.heap().grown((long) items * REFERENCE + text);
        ctx.tick(items >> ITEM_SHIFT);
      }
    }
    if (text > 0) {
      ctx.tick(text >> TEXT_SHIFT);
    }
    return result;
  }

  private static int length(Object v) {
    return v instanceof String s ? s.length() : v instanceof ApexBlob b ? b.size() : 0;
  }

  private static int size(Object v) {
    if (v instanceof ApexList l) {
      return l.size();
    }
    if (v instanceof ApexMap m) {
      return m.size();
    }
    return v instanceof ApexSet s ? s.size() : 0;
  }
}
