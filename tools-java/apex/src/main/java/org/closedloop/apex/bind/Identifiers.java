package org.closedloop.apex.bind;

import java.util.Set;
import org.closedloop.apex.syntax.SourcePos;

/** Which names variables may have: Apex reserves words that its grammar would take. */
final class Identifiers {

  private static final Set<String> RESERVED =
      Set.of(
          ("abstract activate and any array as asc autonomous begin bigdecimal blob boolean break"
                  + " bulk by byte case cast catch char class collect commit const continue"
                  + " currency date datetime decimal default delete desc do double else end enum"
                  + " exception exit export extends false final finally float for from global goto"
                  + " group having hint if implements import in inner insert instanceof int integer"
                  + " interface into join like limit list long loop map merge new not null nulls"
                  + " number object of on or outer override package parallel pragma private"
                  + " protected public retrieve return rollback select set short sobject sort"
                  + " static string super switch synchronized system testmethod then this throw"
                  + " time transaction trigger true try undelete update upsert using virtual void"
                  + " webservice when where while")
              .split(" "));

  private Identifiers() {}

  /** Tells about a name that a type cannot have; words reserved for variables may name types. */
  static void checkType(String name, SourcePos pos, Problems problems) {
    if (odd(name)) {
      problems.error(
          pos,
          "invalid-name",
          "Invalid identifier '"
              + name
              + "'. Apex identifiers must start with an ASCII letter (a-z or A-Z) followed by any"
              + " number of ASCII letters (a-z or A-Z), digits (0 - 9), underscores (_), and may not"
              + " contain two consecutive underscores or end with an underscore.");
    }
  }

  /** Tells about a name that a variable cannot have. */
  static void check(String name, SourcePos pos, Problems problems) {
    if (RESERVED.contains(BoundClass.key(name))) {
      problems.error(pos, "reserved-name", "Identifier name is reserved: " + name);
    } else {
      checkType(name, pos, problems);
    }
  }

  private static boolean odd(String name) {
    return name.endsWith("_") || name.contains("__") || !Character.isLetter(name.charAt(0));
  }
}
