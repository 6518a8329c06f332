package org.closedloop.apex.library;

import java.util.List;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.EnumValue;

/** What a DML statement says about one record: the result types of Database share this shape. */
abstract class DmlResult extends LibraryValue {

  private static final ApexType ERROR = PlatformType.of("Database.Error");

  @ApexProperty("Id")
  ApexId id;

  @ApexProperty("Success")
  Boolean success;

  @ApexProperty("Errors")
  ApexList errors = new ApexList(ERROR);

  final DmlResult from(DataHost.RowResult row) {
    id = ApexId.ofRaw(row.id());
    success = row.success();
    errors = errors(row.errors());
    return this;
  }

  static ApexList errors(List<DataHost.DmlError> from) {
    ApexList out = new ApexList(ERROR);
    from.forEach(e -> out.add(new Error(e)));
    return out;
  }

  @ApexMethod
  ApexId getId() {
    return id;
  }

  @ApexMethod
  Boolean isSuccess() {
    return Boolean.TRUE.equals(success);
  }

  @ApexMethod
  ApexList getErrors() {
    return errors;
  }

  @Override
  public String apexText() {
    String name = apexType().displayName();
    return name
        + "[getErrors="
        + errors.asJava().stream().map(e -> ((Error) e).apexText()).toList()
        + ";getId="
        + id
        + ";isSuccess="
        + success
        + ";]";
  }

  /** Result of an insert or update. */
  @org.closedloop.apex.library.ApexType("Database.SaveResult")
  static final class Save extends DmlResult {
    @ApexConstructor
    Save() {}
  }

  /** Result of a delete. */
  @org.closedloop.apex.library.ApexType("Database.DeleteResult")
  static final class Delete extends DmlResult {
    @ApexConstructor
    Delete() {}
  }

  /** Result of an undelete. */
  @org.closedloop.apex.library.ApexType("Database.UndeleteResult")
  static final class Undelete extends DmlResult {
    @ApexConstructor
    Undelete() {}
  }

  /** Result of emptying the recycle bin. */
  @org.closedloop.apex.library.ApexType("Database.EmptyRecycleBinResult")
  static final class EmptyRecycleBin extends DmlResult {
    @ApexConstructor
    EmptyRecycleBin() {}
  }

  /** Result of an upsert. */
  @org.closedloop.apex.library.ApexType("Database.UpsertResult")
  static final class Upsert extends DmlResult {
    @ApexProperty("Created")
    Boolean created;

    @ApexConstructor
    Upsert() {}

    @ApexMethod
    Boolean isCreated() {
      return Boolean.TRUE.equals(created);
    }
  }

  /** Result of a merge. */
  @org.closedloop.apex.library.ApexType("Database.MergeResult")
  static final class Merge extends DmlResult {
    @ApexProperty("MergedRecordIds")
    ApexList mergedRecordIds = new ApexList(SimpleType.STRING);

    @ApexProperty("UpdatedRelatedIds")
    ApexList updatedRelatedIds = new ApexList(SimpleType.STRING);

    @ApexConstructor
    Merge() {}

    @ApexMethod
    ApexList getMergedRecordIds() {
      return mergedRecordIds;
    }

    @ApexMethod
    ApexList getUpdatedRelatedIds() {
      return updatedRelatedIds;
    }
  }

  /** A {@code Database.Error}. */
  @org.closedloop.apex.library.ApexType("Database.Error")
  static final class Error extends LibraryValue {
    @ApexProperty("Fields")
    ApexList fields = new ApexList(SimpleType.STRING);

    @ApexProperty("Message")
    String message;

    @ApexProperty("StatusCode")
    EnumValue statusCode;

    @ApexConstructor
    Error() {}

    Error(DataHost.DmlError e) {
      fields = ApexList.of(SimpleType.STRING, e.fields());
      message = e.message();
      statusCode = Enums.of("System.StatusCode", e.statusCode());
    }

    @ApexMethod
    ApexList getFields() {
      return fields;
    }

    @ApexMethod
    String getMessage() {
      return message;
    }

    @ApexMethod
    EnumValue getStatusCode() {
      return statusCode;
    }

    @Override
    public String apexText() {
      return "Database.Error[getFields="
          + fields.asJava()
          + ";getMessage="
          + message
          + ";getStatusCode="
          + statusCode
          + ";]";
    }
  }
}
