package org.closedloop.apex.types;

/**
 * A type of the language as the binder knows it. Types are values: two types are the same exactly
 * when {@code equals} says so, names being held in their declared case.
 */
public sealed interface ApexType
    permits SimpleType,
        SObjectType,
        ListType,
        SetType,
        MapType,
        ClassType,
        PlatformType,
        TypeVariable {

  /** The type as Apex source and messages write it, for example {@code List<Account>}. */
  String displayName();

  /** Whether values are records, the generic {@code SObject} included. */
  default boolean isSObject() {
    return this instanceof SObjectType;
  }

  default boolean isVoid() {
    return this == SimpleType.VOID;
  }
}
