package org.closedloop.apex.exec;

/**
 * A platform method, constructor or property accessor implemented in Java. Arguments are already
 * converted to the parameter types of the bound signature. Failures that Apex may catch are thrown
 * as {@link org.closedloop.apex.host.HostException} or {@link ApexThrow}.
 */
@FunctionalInterface
public interface PlatformMethod {

  /**
   * @param receiver null for static methods and constructors; never null for instance methods
   * @return the result, the new object for constructors, null for void
   */
  Object invoke(ApexContext ctx, Object receiver, Object[] args);
}
