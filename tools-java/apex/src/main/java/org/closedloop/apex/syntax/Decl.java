package org.closedloop.apex.syntax;

import java.util.List;

/** A declaration as written; the position is that of its name. */
public sealed interface Decl {

  SourcePos pos();

  /** What a type declaration declares. */
  enum TypeKind {
    CLASS,
    INTERFACE,
    ENUM
  }

  /**
   * A class, interface or enum.
   *
   * @param superclass of a class, or null
   * @param interfaces implemented; of an interface those extended
   * @param constants of an enum
   */
  record Type(
      TypeKind kind,
      Modifiers modifiers,
      String name,
      TypeNode superclass,
      List<TypeNode> interfaces,
      List<Constant> constants,
      List<Decl> members,
      SourcePos pos)
      implements Decl {
    public Type {
      interfaces = List.copyOf(interfaces);
      constants = List.copyOf(constants);
      members = List.copyOf(members);
    }
  }

  /** A constant of an enum. */
  record Constant(String name, SourcePos pos) {}

  /** One or more fields of one type. */
  record Field(Modifiers modifiers, TypeNode type, List<Stmt.Declarator> declarators, SourcePos pos)
      implements Decl {
    public Field {
      declarators = List.copyOf(declarators);
    }
  }

  /** A property. */
  record Property(
      Modifiers modifiers, TypeNode type, String name, List<Accessor> accessors, SourcePos pos)
      implements Decl {
    public Property {
      accessors = List.copyOf(accessors);
    }
  }

  /** {@code get} or {@code set}; {@code body} null for an automatic one. */
  record Accessor(Modifiers modifiers, boolean get, Stmt.Block body, SourcePos pos) {}

  /** A method; {@code returnType} null for void, {@code body} null when there is none. */
  record Method(
      Modifiers modifiers,
      TypeNode returnType,
      String name,
      List<Parameter> parameters,
      Stmt.Block body,
      SourcePos pos)
      implements Decl {
    public Method {
      parameters = List.copyOf(parameters);
    }
  }

  /** A constructor. */
  record Constructor(
      Modifiers modifiers, String name, List<Parameter> parameters, Stmt.Block body, SourcePos pos)
      implements Decl {
    public Constructor {
      parameters = List.copyOf(parameters);
    }
  }

  /** A parameter. */
  record Parameter(Modifiers modifiers, TypeNode type, String name, SourcePos pos) {}

  /** An initialiser block. */
  record Initializer(boolean isStatic, Stmt.Block body, SourcePos pos) implements Decl {}
}
