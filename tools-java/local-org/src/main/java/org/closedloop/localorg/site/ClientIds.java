package org.closedloop.localorg.site;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Ids of components in the browser: the ids of the naming containers around them (page, form,
 * repeat with its index) and their own, joined by colons.
 */
final class ClientIds {

  private final Deque<String> containers = new ArrayDeque<>();

  static String own(PageNode.Element e) {
    return e.attribute("id").flatMap(a -> a.value().literal()).orElse("j_id" + e.number());
  }

  String of(PageNode.Element e) {
    StringBuilder sb = new StringBuilder();
    for (Iterator<String> it = containers.descendingIterator(); it.hasNext(); ) {
      sb.append(it.next()).append(':');
    }
    return sb.append(own(e)).toString();
  }

  void enter(String id) {
    containers.push(id);
  }

  void leave() {
    containers.pop();
  }
}
