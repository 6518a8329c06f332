package org.closedloop.apex.exec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.Convert;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.MemberInfo;
import org.closedloop.apex.value.UserCode;

/**
 * What platform methods get to work with: the org, the running program, and ways back into user
 * code. One per session; valid only while the session runs.
 */
public interface ApexContext extends UserCode {

  ApexHost host();

  // --- exceptions ------------------------------------------------------------------------------

  /**
   * An exception of a system type ready to throw; a name without namespace means {@code System}.
   */
  ApexThrow newException(String typeName, String message);

  /** Raises a DmlException when a row failed; text and rows as the platform builds them. */
  void raiseDml(DataHost.DmlRequest request, List<DataHost.RowResult> results);

  /** The Apex stack right now, innermost first, as {@code getStackTraceString} prints it. */
  String stackTrace();

  // --- types -----------------------------------------------------------------------------------

  /** Casts, {@code instanceof} and subtype questions over this program's types. */
  Convert convert();

  /**
   * A type by the name that {@code Type.forName} takes, in any case: user classes, inner classes
   * with a dot, platform types, objects, {@code List<...>}; empty when there is none.
   */
  Optional<ApexType> findType(String name);

  /** {@code Type.newInstance}: the no-argument constructor, or the platform's TypeException. */
  Object newInstance(ApexType type);

  /** Whether a class is abstract or an interface, so that nothing can be made of it. */
  boolean isAbstract(ClassType type);

  /** Constants of an enum written in Apex, in order; empty for other types. */
  List<org.closedloop.apex.value.EnumValue> enumValues(ApexType type);

  // --- user code -------------------------------------------------------------------------------

  /** Whether the object's class or a superclass has such an instance method. */
  boolean hasMethod(Object receiver, String name, int parameters);

  /**
   * Calls an instance method of a user class virtually, or the Java implementation of a platform
   * interface; arguments are passed as they are.
   */
  Object call(Object receiver, String name, Object... args);

  /** Calls a static method of a user class. */
  Object callStatic(ClassType type, String name, Object... args);

  /** Instance members of a user object, superclass first, in declared order. */
  List<MemberInfo> members(ApexObject object);

  /** Reads a member, through the getter when it is a property. */
  Object getMember(ApexObject object, MemberInfo member);

  /** Writes a member, through the setter when it is a property. */
  void setMember(ApexObject object, MemberInfo member, Object value);

  /**
   * Instance members of a user class, superclass first, or empty when the class is not global all
   * the way out, so that the platform's evaluators may not look into it.
   */
  Optional<List<MemberInfo>> globalMembers(ClassType type);

  /** Whether there is a class of the name with an invocable method. */
  boolean hasInvocable(String className);

  /** Calls the invocable method of a class once for all inputs, each by variable name. */
  List<Map<String, Object>> invokeAction(String className, List<Map<String, Object>> inputs);

  /** Makes an instance without running a constructor or initialisers, for deserialisation. */
  ApexObject allocate(ClassType type);

  /** {@code Test.createStub}: an object of the class whose methods go to the provider. */
  Object createStub(ApexType type, Object provider);

  /** Deep copy for a job: transients dropped. */
  Object detach(Object value);

  /** Iterates lists, sets, user iterables and iterators, with the guard of for loops. */
  void iterate(Object iterable, java.util.function.Consumer<Object> action);

  // --- where we are ----------------------------------------------------------------------------

  /** The top-level or inner class whose code calls, or null in a trigger or anonymous block. */
  ClassType callerClass();

  /** API version of the calling class, trigger or anonymous block. */
  double apiVersion();

  /** Line of the calling statement. */
  int callerLine();

  /**
   * The mode of a query or DML that names none: by API version and the sharing of the calling code.
   */
  AccessMode defaultAccess();

  /** The mode for {@code AccessLevel.USER_MODE} (true) or {@code SYSTEM_MODE} (false). */
  AccessMode access(boolean userMode);

  /**
   * Of the given names, those that are variables at the calling statement, with their Apex values:
   * locals, parameters, members of {@code this}, statics of the calling class and those around it.
   */
  default Map<String, Object> bindVariables(Set<String> names) {
    return Map.of();
  }

  /** State of a library area for this session (mocks, page messages, REST context...). */
  <T> T state(Class<T> key, Supplier<T> initial);

  /** The context variables of the running trigger, or null outside triggers. */
  TriggerFrame trigger();

  /** Counts work of the library as CPU ticks (one tick is about one statement). */
  void tick(int n);

  /** The estimate of what the session's variables hold, in bytes of the platform. */
  default long heapSize() {
    return 0;
  }

  /** Checks the length of a text made by the library and returns it. */
  String checkLength(String text);

  /** An exception value of a thrown Java exception, for catch blocks and results. */
  ExceptionValue toException(RuntimeException thrown);
}
