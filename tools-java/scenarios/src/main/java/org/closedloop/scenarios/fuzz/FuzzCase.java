package org.closedloop.scenarios.fuzz;

import java.util.List;
import org.closedloop.apex.host.ApexSource;

/**
 * One thing to try.
 *
 * @param name says how to make it again
 * @param block anonymous Apex to run when the sources compile
 * @param expected what the block must print, line by line; null when nothing is known of the
 *     outcome
 */
record FuzzCase(String name, List<ApexSource> sources, String block, List<String> expected) {

  static final double VERSION = 62;

  FuzzCase {
    sources = List.copyOf(sources);
    expected = expected == null ? null : List.copyOf(expected);
  }

  /** Anything may come of it but an escape. */
  static FuzzCase wild(String name, List<ApexSource> sources, String block) {
    return new FuzzCase(name, sources, block, null);
  }

  static ApexSource classSource(String name, String text) {
    return new ApexSource(ApexSource.Kind.CLASS, name, name + ".cls", text, VERSION);
  }

  /** All of its text, for reports. */
  String text() {
    StringBuilder sb = new StringBuilder();
    for (ApexSource s : sources) {
      sb.append("//// ").append(s.file()).append('\n').append(s.source()).append('\n');
    }
    return sb.append("//// run\n").append(block).toString();
  }
}
