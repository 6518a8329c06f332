package org.closedloop.apex.library;

import java.lang.invoke.MethodHandle;
import org.closedloop.apex.exec.PlatformMethod;

/**
 * Calls of library methods that take a receiver or not, up to two arguments and no context, which
 * are most: without an array in between.
 */
final class DirectCalls {

  private DirectCalls() {}

  /**
   * @param receiver what the receiver is brought to, null for static members
   * @param types of the arguments, at most two
   */
  static PlatformMethod of(
      MethodHandle handle, Class<?> receiver, Class<?>[] types, boolean[] nullable) {
    MethodHandle h = handle.asType(handle.type().generic());
    return receiver == null ? free(h, types, nullable) : bound(h, receiver, types, nullable);
  }

  private static PlatformMethod free(MethodHandle h, Class<?>[] types, boolean[] nullable) {
    switch (types.length) {
      case 0:
        return (ctx, self, args) -> {
          try {
            return (Object) h.invokeExact();
          } catch (Throwable t) {
            throw Arguments.unchecked(t);
          }
        };
      case 1:
        Class<?> only = types[0];
        boolean mayBeNull = nullable[0];
        return (ctx, self, args) -> {
          Object a = Arguments.fit(args[0], only, mayBeNull, 1);
          try {
            return (Object) h.invokeExact(a);
          } catch (Throwable t) {
            throw Arguments.unchecked(t);
          }
        };
      default:
        return (ctx, self, args) -> {
          Object a = Arguments.fit(args[0], types[0], nullable[0], 1);
          Object b = Arguments.fit(args[1], types[1], nullable[1], 2);
          try {
            return (Object) h.invokeExact(a, b);
          } catch (Throwable t) {
            throw Arguments.unchecked(t);
          }
        };
    }
  }

  private static PlatformMethod bound(
      MethodHandle h, Class<?> receiver, Class<?>[] types, boolean[] nullable) {
    switch (types.length) {
      case 0:
        return (ctx, self, args) -> {
          Object me = Arguments.convert(self, receiver);
          try {
            return (Object) h.invokeExact(me);
          } catch (Throwable t) {
            throw Arguments.unchecked(t);
          }
        };
      case 1:
        Class<?> only = types[0];
        boolean mayBeNull = nullable[0];
        return (ctx, self, args) -> {
          Object me = Arguments.convert(self, receiver);
          Object a = Arguments.fit(args[0], only, mayBeNull, 1);
          try {
            return (Object) h.invokeExact(me, a);
          } catch (Throwable t) {
            throw Arguments.unchecked(t);
          }
        };
      default:
        return (ctx, self, args) -> {
          Object me = Arguments.convert(self, receiver);
          Object a = Arguments.fit(args[0], types[0], nullable[0], 1);
          Object b = Arguments.fit(args[1], types[1], nullable[1], 2);
          try {
            return (Object) h.invokeExact(me, a, b);
          } catch (Throwable t) {
            throw Arguments.unchecked(t);
          }
        };
    }
  }
}
