package org.closedloop.apex.library;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.TypeToken;

/**
 * The platform cache. Entries live until the request ends: the platform, too, may drop an entry at
 * any time, so code must be right without it.
 */
final class CacheLibrary {

  private CacheLibrary() {}

  /** Entries of this session by kind and partition. */
  private static final class State {
    final Map<String, Partition> partitions = new HashMap<>();
  }

  private static <P extends Partition> P partition(
      ApexContext ctx, String kind, String name, java.util.function.Function<String, P> make) {
    @SuppressWarnings("unchecked")
    P p =
        (P)
            ctx.state(State.class, State::new)
                .partitions
                .computeIfAbsent(kind + ":" + name, k -> make.apply(name));
    return p;
  }

  private static String key(String key) {
    if (!key.matches("[A-Za-z0-9]+")) {
      throw Errors.of(
          "InvalidParameterValueException",
          "Invalid cache key '" + key + "': only letters and digits are allowed");
    }
    return key;
  }

  /** What the partition types have in common; the platform declares it on each of them. */
  abstract static class Partition extends LibraryValue {
    private final String name;
    private final Map<String, Object> entries = new LinkedHashMap<>();

    Partition(String name) {
      this.name = name;
    }

    @ApexMethod
    String getName() {
      return name;
    }

    @ApexMethod
    Boolean isAvailable() {
      return true;
    }

    @ApexMethod("contains")
    Boolean contains(String key) {
      return entries.containsKey(key(key));
    }

    @ApexMethod("get(String)")
    Object get(String key) {
      return entries.get(key(key));
    }

    /** A missing entry is loaded by the builder class and kept. */
    @ApexMethod("get(Type,String)")
    Object get(ApexContext ctx, TypeToken builder, String key) {
      String cached = builder.type().displayName().replace(".", "") + key(key);
      if (!entries.containsKey(cached)) {
        Object loader = ctx.newInstance(builder.type());
        entries.put(cached, ctx.call(loader, "doLoad", key));
      }
      return entries.get(cached);
    }

    @ApexMethod
    void put(String key, Object value) {
      entries.put(key(key), value);
    }

    @ApexMethod({"put(String,Object,Integer)", "put(String,Object,Cache.Visibility)"})
    void put(String key, Object value, Object timeToLiveOrVisibility) {
      put(key, value);
    }

    @ApexMethod
    void put(String key, Object value, Integer timeToLive, Object visibility, Boolean immutable) {
      put(key, value);
    }

    @ApexMethod("remove(String)")
    Boolean remove(String key) {
      boolean had = entries.containsKey(key(key));
      entries.remove(key);
      return had;
    }

    @ApexMethod("remove(Type,String)")
    Boolean remove(TypeToken builder, String key) {
      return remove(builder.type().displayName().replace(".", "") + key);
    }

    @ApexMethod
    ApexSet getKeys(ApexContext ctx) {
      return ApexSet.of(ctx, SimpleType.STRING, entries.keySet());
    }

    @ApexMethod
    Long getNumKeys() {
      return (long) entries.size();
    }
  }

  /** A {@code Cache.Partition}. */
  @ApexType("Cache.Partition")
  static final class AnyPartition extends Partition {
    AnyPartition(String name) {
      super(name);
    }
  }

  /** A {@code Cache.OrgPartition}. */
  @ApexType("Cache.OrgPartition")
  static final class OrgPartition extends Partition {
    OrgPartition(String name) {
      super(name);
    }
  }

  /** A {@code Cache.SessionPartition}. */
  @ApexType("Cache.SessionPartition")
  static final class SessionPartition extends Partition {
    SessionPartition(String name) {
      super(name);
    }
  }

  /** Members of Cache.Org; those without a partition work on the default one. */
  @ApexType("Cache.Org")
  static final class Org {
    private Org() {}

    private static Partition standard(ApexContext ctx) {
      return getPartition(ctx, "local.default");
    }

    @ApexMethod
    static OrgPartition getPartition(ApexContext ctx, String name) {
      return partition(ctx, "org", name, OrgPartition::new);
    }

    @ApexMethod("contains(String)")
    static Boolean contains(ApexContext ctx, String key) {
      return standard(ctx).contains(key);
    }

    @ApexMethod("get(String)")
    static Object get(ApexContext ctx, String key) {
      return standard(ctx).get(key);
    }

    @ApexMethod("get(Type,String)")
    static Object get(ApexContext ctx, TypeToken builder, String key) {
      return standard(ctx).get(ctx, builder, key);
    }

    @ApexMethod
    static void put(ApexContext ctx, String key, Object value) {
      standard(ctx).put(key, value);
    }

    @ApexMethod
    static void put(ApexContext ctx, String key, Object value, Object timeToLiveOrVisibility) {
      standard(ctx).put(key, value);
    }

    @ApexMethod("remove(String)")
    static Boolean remove(ApexContext ctx, String key) {
      return standard(ctx).remove(key);
    }

    @ApexMethod
    static ApexSet getKeys(ApexContext ctx) {
      return standard(ctx).getKeys(ctx);
    }
  }

  /** Members of Cache.Session; those without a partition work on the default one. */
  @ApexType("Cache.Session")
  static final class Session {
    private Session() {}

    private static Partition standard(ApexContext ctx) {
      return getPartition(ctx, "local.default");
    }

    @ApexMethod
    static SessionPartition getPartition(ApexContext ctx, String name) {
      return partition(ctx, "session", name, SessionPartition::new);
    }

    @ApexMethod
    static Boolean isAvailable() {
      return true;
    }

    @ApexMethod("contains(String)")
    static Boolean contains(ApexContext ctx, String key) {
      return standard(ctx).contains(key);
    }

    @ApexMethod("get(String)")
    static Object get(ApexContext ctx, String key) {
      return standard(ctx).get(key);
    }

    @ApexMethod("get(Type,String)")
    static Object get(ApexContext ctx, TypeToken builder, String key) {
      return standard(ctx).get(ctx, builder, key);
    }

    @ApexMethod
    static void put(ApexContext ctx, String key, Object value) {
      standard(ctx).put(key, value);
    }

    @ApexMethod
    static void put(ApexContext ctx, String key, Object value, Object timeToLiveOrVisibility) {
      standard(ctx).put(key, value);
    }

    @ApexMethod("remove(String)")
    static Boolean remove(ApexContext ctx, String key) {
      return standard(ctx).remove(key);
    }

    @ApexMethod
    static ApexSet getKeys(ApexContext ctx) {
      return standard(ctx).getKeys(ctx);
    }
  }
}
