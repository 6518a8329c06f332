package org.closedloop.apex.exec;

import java.util.List;
import org.closedloop.apex.bind.BoundTrigger;
import org.closedloop.apex.host.ApexSession.TriggerEvent;

/** A trigger ready to run. */
final class TriggerPlan {

  private final BoundTrigger trigger;
  private final CodeUnit unit;
  private final ProgramPlan program;
  private volatile Stmt body;

  TriggerPlan(BoundTrigger trigger, int file, ProgramPlan program) {
    this.trigger = trigger;
    this.unit =
        new CodeUnit(
            "Trigger." + trigger.name(),
            trigger.holder(),
            file,
            new LocalNames(List.of(), trigger.body().statements()),
            CodeUnit.Kind.TRIGGER);
    this.program = program;
  }

  String name() {
    return trigger.name();
  }

  boolean handles(TriggerEvent event) {
    return trigger.events().contains(event);
  }

  void run(ExecContext ctx, TriggerFrame frame) {
    Stmt b = body;
    if (b == null) {
      b = program.planner(trigger.holder()).statements(trigger.body().statements());
      body = b;
    }
    ctx.triggers().push(frame);
    try {
      ctx.enter(unit, null, new Object[trigger.slots()], b);
    } finally {
      ctx.triggers().pop();
    }
  }
}
