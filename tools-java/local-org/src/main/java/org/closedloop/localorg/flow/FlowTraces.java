package org.closedloop.localorg.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest interviews of the org, oldest first; bounded. Also those of rolled-back requests. */
public final class FlowTraces {

  private static final int MAX = 2_000;
  private final Deque<FlowTrace> latest = new ArrayDeque<>();

  synchronized void add(FlowTrace t) {
    latest.addLast(t);
    if (latest.size() > MAX) {
      latest.removeFirst();
    }
  }

  public synchronized List<FlowTrace> all() {
    return List.copyOf(latest);
  }

  public synchronized void clear() {
    latest.clear();
  }
}
