package org.closedloop.apex.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The order in which classes and their methods run. Tests that lean on an order are wrong on the
 * platform, which promises none; running them shuffled finds them.
 */
public final class TestOrder {

  /** As the program lists them. */
  public static final TestOrder DECLARED = new TestOrder(null);

  private final Long seed;

  private TestOrder(Long seed) {
    this.seed = seed;
  }

  /** An order by chance; the same seed gives the same one. */
  public static TestOrder shuffled(long seed) {
    return new TestOrder(seed);
  }

  <T> List<T> of(Collection<T> declared) {
    List<T> out = new ArrayList<>(declared);
    if (seed != null) {
      Collections.shuffle(out, new Random(seed));
    }
    return out;
  }
}
