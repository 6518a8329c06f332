package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.exec.ApexThrow;
import org.closedloop.apex.value.Equality;
import org.closedloop.apex.value.ToText;
import org.closedloop.apex.value.TypeToken;

/** Assertions with the platform's messages, shared by Assert and System. */
final class Assertions {

  private Assertions() {}

  static ApexThrow failed(ApexContext ctx, Object message, String detail) {
    StringBuilder sb = new StringBuilder("Assertion Failed");
    if (message != null) {
      sb.append(": ").append(ToText.concat(ctx, message));
    }
    if (detail != null) {
      sb.append(": ").append(detail);
    }
    return ctx.newException("System.AssertException", sb.toString());
  }

  static void condition(ApexContext ctx, Boolean actual, boolean wanted, Object message) {
    if (actual == null || actual != wanted) {
      throw failed(ctx, message, null);
    }
  }

  static void equal(ApexContext ctx, Object expected, Object actual, Object message) {
    if (!equal(ctx, expected, actual)) {
      throw failed(
          ctx,
          message,
          "Expected: " + ToText.concat(ctx, expected) + ", Actual: " + ToText.concat(ctx, actual));
    }
  }

  static void notEqual(ApexContext ctx, Object unwanted, Object actual, Object message) {
    if (equal(ctx, unwanted, actual)) {
      throw failed(ctx, message, "Same value: " + ToText.concat(ctx, actual));
    }
  }

  private static boolean equal(ApexContext ctx, Object a, Object b) {
    return Equality.same(ctx, a, b);
  }

  static void instance(
      ApexContext ctx, Object value, TypeToken type, boolean wanted, Object message) {
    if (ctx.convert().isInstance(value, type.type()) != wanted) {
      String name = type.type().displayName();
      throw failed(ctx, message, (wanted ? "Not instance of type: " : "Instance of type: ") + name);
    }
  }

  /** Members of Assert. */
  @ApexType("System.Assert")
  static final class Modern {
    private Modern() {}

    @ApexMethod
    static void areEqual(ApexContext ctx, @Nullable Object expected, @Nullable Object actual) {
      equal(ctx, expected, actual, null);
    }

    @ApexMethod
    static void areEqual(
        ApexContext ctx,
        @Nullable Object expected,
        @Nullable Object actual,
        @Nullable String message) {
      equal(ctx, expected, actual, message);
    }

    @ApexMethod
    static void areNotEqual(ApexContext ctx, @Nullable Object unwanted, @Nullable Object actual) {
      notEqual(ctx, unwanted, actual, null);
    }

    @ApexMethod
    static void areNotEqual(
        ApexContext ctx,
        @Nullable Object unwanted,
        @Nullable Object actual,
        @Nullable String message) {
      notEqual(ctx, unwanted, actual, message);
    }

    @ApexMethod
    static void fail(ApexContext ctx) {
      throw failed(ctx, null, null);
    }

    @ApexMethod
    static void fail(ApexContext ctx, @Nullable String message) {
      throw failed(ctx, message, null);
    }

    @ApexMethod
    static void isFalse(ApexContext ctx, @Nullable Boolean b) {
      condition(ctx, b, false, null);
    }

    @ApexMethod
    static void isFalse(ApexContext ctx, @Nullable Boolean b, @Nullable String message) {
      condition(ctx, b, false, message);
    }

    @ApexMethod
    static void isTrue(ApexContext ctx, @Nullable Boolean b) {
      condition(ctx, b, true, null);
    }

    @ApexMethod
    static void isTrue(ApexContext ctx, @Nullable Boolean b, @Nullable String message) {
      condition(ctx, b, true, message);
    }

    @ApexMethod
    static void isNull(ApexContext ctx, @Nullable Object v) {
      equal(ctx, null, v, null);
    }

    @ApexMethod
    static void isNull(ApexContext ctx, @Nullable Object v, @Nullable String message) {
      equal(ctx, null, v, message);
    }

    @ApexMethod
    static void isNotNull(ApexContext ctx, @Nullable Object v) {
      notEqual(ctx, null, v, null);
    }

    @ApexMethod
    static void isNotNull(ApexContext ctx, @Nullable Object v, @Nullable String message) {
      notEqual(ctx, null, v, message);
    }

    @ApexMethod
    static void isInstanceOfType(ApexContext ctx, @Nullable Object v, TypeToken type) {
      instance(ctx, v, type, true, null);
    }

    @ApexMethod
    static void isInstanceOfType(
        ApexContext ctx, @Nullable Object v, TypeToken type, @Nullable String message) {
      instance(ctx, v, type, true, message);
    }

    @ApexMethod
    static void isNotInstanceOfType(ApexContext ctx, @Nullable Object v, TypeToken type) {
      instance(ctx, v, type, false, null);
    }

    @ApexMethod
    static void isNotInstanceOfType(
        ApexContext ctx, @Nullable Object v, TypeToken type, @Nullable String message) {
      instance(ctx, v, type, false, message);
    }
  }

  /** The assertions of System. */
  @ApexType("System.System")
  static final class Classic {
    private Classic() {}

    @ApexMethod("Assert")
    static void isTrue(ApexContext ctx, @Nullable Boolean b) {
      condition(ctx, b, true, null);
    }

    @ApexMethod("Assert")
    static void isTrue(ApexContext ctx, @Nullable Boolean b, @Nullable Object message) {
      condition(ctx, b, true, message);
    }

    @ApexMethod
    static void assertEquals(ApexContext ctx, @Nullable Object expected, @Nullable Object actual) {
      equal(ctx, expected, actual, null);
    }

    @ApexMethod
    static void assertEquals(
        ApexContext ctx,
        @Nullable Object expected,
        @Nullable Object actual,
        @Nullable Object message) {
      equal(ctx, expected, actual, message);
    }

    @ApexMethod
    static void assertNotEquals(
        ApexContext ctx, @Nullable Object unwanted, @Nullable Object actual) {
      notEqual(ctx, unwanted, actual, null);
    }

    @ApexMethod
    static void assertNotEquals(
        ApexContext ctx,
        @Nullable Object unwanted,
        @Nullable Object actual,
        @Nullable Object message) {
      notEqual(ctx, unwanted, actual, message);
    }
  }
}
