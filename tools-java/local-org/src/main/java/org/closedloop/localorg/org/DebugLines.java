package org.closedloop.localorg.org;

import java.util.ArrayDeque;
import java.util.Deque;
import org.closedloop.localorg.request.OrgServices;

/** The latest debug lines, kept until somebody takes them. */
final class DebugLines implements OrgServices.DebugLog {

  private static final int MAX_LINES = 10_000;

  private final Deque<String> lines = new ArrayDeque<>();

  @Override
  public synchronized void line(String requestId, String level, int line, String text) {
    lines.addLast("USER_DEBUG|[" + line + "]|" + level + "|" + text);
    if (lines.size() > MAX_LINES) {
      lines.removeFirst();
    }
  }

  synchronized String take() {
    String all = String.join("\n", lines);
    lines.clear();
    return all;
  }
}
