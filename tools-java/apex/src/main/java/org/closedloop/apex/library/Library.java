package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.closedloop.apex.exec.PlatformMethod;

/**
 * All Java implementations of platform members by signature. The classes of one platform type are
 * read when a member of that type is first asked for.
 */
public final class Library {

  private final Map<String, List<Class<?>>> classesByType = new HashMap<>();
  private final Map<String, Map<String, PlatformMethod>> members = new ConcurrentHashMap<>();

  private Library() {
    for (Class<?> c : LibraryClasses.ALL) {
      ApexType type = c.getAnnotation(ApexType.class);
      if (type == null) {
        throw new IllegalStateException(c + " lacks @ApexType");
      }
      classesByType.computeIfAbsent(type.value(), k -> new ArrayList<>()).add(c);
    }
  }

  public static Library get() {
    return Holder.LIBRARY;
  }

  private static final class Holder {
    static final Library LIBRARY = new Library();
  }

  /** The implementation of {@code System.String.trim()}, or empty when there is none. */
  public Optional<PlatformMethod> implementation(String signature) {
    int bracket = signature.indexOf('(');
    String path = bracket < 0 ? signature : signature.substring(0, bracket);
    return Optional.ofNullable(ofType(path.substring(0, path.lastIndexOf('.'))).get(signature));
  }

  private Map<String, PlatformMethod> ofType(String type) {
    Map<String, PlatformMethod> known = members.get(type);
    if (known == null) {
      known = new TreeMap<>();
      for (Class<?> c : classesByType.getOrDefault(type, List.of())) {
        new MemberReader(type, c).read(known);
      }
      members.putIfAbsent(type, known);
    }
    return known;
  }

  /**
   * Signatures of every implemented member, in order; reads all classes and so fails when one names
   * a member that the platform does not have.
   */
  public List<String> signatures() {
    List<String> all = new ArrayList<>();
    classesByType.keySet().stream().sorted().forEach(t -> all.addAll(ofType(t).keySet()));
    return all;
  }
}
