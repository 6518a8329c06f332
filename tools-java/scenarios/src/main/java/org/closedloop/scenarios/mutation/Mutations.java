package org.closedloop.scenarios.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** All operators, and a seeded draw from the sites that they find. */
final class Mutations {

  private Mutations() {}

  static List<Operator> operators() {
    List<Operator> all = new ArrayList<>();
    all.addAll(XmlOperators.all());
    all.addAll(ReferenceOperators.all());
    all.addAll(FieldOperators.all());
    all.addAll(ComponentOperators.all());
    all.addAll(FormulaOperators.all());
    all.addAll(FlowOperators.all());
    all.addAll(ApexSyntaxOperators.all());
    all.addAll(ApexDeclarationOperators.all());
    all.addAll(ApexTypeOperators.all());
    all.addAll(ApexMemberOperators.all());
    all.addAll(ApexFieldOperators.all());
    all.addAll(ValueOperators.all());
    all.addAll(PageOperators.all());
    return all;
  }

  /** Every site of every operator, by the operator's name. */
  static Map<String, List<Mutant>> sites(Sources sources) {
    Map<String, List<Mutant>> out = new LinkedHashMap<>();
    for (Operator o : operators()) {
      out.put(o.name(), o.sites(sources).all());
    }
    return out;
  }

  /**
   * Draws mutants: the operators share the count by their weights, an operator's sites are all
   * equally likely, no site is drawn twice; what an operator with few sites leaves goes to the
   * others.
   */
  static List<Mutant> draw(Map<String, List<Mutant>> sites, int count, long seed) {
    Map<String, List<Mutant>> left = new LinkedHashMap<>();
    for (Operator o : operators()) {
      List<Mutant> shuffled = new ArrayList<>(sites.get(o.name()));
      Collections.shuffle(shuffled, new Random(seed * 31 + o.name().hashCode()));
      left.put(o.name(), shuffled);
    }
    List<Mutant> out = new ArrayList<>();
    while (out.size() < count && left.values().stream().anyMatch(l -> !l.isEmpty())) {
      int weights =
          operators().stream()
              .filter(o -> !left.get(o.name()).isEmpty())
              .mapToInt(Operator::weight)
              .sum();
      int missing = count - out.size();
      for (Operator o : operators()) {
        List<Mutant> own = left.get(o.name());
        int share = Math.max(1, missing * o.weight() / weights);
        for (int i = 0; i < share && !own.isEmpty() && out.size() < count; i++) {
          out.add(own.remove(own.size() - 1));
        }
      }
    }
    return out;
  }
}
