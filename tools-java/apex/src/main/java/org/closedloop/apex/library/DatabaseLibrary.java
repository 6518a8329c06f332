package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.host.DataHost.DmlOptions;
import org.closedloop.apex.host.DataHost.DmlRequest;
import org.closedloop.apex.host.DataHost.QueryResult;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.SObjectFieldToken;
import org.closedloop.apex.value.SObjectValue;

/** Members of Database: queries, DML with results, savepoints. */
@ApexType("System.Database")
final class DatabaseLibrary {

  private DatabaseLibrary() {}

  // --- queries ----------------------------------------------------------------------------------

  @ApexMethod
  static ApexList query(ApexContext ctx, String soql) {
    return DynamicQuery.rows(ctx, soql, DynamicQuery.run(ctx, soql, ctx.defaultAccess()));
  }

  @ApexMethod
  static ApexList query(ApexContext ctx, String soql, AccessLevelValue level) {
    AccessMode mode = AccessLevelValue.mode(ctx, level);
    return DynamicQuery.rows(ctx, soql, DynamicQuery.run(ctx, soql, mode));
  }

  @ApexMethod
  static ApexList queryWithBinds(
      ApexContext ctx, String soql, ApexMap binds, AccessLevelValue level) {
    AccessMode mode = AccessLevelValue.mode(ctx, level);
    return DynamicQuery.rows(ctx, soql, DynamicQuery.run(ctx, soql, binds, mode));
  }

  @ApexMethod
  static Integer countQuery(ApexContext ctx, String soql) {
    return count(DynamicQuery.run(ctx, soql, ctx.defaultAccess()));
  }

  @ApexMethod
  static Integer countQuery(ApexContext ctx, String soql, AccessLevelValue level) {
    return count(DynamicQuery.run(ctx, soql, AccessLevelValue.mode(ctx, level)));
  }

  @ApexMethod
  static Integer countQueryWithBinds(
      ApexContext ctx, String soql, ApexMap binds, AccessLevelValue level) {
    return count(DynamicQuery.run(ctx, soql, binds, AccessLevelValue.mode(ctx, level)));
  }

  private static Integer count(QueryResult r) {
    return r.countOnly() ? r.count() : r.rows().size();
  }

  @ApexMethod({"getQueryLocator(String)"})
  static QueryLocatorValue getQueryLocator(ApexContext ctx, String soql) {
    return locator(ctx, soql, () -> DynamicQuery.run(ctx, soql, ctx.defaultAccess()));
  }

  @ApexMethod({"getQueryLocator(String,AccessLevel)"})
  static QueryLocatorValue getQueryLocator(ApexContext ctx, String soql, AccessLevelValue level) {
    return locator(ctx, soql, () -> DynamicQuery.run(ctx, soql, AccessLevelValue.mode(ctx, level)));
  }

  @ApexMethod
  static QueryLocatorValue getQueryLocatorWithBinds(
      ApexContext ctx, String soql, ApexMap binds, AccessLevelValue level) {
    return locator(
        ctx, soql, () -> DynamicQuery.run(ctx, soql, binds, AccessLevelValue.mode(ctx, level)));
  }

  /** Rows of a locator have a counter of their own. */
  private static QueryLocatorValue locator(
      ApexContext ctx, String soql, Supplier<QueryResult> query) {
    Limits limits = ctx.host().limits();
    long before = limits.used(Limits.Counter.SOQL_ROWS);
    ApexList rows = DynamicQuery.rows(ctx, soql, query.get());
    limits.set(Limits.Counter.SOQL_ROWS, before);
    return new QueryLocatorValue(soql, rows);
  }

  @ApexMethod("getQueryLocator(List<SObject>)")
  static QueryLocatorValue locatorOfRows(ApexList rows) {
    return new QueryLocatorValue("", rows);
  }

  @ApexMethod("getQueryLocator(List<SObject>,AccessLevel)")
  static QueryLocatorValue locatorOfRows(ApexList rows, AccessLevelValue level) {
    return new QueryLocatorValue("", rows);
  }

  // --- savepoints -------------------------------------------------------------------------------

  @ApexMethod
  static SavepointValue setSavepoint(ApexContext ctx) {
    return new SavepointValue(ctx.host().data().setSavepoint());
  }

  @ApexMethod
  static void rollback(ApexContext ctx, SavepointValue savepoint) {
    ctx.host().data().rollback(savepoint.mark);
  }

  @ApexMethod
  static void releaseSavepoint(ApexContext ctx, SavepointValue savepoint) {
    ctx.host().data().releaseSavepoint(savepoint.mark);
  }

  // --- DML --------------------------------------------------------------------------------------

  @ApexMethod
  static Object insert(ApexContext ctx, Object... args) {
    return save(ctx, DmlOp.INSERT, "Database.SaveResult", DmlResult.Save::new, args);
  }

  @ApexMethod
  static Object update(ApexContext ctx, Object... args) {
    return save(ctx, DmlOp.UPDATE, "Database.SaveResult", DmlResult.Save::new, args);
  }

  @ApexMethod
  static Object upsert(ApexContext ctx, Object... args) {
    return save(ctx, DmlOp.UPSERT, "Database.UpsertResult", DmlResult.Upsert::new, args);
  }

  @ApexMethod
  static Object delete(ApexContext ctx, Object... args) {
    return save(ctx, DmlOp.DELETE, "Database.DeleteResult", DmlResult.Delete::new, args);
  }

  @ApexMethod
  static Object undelete(ApexContext ctx, Object... args) {
    return save(ctx, DmlOp.UNDELETE, "Database.UndeleteResult", DmlResult.Undelete::new, args);
  }

  private static Object save(
      ApexContext ctx,
      DmlOp op,
      String resultType,
      Supplier<? extends DmlResult> maker,
      Object[] args) {
    boolean single = !(args[0] instanceof ApexList);
    DmlRequest request = request(ctx, op, records(ctx, args[0]), args, List.of());
    List<RowResult> results = run(ctx, request);
    ApexList out = new ApexList(PlatformType.of(resultType));
    for (RowResult r : results) {
      DmlResult one = maker.get().from(r);
      if (one instanceof DmlResult.Upsert u) {
        u.created = r.created();
      }
      out.add(one);
    }
    return single ? out.get(0) : out;
  }

  private static List<RowResult> run(ApexContext ctx, DmlRequest request) {
    if (request.records().isEmpty()) {
      return List.of();
    }
    List<RowResult> results = ctx.host().data().dml(request);
    if (request.allOrNone()) {
      ctx.raiseDml(request, results);
    }
    return results;
  }

  private static DmlRequest request(
      ApexContext ctx,
      DmlOp op,
      List<SObjectValue> records,
      Object[] args,
      List<String> duplicates) {
    boolean allOrNone = true;
    DmlOptions options = DmlOptions.DEFAULT;
    AccessLevelValue level = null;
    String externalId = null;
    for (int i = 1; i < args.length; i++) {
      if (args[i] instanceof Boolean b) {
        allOrNone = b;
      } else if (args[i] instanceof DmlOptionsValue o) {
        options = o.options();
        allOrNone = !Boolean.FALSE.equals(o.optAllOrNone);
      } else if (args[i] instanceof AccessLevelValue a) {
        level = a;
      } else if (args[i] instanceof SObjectFieldToken f) {
        externalId = f.field().name().equals("Id") ? null : f.field().name();
      }
    }
    return new DmlRequest(
        op, records, externalId, allOrNone, AccessLevelValue.mode(ctx, level), options, duplicates);
  }

  /** Records, or ids as records that have nothing else. */
  private static List<SObjectValue> records(ApexContext ctx, Object arg) {
    List<SObjectValue> out = new ArrayList<>();
    if (arg instanceof ApexList l) {
      for (Object o : l) {
        out.add(record(ctx, o));
      }
    } else {
      out.add(record(ctx, arg));
    }
    return out;
  }

  private static SObjectValue record(ApexContext ctx, Object o) {
    if (o == null) {
      throw Errors.nullPointer();
    }
    if (o instanceof SObjectValue r) {
      return r;
    }
    ApexId id = o instanceof ApexId i ? i : ApexId.parse(o.toString());
    SObjectDef def =
        ctx.host()
            .schema()
            .byKeyPrefix(id.keyPrefix())
            .orElseThrow(() -> Errors.string("Invalid id: " + id));
    SObjectValue r = new SObjectValue(def);
    r.put("Id", id.value());
    return r;
  }

  @ApexMethod
  static Object merge(ApexContext ctx, Object... args) {
    List<String> losers = new ArrayList<>();
    for (SObjectValue r : records(ctx, args[1])) {
      losers.add(r.id());
    }
    SObjectValue master = (SObjectValue) args[0];
    Object[] rest = args.clone();
    DmlRequest request = request(ctx, DmlOp.MERGE, List.of(master), rest, losers);
    List<RowResult> results = run(ctx, request);
    DmlResult.Merge out = new DmlResult.Merge();
    out.from(results.get(0));
    if (out.isSuccess()) {
      losers.forEach(out.mergedRecordIds::add);
    }
    if (!(args[1] instanceof ApexList)) {
      return out;
    }
    return ApexList.of(PlatformType.of("Database.MergeResult"), List.of(out));
  }

  @ApexMethod
  static Object emptyRecycleBin(ApexContext ctx, Object records) {
    List<String> ids = records(ctx, records).stream().map(SObjectValue::id).toList();
    ApexList out = new ApexList(PlatformType.of("Database.EmptyRecycleBinResult"));
    for (RowResult r : ctx.host().data().emptyRecycleBin(ids)) {
      out.add(new DmlResult.EmptyRecycleBin().from(r));
    }
    return records instanceof ApexList ? out : out.get(0);
  }

  // --- batches ----------------------------------------------------------------------------------

  @ApexMethod
  static String executeBatch(ApexContext ctx, Object batch) {
    return executeBatch(ctx, batch, 200);
  }

  @ApexMethod
  static String executeBatch(ApexContext ctx, Object batch, Integer scope) {
    if (scope <= 0) {
      throw Errors.of(
          "InvalidParameterValueException", "Invalid batch scope size. Must be greater than 0.");
    }
    return ctx.host().async().executeBatch(AsyncLibrary.className(batch), ctx.detach(batch), scope);
  }
}
