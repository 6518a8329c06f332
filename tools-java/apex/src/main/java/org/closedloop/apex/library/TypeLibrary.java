package org.closedloop.apex.library;

import java.util.Optional;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.value.SObjectTypeToken;
import org.closedloop.apex.value.TypeToken;

/** Members of Type. */
@ApexType("System.Type")
final class TypeLibrary {

  private TypeLibrary() {}

  @ApexMethod
  static TypeToken forName(ApexContext ctx, @Nullable String name) {
    return name == null ? null : ctx.findType(name).map(TypeToken::new).orElse(null);
  }

  /** This org has no namespace of its own; null and empty mean none. */
  @ApexMethod
  static TypeToken forName(ApexContext ctx, @Nullable String namespace, String name) {
    String qualified = namespace == null || namespace.isEmpty() ? name : namespace + "." + name;
    return forName(ctx, qualified);
  }

  /** Platform types of System answer without their namespace, but for its exceptions. */
  @ApexMethod
  static String getName(TypeToken self) {
    String name = self.type().displayName();
    return name.startsWith("System.") && !name.endsWith("Exception")
        ? name.substring("System.".length())
        : name;
  }

  @ApexMethod("toString")
  static String text(TypeToken self) {
    return getName(self);
  }

  @ApexMethod
  static Object newInstance(ApexContext ctx, TypeToken self) {
    return ctx.newInstance(self.type());
  }

  @ApexMethod
  static Boolean isAssignableFrom(ApexContext ctx, TypeToken self, TypeToken source) {
    return ctx.convert().subtype(source.type(), self.type());
  }

  @ApexMethod("equals")
  static Boolean same(TypeToken self, @Nullable Object other) {
    return self.equals(other);
  }

  @ApexMethod("hashCode")
  static Integer hash(TypeToken self) {
    return self.hashCode();
  }

  @ApexProperty("SObjectType")
  static SObjectTypeToken objectType(ApexContext ctx, TypeToken self) {
    return Optional.of(self.type())
        .filter(SObjectType.class::isInstance)
        .flatMap(t -> ctx.host().schema().object(t.displayName()))
        .map(SObjectTypeToken::new)
        .orElse(null);
  }
}
