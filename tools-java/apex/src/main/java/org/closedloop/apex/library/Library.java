package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.closedloop.apex.exec.PlatformMethod;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.platform.PlatformType;

/**
 * All Java implementations of platform members by signature. The classes of one platform type are
 * read when a member of that type is first asked for.
 */
public final class Library {

  private final Map<String, List<Class<?>>> classesByType =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
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

  /**
   * The implementation of {@code System.String.trim()} in any case, or empty when there is none.
   */
  public Optional<PlatformMethod> implementation(String signature) {
    int bracket = signature.indexOf('(');
    String path = bracket < 0 ? signature : signature.substring(0, bracket);
    int dot = path.lastIndexOf('.');
    String type = path.substring(0, dot);
    PlatformMethod own = ofType(type).get(signature);
    return own != null ? Optional.of(own) : general(type, signature.substring(dot + 1));
  }

  /** Members that whole kinds of types share: exception constructors, methods of enums. */
  private Optional<PlatformMethod> general(String typeName, String member) {
    PlatformType type = PlatformIndex.get().type(typeName).orElse(null);
    if (type == null) {
      return Optional.empty();
    }
    if (type.isException() && member.startsWith("new(")) {
      return ExceptionLibrary.constructor(typeName, member.substring("new".length()));
    }
    if (type.isEnum()) {
      return Enums.method(typeName, member);
    }
    if (isPlainData(type)) {
      return DataValue.member(type, member);
    }
    return member.indexOf('(') < 0 ? throughAccessors(typeName, member) : Optional.empty();
  }

  /** Whether values of the type are nothing but attributes and no class of ours implements it. */
  boolean isPlainData(PlatformType type) {
    return !classesByType.containsKey(type.qualifiedName()) && DataValue.isPlain(type);
  }

  /** A property without an implementation of its own works through its getter and setter. */
  private Optional<PlatformMethod> throughAccessors(String typeName, String property) {
    Map<String, PlatformMethod> all = ofType(typeName);
    PlatformMethod get = all.get(typeName + ".get" + property + "()");
    PlatformMethod read = get != null ? get : all.get(typeName + ".is" + property + "()");
    if (read == null) {
      return Optional.empty();
    }
    return Optional.of(
        (ctx, self, args) -> {
          if (args.length == 0) {
            return read.invoke(ctx, self, args);
          }
          throw Errors.of("FinalException", property + " is not writable");
        });
  }

  private Map<String, PlatformMethod> ofType(String type) {
    Map<String, PlatformMethod> known = members.get(type);
    if (known == null) {
      known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
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
