package org.closedloop.apex.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.platform.PlatformMember;
import org.closedloop.apex.platform.PlatformType;
import org.junit.jupiter.api.Test;

class LibraryTest {

  /** Every registered member must exist in the platform, else reading the library throws. */
  @Test
  void everyImplementationBelongsToAPlatformMember() {
    Set<String> known = new HashSet<>();
    for (PlatformType t : PlatformIndex.get().types()) {
      t.methods().forEach(m -> known.add(m.signature()));
      t.constructors().forEach(c -> known.add(c.signature()));
      t.properties().forEach(p -> known.add(p.signature()));
    }
    for (String n : List.of("toString", "equals", "hashCode")) {
      PlatformIndex.objectMethods(n).stream().map(PlatformMember::signature).forEach(known::add);
    }
    List<String> strangers =
        Library.get().signatures().stream().filter(s -> !known.contains(s)).toList();
    assertEquals(List.of(), strangers);
  }

  @Test
  void aKnownMemberWithoutImplementationIsEmpty() {
    assertTrue(PlatformIndex.get().implementation("System.String.trim()").isPresent());
    assertTrue(
        PlatformIndex.get().implementation("System.Answers.setBestReply(String,String)").isEmpty());
  }
}
