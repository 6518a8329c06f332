package org.closedloop.apex.bind;

import java.util.function.Predicate;

/**
 * How to compile.
 *
 * @param deferUnsupported a platform member without implementation is an INFO and fails when it
 *     runs, instead of an error
 * @param tolerant answer a program although sources have errors; those sources are left out or,
 *     when only bodies are wrong, marked {@link BoundClass#hasFailed}
 * @param implemented whether the runtime has the platform member of that signature
 */
public record CompileOptions(
    boolean deferUnsupported, boolean tolerant, Predicate<String> implemented) {

  /**
   * Refuses unsupported members, tolerates nothing, takes every platform member for implemented.
   */
  public static final CompileOptions STRICT = new CompileOptions(false, false, s -> true);
}
