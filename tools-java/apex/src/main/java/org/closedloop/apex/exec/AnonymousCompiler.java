package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundAnonymous;
import org.closedloop.apex.bind.BoundProgram;
import org.closedloop.apex.host.ApexSource;

/** Compiles an anonymous block against a program; supplied with the program. */
@FunctionalInterface
public interface AnonymousCompiler {

  /** The block, or an {@link org.closedloop.apex.host.ApexFailure} that names the first problem. */
  BoundAnonymous compile(ApexSource source, BoundProgram program);
}
