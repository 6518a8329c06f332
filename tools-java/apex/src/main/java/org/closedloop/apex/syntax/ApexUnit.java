package org.closedloop.apex.syntax;

import java.util.List;

/** What one source text holds. */
public sealed interface ApexUnit {

  /** A file with a class, interface or enum. */
  record ClassUnit(Decl.Type type) implements ApexUnit {}

  /**
   * A trigger file.
   *
   * @param events lower case, for example {@code before insert}
   * @param members methods, types and static variables declared in it
   */
  record TriggerUnit(
      String name,
      String object,
      List<String> events,
      List<Decl> members,
      Stmt.Block body,
      SourcePos pos,
      SourcePos objectPos)
      implements ApexUnit {
    public TriggerUnit {
      events = List.copyOf(events);
      members = List.copyOf(members);
    }
  }

  /** An anonymous block. */
  record AnonymousUnit(List<Decl> members, Stmt.Block body) implements ApexUnit {
    public AnonymousUnit {
      members = List.copyOf(members);
    }
  }
}
