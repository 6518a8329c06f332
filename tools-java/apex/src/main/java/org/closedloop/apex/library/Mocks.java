package org.closedloop.apex.library;

import java.util.HashMap;
import java.util.Map;
import org.closedloop.apex.exec.ApexContext;

/** Callout mocks of a test by interface name. */
final class Mocks {

  private final Map<String, Object> byInterface = new HashMap<>();

  static Mocks of(ApexContext ctx) {
    return ctx.state(Mocks.class, Mocks::new);
  }

  Object get(String interfaceName) {
    return byInterface.get(interfaceName);
  }

  void set(String interfaceName, Object mock) {
    byInterface.put(interfaceName, mock);
  }
}
