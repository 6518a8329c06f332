package org.closedloop.apex.types;

import java.util.List;

/**
 * Who extends and implements whom, for user classes and platform types alike. Type arguments of the
 * asked type are already put into the answers.
 */
public interface TypeHierarchy {

  /** Superclass first, then interfaces as declared; empty for types without any. */
  List<ApexType> supertypes(ApexType type);

  boolean isInterface(ApexType type);

  boolean isEnum(ApexType type);

  /** Whether other classes may extend the type, so that a cast to an interface may succeed. */
  boolean isExtensible(ApexType type);
}
