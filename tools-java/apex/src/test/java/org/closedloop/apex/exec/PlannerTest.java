package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.bind.ApexCompiler;
import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundStmt;
import org.closedloop.apex.bind.CompileOptions;
import org.junit.jupiter.api.Test;

class PlannerTest {

  @Test
  void everyKindOfBoundNodeHasAPlan() {
    ProgramPlan plan =
        new ProgramPlan(
            ApexCompiler.compile(List.of(), new FakeSchema(), CompileOptions.STRICT).program(),
            signature -> null);
    Planner planner = plan.planner(null);
    List<Class<?>> missing = new ArrayList<>();
    collect(BoundExpr.class, planner, missing);
    collect(BoundStmt.class, planner, missing);
    assertEquals(List.of(), missing);
  }

  private static void collect(Class<?> sealed, Planner planner, List<Class<?>> missing) {
    for (Class<?> c : sealed.getPermittedSubclasses()) {
      if (c.isSealed()) {
        collect(c, planner, missing);
      } else if (!planner.handles(c)) {
        missing.add(c);
      }
    }
  }

  @Test
  void anEmptyOrgCompiles() {
    assertEquals(
        true,
        ApexEngine.compile(List.of(), new FakeSchema(), ApexEngine.Mode.REFUSE)
            .program()
            .isPresent());
  }
}
