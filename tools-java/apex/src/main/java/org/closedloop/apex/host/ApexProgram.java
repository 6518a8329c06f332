package org.closedloop.apex.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All Apex of one version of the org, bound and planned. Immutable and shared by requests. */
public interface ApexProgram {

  /** Opens the statics of one request. */
  ApexSession open(ApexHost host);

  /** Whether the object has a trigger for any event; saves the pipeline building contexts. */
  boolean hasTriggers(String objectName);

  /** Names of the object's triggers, in name order. */
  List<String> triggerNames(String objectName);

  /** The invocable method of a class, if it has one. */
  Optional<InvocableInfo> invocable(String className);

  boolean hasClass(String className);

  /**
   * What a page may name of a class: properties and methods that are not private, those of its
   * superclasses included, each with the Apex text of its type. Empty when there is no such class.
   */
  Optional<Map<String, String>> pageMembers(String className);

  /** Test methods, in source order. */
  List<TestMethod> testMethods();

  /** Lines that count for coverage by class or trigger name, test classes left out. */
  Map<String, int[]> executableLines();

  /** An {@code @IsTest} method. */
  record TestMethod(String className, String methodName, boolean seeAllData, boolean parallel) {}

  /**
   * An invocable method.
   *
   * @param callout declared with callout=true
   * @param primitive whether inputs are a list of plain values instead of a request class
   */
  record InvocableInfo(
      String className,
      String methodName,
      String label,
      boolean callout,
      boolean primitive,
      List<InvocableVariable> inputs,
      List<InvocableVariable> outputs) {}

  /** An input or output; {@code type} is Apex source text such as {@code List<Id>}. */
  record InvocableVariable(String name, String type, String label, boolean required) {}
}
