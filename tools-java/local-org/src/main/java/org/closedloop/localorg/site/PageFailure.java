package org.closedloop.localorg.site;

/** A page could not be computed: an expression failed on its values. */
final class PageFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PageFailure(String message) {
    super(message, null, false, false);
  }
}
