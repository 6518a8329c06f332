package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Locale;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.localorg.formula.FormulaRef;
import org.closedloop.localorg.formula.FormulaScope;

/** The names of a flow for compiling its formulas; nothing here can be evaluated. */
final class FlowFormulaScope implements FormulaScope {
  private final FlowCheck check;

  FlowFormulaScope(FlowCheck check) {
    this.check = check;
  }

  @Override
  public FormulaRef resolve(List<String> path) {
    Resolved r = check.types().resolve(String.join(".", path));
    if (!r.found()) {
      throw UnknownName.of(
          r.problem() + (r.hint().isEmpty() ? "" : ", " + r.hint()), path.get(0), List.of());
    }
    boolean field = path.size() > 1 && path.get(0).toLowerCase(Locale.ROOT).startsWith("$record");
    FieldDef def =
        field ? FieldDef.builder(path.get(path.size() - 1), FieldType.ANYTYPE).build() : null;
    return new FormulaRef(
        r.type().formula(),
        def,
        context -> {
          throw new IllegalStateException("a check does not evaluate " + path);
        });
  }

  @Override
  public boolean picklistsAreText() {
    return true;
  }

  @Override
  public boolean hasChangeFunctions() {
    return !check.flow().startObject().isEmpty();
  }
}
