package org.closedloop.localorg.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.FormulaHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.dml.RequestScope;

/** Formulas that Apex builds in one request, over a record or an instance of a global class. */
public final class ApexFormulas implements FormulaHost {

  /** Name under which the evaluation's resources give the record or instance itself. */
  private static final String INSTANCE = "";

  private final RequestScope scope;
  private final OrgAccess org;

  public ApexFormulas(RequestScope scope, ApexHost host) {
    this.scope = scope;
    this.org = new HostOrgAccess(host);
  }

  @Override
  public Built build(Source source) {
    ContextScope names = new ContextScope(scope.schema(), source.context(), source.globals());
    try {
      Function<FormulaContext, Object> eval;
      List<String> references;
      if (source.template()) {
        MergeText text = MergeText.compile(source.text(), names);
        eval = text::render;
        references = new ArrayList<>(text.references());
      } else {
        Formula f =
            FormulaCompiler.compile(
                source.text(), names, source.blanksAsZero(), typeOf(source.returnType()));
        eval = f::evaluate;
        references = new ArrayList<>(f.references());
      }
      return new BuiltFormula(eval, references);
    } catch (FormulaError e) {
      if (e.unsupported()) {
        throw new UnsupportedPlatformFeature(
            e.getMessage().replace("The local org does not support ", ""));
      }
      throw new HostException("FormulaValidationException", null, e.getMessage());
    }
  }

  private static FormulaType typeOf(String apexName) {
    return switch (apexName.toUpperCase(Locale.ROOT)) {
      case "BOOLEAN" -> FormulaType.BOOLEAN;
      case "DATE" -> FormulaType.DATE;
      case "DATETIME" -> FormulaType.DATETIME;
      case "TIME" -> FormulaType.TIME;
      case "DECIMAL", "DOUBLE", "INTEGER", "LONG" -> FormulaType.NUMBER;
      case "ID" -> FormulaType.ID;
      case "STRING" -> FormulaType.TEXT;
      default -> FormulaType.OBJECT;
    };
  }

  private final class BuiltFormula implements Built {
    private final Function<FormulaContext, Object> eval;
    private final List<String> references;

    BuiltFormula(Function<FormulaContext, Object> eval, List<String> references) {
      this.eval = eval;
      this.references = List.copyOf(references);
    }

    @Override
    public Object evaluate(Object instance) {
      FormulaContext c =
          new FormulaContext(
              instance instanceof SObjectValue r ? r : null,
              null,
              false,
              scope.now(),
              scope.user().zone(),
              new ScopeRecords(scope),
              org,
              name -> name.equals(INSTANCE) ? instance : null);
      try {
        return eval.apply(c);
      } catch (FormulaFailure e) {
        throw new HostException("FormulaEvaluationException", null, e.getMessage());
      }
    }

    @Override
    public List<String> references() {
      return references;
    }
  }

  /** Names of one context and of the globals that were asked for. */
  private static final class ContextScope implements FormulaScope {
    private final Schema schema;
    private final Context context;
    private final Set<String> globals;

    ContextScope(Schema schema, Context context, Set<String> globals) {
      this.schema = schema;
      this.context = context;
      this.globals = globals;
    }

    @Override
    public FormulaRef resolve(List<String> path) {
      String first = path.get(0);
      if (first.startsWith("$")) {
        if (globals.contains(first.toLowerCase(Locale.ROOT))) {
          return new GlobalScope(schema).resolve(path);
        }
        throw unknown(path, first, globals);
      }
      if (context == null) {
        throw unknown(path, first, List.of());
      }
      if (context.object().isPresent()) {
        return RecordScope.path(schema, object(context), path, 0, FormulaContext::record);
      }
      return member(context, path, 0, c -> c.resources().value(INSTANCE));
    }

    private FormulaRef member(
        Context in, List<String> path, int at, Function<FormulaContext, Object> reader) {
      Member m =
          in.member(path.get(at)).orElseThrow(() -> unknown(path, path.get(at), in.memberNames()));
      Function<FormulaContext, Object> value = c -> m.read(reader.apply(c));
      boolean last = at == path.size() - 1;
      if (m.plainType() != null) {
        if (!last) {
          throw unknown(path, path.get(at + 1), List.of());
        }
        return new FormulaRef(typeOf(m.plainType()), null, value::apply);
      }
      if (last) {
        return new FormulaRef(FormulaType.OBJECT, null, value::apply);
      }
      Context next = m.context();
      if (next.object().isPresent()) {
        return RecordScope.path(
            schema, object(next), path, at + 1, c -> (SObjectValue) value.apply(c));
      }
      return member(next, path, at + 1, value);
    }

    private SObjectDef object(Context c) {
      return schema.require(c.object().orElseThrow());
    }

    private static UnknownName unknown(
        List<String> path, String name, java.util.Collection<String> candidates) {
      return UnknownName.of(
          "Field " + String.join(".", path) + " does not exist. Check spelling.", name, candidates);
    }

    @Override
    public boolean picklistsAreText() {
      return false;
    }

    @Override
    public boolean hasChangeFunctions() {
      return false;
    }
  }
}
