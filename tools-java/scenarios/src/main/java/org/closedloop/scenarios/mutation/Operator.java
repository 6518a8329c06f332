package org.closedloop.scenarios.mutation;

import java.util.function.BiConsumer;

/**
 * One way to break a source.
 *
 * @param name kebab-case
 * @param does what it does to a source, and what an org says to that
 * @param weight its share of the mutants beside the others'
 * @param finder collects every site it could be applied to, each with its verdict
 */
record Operator(String name, String does, int weight, BiConsumer<Sources, Sites> finder) {

  Sites sites(Sources sources) {
    Sites sites = new Sites(name, sources);
    finder.accept(sources, sites);
    return sites;
  }
}
