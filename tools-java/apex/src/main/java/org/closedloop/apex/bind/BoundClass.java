package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;

/**
 * A class, interface or enum written in Apex. Also holds the methods and variables declared inside
 * a trigger or an anonymous block. Filled by the binder, read-only for everybody else.
 */
public final class BoundClass {

  /** What was declared. */
  public enum Kind {
    CLASS,
    INTERFACE,
    ENUM
  }

  /** Sharing as declared; {@link #NONE} when nothing is written. */
  public enum Sharing {
    NONE,
    WITH,
    WITHOUT,
    INHERITED
  }

  private final ClassType type;
  private final Kind kind;
  private final String file;
  private final double apiVersion;
  private final BoundClass outer;
  private final SourcePos pos;
  Access access = Access.PRIVATE;
  Sharing sharing = Sharing.NONE;
  boolean isAbstract;
  boolean isVirtual;
  boolean testClass;
  boolean failed;
  List<Annotation> annotations = List.of();
  ApexType superclass;
  BoundClass superclassDeclaration;
  List<ApexType> interfaces = new ArrayList<>();
  final Map<String, BoundField> fields = new LinkedHashMap<>();
  final List<BoundMethod> methods = new ArrayList<>();
  final List<BoundMethod> constructors = new ArrayList<>();
  final Map<String, BoundClass> inner = new LinkedHashMap<>();
  final List<String> constants = new ArrayList<>();
  List<BoundStmt> staticInit = new ArrayList<>();
  List<BoundStmt> instanceInit = new ArrayList<>();
  int staticInitSlots;
  int instanceInitSlots;
  int staticSlots;
  int instanceSlots;

  BoundClass(
      ClassType type, Kind kind, String file, double apiVersion, BoundClass outer, SourcePos pos) {
    this.type = type;
    this.kind = kind;
    this.file = file;
    this.apiVersion = apiVersion;
    this.outer = outer;
    this.pos = pos;
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public ClassType type() {
    return type;
  }

  /** {@code Outer.Inner} in declared case. */
  public String name() {
    return type.name();
  }

  public Kind kind() {
    return kind;
  }

  public boolean isInterface() {
    return kind == Kind.INTERFACE;
  }

  public boolean isEnum() {
    return kind == Kind.ENUM;
  }

  public String file() {
    return file;
  }

  /** That of the file; inner classes have the outer's. */
  public double apiVersion() {
    return apiVersion;
  }

  /** Null for top-level types. */
  public BoundClass outer() {
    return outer;
  }

  public BoundClass outermost() {
    return outer == null ? this : outer.outermost();
  }

  public SourcePos pos() {
    return pos;
  }

  public Access access() {
    return access;
  }

  /** As written. See {@link VersionedBehaviour#WITH_SHARING_BY_DEFAULT} for when it is not. */
  public Sharing sharing() {
    return sharing;
  }

  public boolean isAbstract() {
    return isAbstract || kind == Kind.INTERFACE;
  }

  /** Whether others may extend it. */
  public boolean isExtensible() {
    return kind == Kind.CLASS && (isVirtual || isAbstract);
  }

  /** {@code @IsTest} on it or on its outer class. */
  public boolean isTest() {
    return testClass || outer != null && outer.isTest();
  }

  /** The class has errors and the compilation was told to go on. */
  public boolean hasFailed() {
    return failed;
  }

  /** Whether queries and DML without a clause run in user mode. */
  public boolean userModeByDefault() {
    return VersionedBehaviour.USER_MODE_BY_DEFAULT.appliesTo(apiVersion);
  }

  public List<Annotation> annotations() {
    return annotations;
  }

  public Optional<Annotation> annotation(String wanted) {
    return annotations.stream().filter(a -> a.is(wanted)).findFirst();
  }

  /** A class written in Apex, a platform class such as System.Exception, or null. */
  public ApexType superclass() {
    return superclass;
  }

  /** The superclass when it is written in Apex, else null. */
  public BoundClass superclassDeclaration() {
    return superclassDeclaration;
  }

  /** As declared; of an interface those it extends. */
  public List<ApexType> interfaces() {
    return Collections.unmodifiableList(interfaces);
  }

  /** Fields and properties declared here, in order. */
  public List<BoundField> fields() {
    return List.copyOf(fields.values());
  }

  /** A field or property declared here. */
  public Optional<BoundField> field(String anyCase) {
    return Optional.ofNullable(fields.get(key(anyCase)));
  }

  /** Methods declared here, in order, constructors not included. */
  public List<BoundMethod> methods() {
    return Collections.unmodifiableList(methods);
  }

  public List<BoundMethod> constructors() {
    return Collections.unmodifiableList(constructors);
  }

  public List<BoundClass> innerClasses() {
    return List.copyOf(inner.values());
  }

  public Optional<BoundClass> innerClass(String anyCase) {
    return Optional.ofNullable(inner.get(key(anyCase)));
  }

  /** Enum constants in order. */
  public List<String> constants() {
    return Collections.unmodifiableList(constants);
  }

  /** Static initialisers and blocks in source order; runs in a frame of its own. */
  public List<BoundStmt> staticInit() {
    return Collections.unmodifiableList(staticInit);
  }

  /**
   * Field initialisers and instance blocks in source order. Those of the whole chain run before any
   * constructor, the superclass's first.
   */
  public List<BoundStmt> instanceInit() {
    return Collections.unmodifiableList(instanceInit);
  }

  public int staticInitSlots() {
    return staticInitSlots;
  }

  public int instanceInitSlots() {
    return instanceInitSlots;
  }

  /** Number of static field slots. */
  public int staticSlots() {
    return staticSlots;
  }

  /** Number of instance field slots, inherited ones first. */
  public int instanceSlots() {
    return instanceSlots;
  }

  @Override
  public String toString() {
    return name();
  }
}
