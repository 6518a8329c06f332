package org.closedloop.apex.bind;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.SObjectType;

/**
 * The place where code stands: its class, whether there is a {@code this}, the frame with its
 * locals, and the problems it reports to.
 */
final class Code {

  /** A local variable. */
  record Variable(String name, int slot, ApexType type) {}

  final BoundClass owner;
  final boolean isStatic;
  final ApexType returnType;
  final Problems problems;

  /** The property whose accessor this is: its name means the stored value here. */
  BoundField accessorOf;

  /** In constructors and initialisers final fields may be set. */
  boolean initializing;

  boolean constructor;

  /** While the arguments of {@code this(...)} or {@code super(...)} are bound: no object yet. */
  boolean chaining;

  /** The field whose initial value is bound, else null: later ones have no value yet. */
  BoundField initialized;

  /** Whether the next expression is the first statement of a constructor. */
  boolean chainAllowed;

  /** The record type of {@code Trigger.new} in a trigger, else null. */
  SObjectType triggerType;

  int loopDepth;
  private int slots;
  private final Deque<Map<String, Variable>> blocks = new ArrayDeque<>();

  Code(BoundClass owner, boolean isStatic, ApexType returnType, Problems problems) {
    this.owner = owner;
    this.isStatic = isStatic;
    this.returnType = returnType;
    this.problems = problems;
    blocks.push(new HashMap<>());
  }

  void enter() {
    blocks.push(new HashMap<>());
  }

  void leave() {
    blocks.pop();
  }

  int slots() {
    return slots;
  }

  int newSlot() {
    return slots++;
  }

  Variable variable(String name) {
    String key = BoundClass.key(name);
    for (Map<String, Variable> block : blocks) {
      Variable v = block.get(key);
      if (v != null) {
        return v;
      }
    }
    return null;
  }

  /** Declares a local; a name that is taken in the method is an error. */
  Variable declare(String name, ApexType type, SourcePos pos) {
    Identifiers.check(name, pos, problems);
    if (variable(name) != null) {
      problems.error(pos, "duplicate-variable", "Duplicate variable: " + name);
    }
    Variable v = new Variable(name, newSlot(), type);
    blocks.peek().put(BoundClass.key(name), v);
    return v;
  }

  /** Names in scope, for hints. */
  java.util.Collection<String> names() {
    Map<String, String> all = new TreeMap<>();
    blocks.forEach(b -> b.values().forEach(v -> all.put(v.name(), v.name())));
    return all.values();
  }
}
