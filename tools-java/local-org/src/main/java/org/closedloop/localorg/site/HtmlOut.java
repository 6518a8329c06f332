package org.closedloop.localorg.site;

/** The page being written; every method but {@link #raw} escapes. */
final class HtmlOut {

  /** A page that outgrows this is an error; the platform stops at 15 MB too. */
  private static final int MAX_CHARS = 15_000_000;

  private final StringBuilder sb = new StringBuilder(8_192);

  HtmlOut raw(String markup) {
    sb.append(markup);
    if (sb.length() > MAX_CHARS) {
      throw new PageFailure("The page is larger than " + MAX_CHARS + " characters");
    }
    return this;
  }

  HtmlOut text(String s) {
    return raw(Escapes.html(s));
  }

  /** An attribute with a space before it; nothing when the value is null. */
  HtmlOut attr(String name, String value) {
    return value == null ? this : raw(" " + name + "=\"" + Escapes.html(value) + "\"");
  }

  @Override
  public String toString() {
    return sb.toString();
  }
}
