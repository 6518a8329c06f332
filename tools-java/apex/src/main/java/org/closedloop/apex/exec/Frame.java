package org.closedloop.apex.exec;

import org.closedloop.apex.host.AccessMode;

/** One running method, initialiser, trigger or block: its variables and where it is. */
final class Frame {

  final ExecContext ctx;
  final CodeUnit unit;
  final Object self;
  final Object[] slots;
  final Frame caller;
  final int depth;
  final boolean sharing;
  private final boolean[] hits;
  int line;
  Object result;

  Frame(ExecContext ctx, CodeUnit unit, Object self, Object[] slots, Frame caller, int base) {
    this.ctx = ctx;
    this.unit = unit;
    this.self = self;
    this.slots = slots;
    this.caller = caller;
    this.depth = caller == null ? base + 1 : caller.depth + 1;
    this.sharing = unit.sharing(caller != null, caller != null && caller.sharing);
    this.hits = ctx.coverage().hits(unit.file());
  }

  /** Notes that a statement starts: position, coverage, CPU. */
  void at(int statementLine) {
    line = statementLine;
    hits[statementLine] = true;
    ctx.statement();
  }

  AccessMode access(boolean userMode) {
    return userMode
        ? AccessMode.USER
        : sharing ? AccessMode.SYSTEM_WITH_SHARING : AccessMode.SYSTEM;
  }
}
