package org.closedloop.localorg.check;

import java.util.List;

/** Paths over parents ({@code Account.Owner.Name}, {@code Visit__r.Status__c}) in screen files. */
final class ScreenPaths {
  private ScreenPaths() {}

  /** Whether the path leads to a field, as far as that can be known. */
  static ScreenNames.Known known(CheckContext context, String object, String path) {
    String[] steps = path.split("\\.", -1);
    String here = object;
    for (int i = 0; i < steps.length - 1; i++) {
      if (ScreenNames.foreign(steps[i])) {
        return ScreenNames.Known.UNKNOWN;
      }
      if (steps[i].equalsIgnoreCase("RecordType")) {
        here = "RecordType";
        continue;
      }
      List<String> targets = context.targets(here, steps[i]);
      if (targets.size() != 1) {
        String parent = PlatformNames.relationship(here, steps[i]).orElse(null);
        if (parent == null) {
          boolean closed = CheckContext.isCustom(here) && context.has("CustomObject", here);
          return closed && targets.isEmpty() ? ScreenNames.Known.NO : ScreenNames.Known.UNKNOWN;
        }
        here = parent;
      } else {
        here = targets.get(0);
      }
    }
    return ScreenNames.field(context, here, steps[steps.length - 1]);
  }
}
