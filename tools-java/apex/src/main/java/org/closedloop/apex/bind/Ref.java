package org.closedloop.apex.bind;

import org.closedloop.apex.types.ApexType;

/** What a name or a path of names stands for before something is done with it. */
sealed interface Ref {

  /** A value. */
  record Value(BoundExpr expr) implements Ref {}

  /** A type; {@code namespace} non-null when the same name is a namespace too. */
  record Type(ApexType type, String namespace) implements Ref {}

  /** A namespace of the platform. */
  record Namespace(String name) implements Ref {}

  /** {@code Label}, {@code Page}, {@code Trigger}, {@code SObjectType}: names of the language. */
  enum Word implements Ref {
    LABEL,
    PAGE,
    TRIGGER,
    SOBJECT_TYPE
  }

  /** {@code Account.fields}: the tokens of an object. */
  record Tokens(org.closedloop.apex.schema.SObjectDef object) implements Ref {}
}
