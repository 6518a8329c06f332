package org.closedloop.apex.exec;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.Convert;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.MemberInfo;

/**
 * One session at work: the call stack, statics, CPU ticks, and the answers to what platform methods
 * ask. Confined to one thread at a time.
 */
final class ExecContext implements ApexContext {

  /** Deepest chain of Apex calls. */
  private static final int MAX_DEPTH = 1_000;

  /** Statements that count as one millisecond of CPU. */
  private static final int STATEMENTS_PER_TICK = 1_000;

  /** Longest text. */
  static final int MAX_TEXT = 6_000_000;

  /** Texts of this length cost CPU by their length. */
  private static final int LONG_TEXT = 512;

  private final ApexHost host;
  private ProgramPlan program;
  private final Statics statics;
  private final Coverage coverage;
  private final UserCalls users;
  private final Map<Class<?>, Object> states = new HashMap<>();
  private final Deque<TriggerFrame> triggers = new ArrayDeque<>();
  private final Deque<Frame> suspended = new ArrayDeque<>();
  private final Heap heap = new Heap(this);
  private Frame top;
  private int baseDepth;
  private String limitStack;
  private int budget = STATEMENTS_PER_TICK;

  ExecContext(ApexHost host, ProgramPlan program) {
    this.host = host;
    this.program = program;
    this.statics = new Statics(program.classCount());
    this.coverage = program.newCoverage();
    this.users = new UserCalls(this);
  }

  ProgramPlan program() {
    return program;
  }

  Coverage coverage() {
    return coverage;
  }

  Frame top() {
    return top;
  }

  Deque<TriggerFrame> triggers() {
    return triggers;
  }

  UserCalls users() {
    return users;
  }

  @Override
  public ApexHost host() {
    return host;
  }

  // --- running ---------------------------------------------------------------------------------

  /** Runs a body in a new frame; system failures get the Apex stack before the frame goes. */
  Object enter(CodeUnit unit, Object self, Object[] slots, Stmt body) {
    Frame caller = top;
    Frame f = new Frame(this, unit, self, slots, caller, baseDepth);
    if (f.depth > MAX_DEPTH) {
      throw tooDeep();
    }
    top = f;
    try {
      return body.exec(f) == Completion.RETURN ? f.result : null;
    } catch (HostException | ApexFailure e) {
      throw new ApexThrow(toException(e));
    } catch (LimitExceeded e) {
      if (limitStack == null) {
        limitStack = stackTrace();
      }
      throw e;
    } finally {
      top = caller;
    }
  }

  static LimitExceeded tooDeep() {
    return new LimitExceeded("Maximum stack depth reached: " + (MAX_DEPTH + 1));
  }

  /** Runs code that the platform started in the middle of other code: its stack starts afresh. */
  <T> T apart(Supplier<T> body) {
    Frame caller = top;
    int base = baseDepth;
    baseDepth = caller == null ? base : caller.depth;
    top = null;
    if (caller != null) {
      suspended.push(caller);
    }
    try {
      return body.get();
    } finally {
      if (caller != null) {
        suspended.pop();
      }
      top = caller;
      baseDepth = base;
    }
  }

  /** Whether nothing of this session runs. */
  boolean idle() {
    return top == null && baseDepth == 0;
  }

  /** The Apex stack at which a limit ran out, once. */
  String takeLimitStack() {
    String s = limitStack == null ? "" : limitStack;
    limitStack = null;
    return s;
  }

  /** Adds the types of an anonymous block for the rest of the session. */
  void extend(ProgramPlan extended) {
    program = extended;
    statics.grow(extended.classCount());
  }

  /** Counts a statement. */
  void statement() {
    if (--budget <= 0) {
      budget = STATEMENTS_PER_TICK;
      host.limits().consume(Limits.Counter.CPU_TICKS, 1);
      heap.statements(STATEMENTS_PER_TICK);
    }
  }

  Heap heap() {
    return heap;
  }

  @Override
  public long heapSize() {
    return heap.size();
  }

  @Override
  public void work(int n) {
    tick(n);
  }

  /** Everything that a variable of this session holds. */
  void roots(Consumer<Object> reach) {
    stack(top, reach);
    suspended.forEach(f -> stack(f, reach));
    statics.values(reach);
    for (TriggerFrame t : triggers) {
      reach.accept(t.newList());
      reach.accept(t.oldList());
    }
  }

  private static void stack(Frame innermost, Consumer<Object> reach) {
    for (Frame f = innermost; f != null; f = f.caller) {
      reach.accept(f.self);
      reach.accept(f.result);
      for (Object v : f.slots) {
        reach.accept(v);
      }
    }
  }

  @Override
  public void tick(int n) {
    int ticks = n / STATEMENTS_PER_TICK;
    budget -= n % STATEMENTS_PER_TICK;
    if (budget <= 0) {
      budget += STATEMENTS_PER_TICK;
      ticks++;
    }
    if (ticks > 0) {
      host.limits().consume(Limits.Counter.CPU_TICKS, ticks);
    }
  }

  @Override
  public String checkLength(String text) {
    if (text != null && text.length() > MAX_TEXT) {
      throw new LimitExceeded("String length exceeds maximum: " + MAX_TEXT);
    }
    if (text != null) {
      heap.grown(text.length());
      if (text.length() > LONG_TEXT) {
        tick(text.length() >> 9);
      }
    }
    return text;
  }

  /** The static variables of a class, initialised by this first use. */
  Object[] statics(ClassPlan c) {
    return statics.of(this, c);
  }

  // --- exceptions ------------------------------------------------------------------------------

  @Override
  public ApexThrow newException(String typeName, String message) {
    return new ApexThrow(Exceptions.system(this, typeName, message));
  }

  @Override
  public void raiseDml(DataHost.DmlRequest request, List<DataHost.RowResult> results) {
    Exceptions.raiseDml(this, request, results);
  }

  @Override
  public ExceptionValue toException(RuntimeException thrown) {
    return Exceptions.of(this, thrown);
  }

  @Override
  public String stackTrace() {
    return Exceptions.stack(top);
  }

  // --- types -----------------------------------------------------------------------------------

  @Override
  public Convert convert() {
    return program.convert();
  }

  @Override
  public Optional<ApexType> findType(String name) {
    return program.types().find(name);
  }

  @Override
  public Object newInstance(ApexType type) {
    return program.types().newInstance(this, type);
  }

  @Override
  public boolean isAbstract(ClassType type) {
    return program.classPlan(type).bound().isAbstract();
  }

  @Override
  public List<EnumValue> enumValues(ApexType type) {
    return program.types().enumValues(type);
  }

  // --- user code -------------------------------------------------------------------------------

  @Override
  public boolean hasMethod(Object receiver, String name, int parameters) {
    return receiver instanceof ApexObject o
        && o.runtimeClass() instanceof ClassPlan c
        && !c.methods(name, parameters).isEmpty();
  }

  @Override
  public Object call(Object receiver, String name, Object... args) {
    return users.call(receiver, name, args);
  }

  @Override
  public Object callStatic(ClassType type, String name, Object... args) {
    return users.callStatic(type, name, args);
  }

  @Override
  public List<MemberInfo> members(ApexObject object) {
    return object.runtimeClass() == null ? List.of() : object.runtimeClass().members();
  }

  @Override
  public Object getMember(ApexObject object, MemberInfo member) {
    return users.getMember(object, member);
  }

  @Override
  public void setMember(ApexObject object, MemberInfo member, Object value) {
    users.setMember(object, member, value);
  }

  @Override
  public Optional<List<MemberInfo>> globalMembers(ClassType type) {
    ClassPlan plan = program.classPlan(type);
    return plan.isGlobal() ? Optional.of(plan.members()) : Optional.empty();
  }

  @Override
  public boolean hasInvocable(String className) {
    ClassPlan c = program.findClass(className);
    return c != null
        && c.bound().methods().stream().anyMatch(m -> m.annotation("InvocableMethod").isPresent());
  }

  @Override
  public List<Map<String, Object>> invokeAction(
      String className, List<Map<String, Object>> inputs) {
    return new Invocables(this).call(className, inputs, UnaryOperator.identity());
  }

  @Override
  public ApexObject allocate(ClassType type) {
    return program.classPlan(type).initializers().allocate();
  }

  @Override
  public Object createStub(ApexType type, Object provider) {
    if (!(type instanceof ClassType c)) {
      throw newException("TypeException", "Cannot create stub for type " + type.displayName());
    }
    return new StubObject(program.classPlan(c), provider);
  }

  @Override
  public Object detach(Object value) {
    return new Detacher(this).copy(value);
  }

  @Override
  public void iterate(Object iterable, Consumer<Object> action) {
    Iteration.each(
        this,
        iterable,
        v -> {
          action.accept(v);
          return null;
        });
  }

  // --- where we are ----------------------------------------------------------------------------

  @Override
  public ClassType callerClass() {
    return top == null || top.unit.kind() != CodeUnit.Kind.CLASS ? null : top.unit.holder().type();
  }

  @Override
  public double apiVersion() {
    return top == null ? program.latestVersion() : top.unit.holder().apiVersion();
  }

  @Override
  public int callerLine() {
    return top == null ? 0 : top.line;
  }

  @Override
  public AccessMode defaultAccess() {
    if (top == null) {
      return AccessMode.SYSTEM;
    }
    return top.access(top.unit.holder().userModeByDefault());
  }

  @Override
  public AccessMode access(boolean userMode) {
    return top == null ? (userMode ? AccessMode.USER : AccessMode.SYSTEM) : top.access(userMode);
  }

  @Override
  public Map<String, Object> bindVariables(Set<String> names) {
    return new BindScope(this, top).values(names);
  }

  @Override
  public <T> T state(Class<T> key, Supplier<T> initial) {
    return key.cast(states.computeIfAbsent(key, k -> initial.get()));
  }

  @Override
  public TriggerFrame trigger() {
    return triggers.peek();
  }

  // --- what values ask -------------------------------------------------------------------------

  @Override
  public boolean userEquals(ApexObject left, Object right) {
    return users.equal(left, right);
  }

  @Override
  public int userHashCode(ApexObject value) {
    return users.hash(value);
  }

  @Override
  public boolean userComparable(ApexObject value) {
    return users.comparable(value);
  }

  @Override
  public int userCompareTo(ApexObject left, Object right) {
    return users.compare(left, right);
  }

  @Override
  public String userToString(ApexObject value) {
    return users.text(value);
  }

  @Override
  public ZoneId userZone() {
    return host.user().zone();
  }

  /** Calls a bound method on a user object, virtually, or through its stub. */
  Object dispatch(Object receiver, BoundMethod method, Object[] slots) {
    return users.dispatch(receiver, method, slots);
  }
}
