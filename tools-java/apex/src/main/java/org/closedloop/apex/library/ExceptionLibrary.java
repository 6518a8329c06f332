package org.closedloop.apex.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.exec.PlatformMethod;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.SObjectFieldToken;

/** Members of Exception and the constructors of every exception type of the platform. */
@ApexType("System.Exception")
final class ExceptionLibrary {

  private ExceptionLibrary() {}

  /**
   * The constructor of an exception type by its parameters. Called with a receiver it initialises
   * that (a user class that extends Exception), without one it makes a new exception.
   */
  static Optional<PlatformMethod> constructor(String typeName, String parameters) {
    return switch (parameters) {
      case "()" -> Optional.of((ctx, self, args) -> init(typeName, self, null, null));
      case "(String)" ->
          Optional.of((ctx, self, args) -> init(typeName, self, (String) args[0], null));
      case "(Exception)" -> Optional.of((ctx, self, args) -> init(typeName, self, null, args[0]));
      case "(String,Exception)" ->
          Optional.of((ctx, self, args) -> init(typeName, self, (String) args[0], args[1]));
      default -> Optional.empty();
    };
  }

  private static ExceptionValue init(String typeName, Object self, String message, Object cause) {
    ExceptionValue e;
    if (self == null) {
      e = new ExceptionValue(PlatformType.of(typeName), message);
    } else {
      e = (ExceptionValue) self;
      if (message != null) {
        e.setMessage(message);
      }
    }
    if (cause != null) {
      ExceptionValue c = (ExceptionValue) cause;
      e.initCause(c);
      if (message == null) {
        e.setMessage(c.typeName() + ": " + c.message());
      }
    }
    return e;
  }

  @ApexMethod
  static ExceptionValue getCause(ExceptionValue self) {
    return self.cause();
  }

  @ApexMethod
  static void initCause(ExceptionValue self, @Nullable ExceptionValue cause) {
    self.initCause(cause);
  }

  @ApexMethod
  static Integer getLineNumber(ExceptionValue self) {
    return self.line();
  }

  @ApexMethod
  static String getMessage(ExceptionValue self) {
    return self.message();
  }

  @ApexMethod
  static void setMessage(ExceptionValue self, @Nullable String message) {
    self.setMessage(message);
  }

  @ApexMethod
  static String getStackTraceString(ExceptionValue self) {
    return self.stackTrace();
  }

  @ApexMethod
  static String getTypeName(ExceptionValue self) {
    return self.typeName();
  }

  private static ExceptionValue.FailedRow row(ExceptionValue self, int index) {
    List<ExceptionValue.FailedRow> rows = self.failedRows();
    if (index < 0 || index >= rows.size()) {
      throw Errors.list("List index out of bounds: " + index);
    }
    return rows.get(index);
  }

  @ApexMethod
  static Integer getNumDml(ExceptionValue self) {
    return self.failedRows().size();
  }

  @ApexMethod
  static ApexList getDmlFieldNames(ExceptionValue self, Integer index) {
    return ApexList.of(SimpleType.STRING, row(self, index).error().fields());
  }

  @ApexMethod
  static ApexList getDmlFields(ApexContext ctx, ExceptionValue self, Integer index) {
    ExceptionValue.FailedRow row = row(self, index);
    ApexList out = new ApexList(PlatformType.SOBJECT_FIELD);
    ctx.host()
        .schema()
        .object(row.object())
        .ifPresent(
            o ->
                row.error()
                    .fields()
                    .forEach(
                        f -> o.field(f).ifPresent(def -> out.add(new SObjectFieldToken(o, def)))));
    return out;
  }

  @ApexMethod
  static ApexId getDmlId(ExceptionValue self, Integer index) {
    return ApexId.ofRaw(row(self, index).id());
  }

  @ApexMethod
  static Integer getDmlIndex(ExceptionValue self, Integer index) {
    return row(self, index).row();
  }

  @ApexMethod
  static String getDmlMessage(ExceptionValue self, Integer index) {
    return row(self, index).error().message();
  }

  @ApexMethod
  static String getDmlStatusCode(ExceptionValue self, Integer index) {
    return row(self, index).error().statusCode();
  }

  @ApexMethod
  static EnumValue getDmlType(ExceptionValue self, Integer index) {
    return Enums.of("System.StatusCode", row(self, index).error().statusCode());
  }

  /** Members of QueryException. */
  @ApexType("System.QueryException")
  static final class OfQuery {
    private OfQuery() {}

    /** Fields that a query in user mode named and the user may not read, by object. */
    @ApexMethod
    static ApexMap getInaccessibleFields(ApexContext ctx, ExceptionValue self) {
      ApexMap out = new ApexMap(SimpleType.STRING, new SetType(SimpleType.STRING));
      if (self.detail() instanceof Map<?, ?> byObject) {
        byObject.forEach(
            (object, names) -> {
              ApexSet fields = new ApexSet(SimpleType.STRING);
              ((Set<?>) names).forEach(n -> fields.add(ctx, n));
              out.put(ctx, object, fields);
            });
      }
      return out;
    }
  }
}
