package org.closedloop.scenarios.bench;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.syntax.ApexFrontEnd;
import org.closedloop.localorg.build.ApexSources;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.ComponentSet;

/** Parsing all Apex of a project against declaring, checking, binding and planning it. */
final class CompileBench {

  private static final int ROUNDS = 6;

  /** Milliseconds of one round. */
  record Round(double parse, double bind) {
    double ratio() {
      return bind / parse;
    }
  }

  /** The first round of the process, and the middle of the later ones. */
  record Result(int sources, long characters, Round cold, Round warm) {}

  Result measure(ComponentSet project) {
    OrgSchema schema = new SchemaRegistry().build(project);
    List<ApexSource> sources = ApexSources.of(project);
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(round(sources, schema));
    }
    List<Round> later = rounds.subList(1, ROUNDS);
    return new Result(
        sources.size(),
        sources.stream().mapToLong(s -> s.source().length()).sum(),
        rounds.get(0),
        new Round(
            Spread.of(later.stream().map(Round::parse).toList()).median(),
            Spread.of(later.stream().map(Round::bind).toList()).median()));
  }

  private static Round round(List<ApexSource> sources, OrgSchema schema) {
    ApexFrontEnd.forget();
    List<Object> trees = new ArrayList<>();
    long begin = System.nanoTime();
    for (ApexSource s : sources) {
      trees.add(
          s.kind() == ApexSource.Kind.CLASS
              ? ApexFrontEnd.parseClass(s.source())
              : ApexFrontEnd.parseTrigger(s.source()));
    }
    long parsed = System.nanoTime();
    // the trees are remembered and held: what is left is everything but parsing
    ApexEngine.compile(sources, schema, ApexEngine.Mode.COLLECT);
    long bound = System.nanoTime();
    if (trees.size() != sources.size()) {
      throw new IllegalStateException("a source was not parsed");
    }
    return new Round((parsed - begin) / 1e6, (bound - parsed) / 1e6);
  }
}
