package org.closedloop.apex.bind;

import java.util.List;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldSetDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.Conversion;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;

/**
 * An expression with every name resolved and every conversion written out. The type is that of its
 * value; {@code void} for calls without a result.
 */
public sealed interface BoundExpr {

  ApexType type();

  SourcePos pos();

  /** An expression that may stand on the left of an assignment. */
  sealed interface Target extends BoundExpr {}

  // --- values -----------------------------------------------------------------------------------

  /** Boolean, Integer, Long, Double, BigDecimal, String or null. */
  record Literal(Object value, ApexType type, SourcePos pos) implements BoundExpr {}

  /** A local variable or parameter of the running method. */
  record Local(int slot, String name, ApexType type, SourcePos pos) implements Target {}

  /** {@code this}. */
  record This(ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code X.class}. */
  record TypeLiteral(ApexType literal, ApexType type, SourcePos pos) implements BoundExpr {}

  /** A constant of a user enum ({@code ordinal} from 0) or a platform enum. */
  record EnumConstant(ApexType type, String name, int ordinal, SourcePos pos)
      implements BoundExpr {}

  // --- members ----------------------------------------------------------------------------------

  /** The stored value of an instance field, or of a property with automatic accessors. */
  record InstanceField(BoundExpr receiver, BoundField field, ApexType type, SourcePos pos)
      implements Target {}

  /** The stored value of a static field; the first use initialises the class. */
  record StaticField(BoundField field, ApexType type, SourcePos pos) implements Target {}

  /**
   * A property read or written through its accessors ({@link BoundField#getter}, {@link
   * BoundField#setter}).
   *
   * @param receiver null for a static property
   * @param isVirtual the accessor is chosen by the receiver's class when it runs
   */
  record Property(
      BoundExpr receiver, BoundField property, boolean isVirtual, ApexType type, SourcePos pos)
      implements Target {}

  /**
   * A property of a platform type.
   *
   * @param receiver null for a static one
   * @param signature key of the platform index, for example {@code System.RestRequest.requestBody}
   */
  record PlatformProperty(BoundExpr receiver, String signature, ApexType type, SourcePos pos)
      implements Target {}

  /** An element of a list by index. */
  record Element(BoundExpr list, BoundExpr index, ApexType type, SourcePos pos) implements Target {}

  // --- records ----------------------------------------------------------------------------------

  /** A field of a record. The generic {@code Id} of SObject has a null object. */
  record RecordField(
      BoundExpr receiver, SObjectDef object, FieldDef field, ApexType type, SourcePos pos)
      implements Target {}

  /** The parent record behind a lookup: {@code contact.Account}, {@code x.Parent__r}. */
  record ParentRecord(
      BoundExpr receiver, SObjectDef object, FieldDef lookup, ApexType type, SourcePos pos)
      implements Target {}

  /** The rows of a sub-select: {@code account.Contacts}. */
  record ChildRecords(
      BoundExpr receiver,
      SObjectDef object,
      ChildRelationship relationship,
      ApexType type,
      SourcePos pos)
      implements BoundExpr {}

  // --- calls ------------------------------------------------------------------------------------

  /** How the method that runs is found. */
  enum Dispatch {
    STATIC,
    /** Exactly this method: private, final, or called through {@code super}. */
    EXACT,
    /** The override in the receiver's class. */
    VIRTUAL,
    /** The implementation of an interface method in the receiver's class. */
    INTERFACE
  }

  /** A method written in Apex; {@code receiver} is null for static ones. */
  record Call(
      Dispatch dispatch,
      BoundExpr receiver,
      BoundMethod method,
      List<BoundExpr> arguments,
      ApexType type,
      SourcePos pos)
      implements BoundExpr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A method of the platform.
   *
   * @param receiver null for static ones; primitives, collections and records included
   * @param signature key of the platform index, for example {@code System.String.length()}
   * @param mayBeUser the receiver may be an object of a class written in Apex whose own method of
   *     that name and number of parameters goes first (platform interfaces, {@code Object},
   *     Exception)
   * @param viaSuper called as {@code super.name(...)}: the platform's own behaviour
   */
  record PlatformCall(
      BoundExpr receiver,
      String signature,
      String name,
      List<BoundExpr> arguments,
      boolean mayBeUser,
      boolean viaSuper,
      ApexType type,
      SourcePos pos)
      implements BoundExpr {
    public PlatformCall {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code addError} on a field of a record: {@code account.Name.addError('no')}. */
  record FieldAddError(RecordField field, List<BoundExpr> arguments, ApexType type, SourcePos pos)
      implements BoundExpr {
    public FieldAddError {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code clone()} of an object whose class declares no such method. */
  record CloneObject(BoundExpr receiver, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code X.values()} of an enum. */
  record EnumValues(ApexType enumType, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code X.valueOf(text)} of an enum. */
  record EnumValueOf(ApexType enumType, BoundExpr text, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /** {@code this(...)} or {@code super(...)} as first statement of a constructor. */
  record ConstructorChain(
      BoundMethod constructor,
      boolean toSuper,
      List<BoundExpr> arguments,
      ApexType type,
      SourcePos pos)
      implements BoundExpr {
    public ConstructorChain {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code super(...)} to a class of the platform, for example Exception's. */
  record PlatformSuperConstructor(
      String signature, List<BoundExpr> arguments, ApexType type, SourcePos pos)
      implements BoundExpr {
    public PlatformSuperConstructor {
      arguments = List.copyOf(arguments);
    }
  }

  // --- creation ---------------------------------------------------------------------------------

  /**
   * {@code new} of a class written in Apex.
   *
   * @param constructor null for the default one
   * @param signature for exceptions without a constructor of their own, the inherited one of
   *     System.Exception; null otherwise
   */
  record NewObject(
      BoundClass created,
      BoundMethod constructor,
      String signature,
      List<BoundExpr> arguments,
      ClassType type,
      SourcePos pos)
      implements BoundExpr {
    public NewObject {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code new} of a platform class. */
  record NewPlatform(String signature, List<BoundExpr> arguments, PlatformType type, SourcePos pos)
      implements BoundExpr {
    public NewPlatform {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code new Flow.Interview.Name(inputs)}. */
  record NewInterview(String flow, BoundExpr inputs, PlatformType type, SourcePos pos)
      implements BoundExpr {}

  /** {@code new Account(Name = 'x')}. */
  record NewRecord(SObjectDef object, List<FieldInit> fields, SObjectType type, SourcePos pos)
      implements BoundExpr {
    public NewRecord {
      fields = List.copyOf(fields);
    }
  }

  /** One {@code name = value} of {@link NewRecord}; {@code parent}: the lookup's parent record. */
  record FieldInit(FieldDef field, boolean parent, BoundExpr value, SourcePos pos) {}

  /** {@code new List<T>{...}}, {@code new T[]{...}}, {@code new Set<T>{...}}. */
  record NewElements(List<BoundExpr> elements, ApexType type, SourcePos pos) implements BoundExpr {
    public NewElements {
      elements = List.copyOf(elements);
    }
  }

  /** {@code new Map<K,V>{k => v}}. */
  record NewEntries(List<Entry> entries, ApexType type, SourcePos pos) implements BoundExpr {
    public NewEntries {
      entries = List.copyOf(entries);
    }
  }

  /** One {@code k => v}. */
  record Entry(BoundExpr key, BoundExpr value) {}

  /**
   * {@code new List<T>()}, {@code new Set<T>(other)}, {@code new Map<K,V>(other)}; a map from a
   * list of records has their ids as keys.
   *
   * @param source null, the collection to copy, or for lists an Integer capacity
   */
  record NewCollection(BoundExpr source, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code new T[n]}: n nulls. */
  record NewArray(BoundExpr size, ListType type, SourcePos pos) implements BoundExpr {}

  // --- operators --------------------------------------------------------------------------------

  /** An implicit conversion. */
  record Convert(BoundExpr value, Conversion conversion, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /** An explicit cast; wrong types raise TypeException, numbers are narrowed. */
  record Cast(BoundExpr value, ApexType type, SourcePos pos) implements BoundExpr {}

  record InstanceOf(BoundExpr value, ApexType tested, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /** Operators with two operands other than {@code && || ??} and text concatenation. */
  enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    SHIFT_RIGHT_UNSIGNED,
    BIT_AND,
    BIT_OR,
    BIT_XOR,
    EQUAL,
    NOT_EQUAL,
    IDENTICAL,
    NOT_IDENTICAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL
  }

  /**
   * A binary operation; both operands were converted to {@code operands} where that is a number.
   *
   * @param operands type in which the operation works: INTEGER, LONG, DOUBLE, DECIMAL, STRING (text
   *     comparison ignores case), ID, DATE, DATETIME, TIME, BOOLEAN, or OBJECT for equality of
   *     anything else. {@code Date + Integer} keeps DATE with an Integer on the right, {@code
   *     Datetime + number} keeps DATETIME with a Decimal of days, {@code Time + Integer} keeps TIME
   *     with Integer milliseconds.
   */
  record Binary(
      Operator operator,
      BoundExpr left,
      BoundExpr right,
      ApexType operands,
      ApexType type,
      SourcePos pos)
      implements BoundExpr {}

  /** Text concatenation, flattened; null gives the text null. */
  record Concat(List<BoundExpr> parts, ApexType type, SourcePos pos) implements BoundExpr {
    public Concat {
      parts = List.copyOf(parts);
    }
  }

  /** {@code &&} and {@code ||}, flattened. */
  record Logical(boolean and, List<BoundExpr> parts, ApexType type, SourcePos pos)
      implements BoundExpr {
    public Logical {
      parts = List.copyOf(parts);
    }
  }

  /** {@code !}. */
  record Not(BoundExpr value, ApexType type, SourcePos pos) implements BoundExpr {}

  /** Unary minus. */
  record Negate(BoundExpr value, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code ~}. */
  record BitNot(BoundExpr value, ApexType type, SourcePos pos) implements BoundExpr {}

  record Conditional(
      BoundExpr condition, BoundExpr whenTrue, BoundExpr whenFalse, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /** {@code a ?? b}. */
  record Coalesce(BoundExpr value, BoundExpr otherwise, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /**
   * {@code receiver?.rest}: null when the receiver is null, else {@code rest}, which finds the
   * receiver's value in the local slot.
   */
  record SafeNavigation(BoundExpr receiver, int slot, BoundExpr rest, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /** {@code target = value}, of the target's type. */
  record Assign(Target target, BoundExpr value, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /**
   * {@code target op= value}; the target is evaluated once.
   *
   * @param operator ADD on text operands concatenates
   * @param operands as in {@link Binary}; the old value is converted to it and the result back to
   *     the target's type
   */
  record CompoundAssign(
      Target target,
      Operator operator,
      BoundExpr value,
      ApexType operands,
      ApexType type,
      SourcePos pos)
      implements BoundExpr {}

  /** {@code ++} and {@code --} on Integer, Long, Double or Decimal. */
  record Increment(Target target, boolean down, boolean prefix, ApexType type, SourcePos pos)
      implements BoundExpr {}

  // --- queries ----------------------------------------------------------------------------------

  /**
   * A static query. The type is {@code List<X>}, {@code List<AggregateResult>} or Integer for
   * {@code SELECT COUNT()}; taking it for one record is a {@link Convert} with ROWS_TO_RECORD.
   *
   * @param userMode by clause or by the class's version; otherwise system mode with the sharing of
   *     the running class
   */
  record Soql(
      SoqlQuery query,
      SObjectDef object,
      List<BoundExpr> binds,
      boolean userMode,
      ApexType type,
      SourcePos pos)
      implements BoundExpr {
    public Soql {
      binds = List.copyOf(binds);
    }
  }

  /**
   * A static search.
   *
   * @param text the SOSL as {@code DataHost.search} takes it; bind {@code i} reads {@code :b<i>}
   */
  record Sosl(String text, List<BoundExpr> binds, boolean userMode, ApexType type, SourcePos pos)
      implements BoundExpr {
    public Sosl {
      binds = List.copyOf(binds);
    }
  }

  // --- tokens -----------------------------------------------------------------------------------

  /** {@code Account.SObjectType}. */
  record SObjectToken(SObjectDef object, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code Account.Name}, {@code X__c.Field__c} as a field token. */
  record FieldToken(SObjectDef object, FieldDef field, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /** {@code Schema.SObjectType.Account}. */
  record DescribeObject(SObjectDef object, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code Schema.SObjectType.Account.fields.Name}. */
  record DescribeField(SObjectDef object, FieldDef field, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /** {@code Schema.SObjectType.Account.fields}. */
  record DescribeFields(SObjectDef object, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code Schema.SObjectType.Account.fieldSets}. */
  record DescribeFieldSets(SObjectDef object, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code Schema.SObjectType.Account.fieldSets.Name}. */
  record FieldSetToken(SObjectDef object, FieldSetDef fieldSet, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /** {@code Label.Name} and {@code System.Label.Name}. */
  record Label(String name, ApexType type, SourcePos pos) implements BoundExpr {}

  /** {@code Page.Name}. */
  record Page(String name, ApexType type, SourcePos pos) implements BoundExpr {}

  /** What {@code Trigger.x} reads. */
  enum TriggerVariable {
    IS_EXECUTING,
    IS_INSERT,
    IS_UPDATE,
    IS_DELETE,
    IS_UNDELETE,
    IS_BEFORE,
    IS_AFTER,
    NEW,
    NEW_MAP,
    OLD,
    OLD_MAP,
    SIZE,
    OPERATION_TYPE
  }

  /** {@code Trigger.new} and the like; null or false outside a trigger. */
  record TriggerContext(TriggerVariable variable, ApexType type, SourcePos pos)
      implements BoundExpr {}

  /**
   * The platform has it, this engine does not, and the compilation deferred the refusal: raises
   * {@code UnsupportedPlatformFeature} when it runs.
   */
  record Unsupported(String feature, ApexType type, SourcePos pos) implements Target {}
}
