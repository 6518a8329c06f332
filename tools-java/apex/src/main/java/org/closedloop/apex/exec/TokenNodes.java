package org.closedloop.apex.exec;

import java.util.Locale;
import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.SObjectFieldToken;
import org.closedloop.apex.value.SObjectTypeToken;

/** Schema tokens, labels, pages, enum methods and the trigger variables. */
final class TokenNodes {

  private static final PlatformType OPERATION = PlatformType.of("System.TriggerOperation");

  private final Planner planner;

  TokenNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.on(
        BoundExpr.SObjectToken.class,
        e -> {
          SObjectTypeToken t = new SObjectTypeToken(e.object());
          return f -> t;
        });
    planner.on(
        BoundExpr.FieldToken.class,
        e -> {
          SObjectFieldToken t = new SObjectFieldToken(e.object(), e.field());
          return f -> t;
        });
    planner.on(BoundExpr.DescribeObject.class, e -> describe(e.object()));
    planner.on(BoundExpr.DescribeField.class, this::describeField);
    planner.on(
        BoundExpr.DescribeFields.class,
        e -> property(describe(e.object()), "Schema.DescribeSObjectResult.fields"));
    planner.on(
        BoundExpr.DescribeFieldSets.class,
        e -> property(describe(e.object()), "Schema.DescribeSObjectResult.fieldSets"));
    planner.on(BoundExpr.FieldSetToken.class, this::fieldSet);
    planner.on(
        BoundExpr.Label.class,
        e -> {
          String name = e.name();
          return f -> f.ctx.host().config().label(name);
        });
    planner.on(BoundExpr.Page.class, this::page);
    planner.on(BoundExpr.TriggerContext.class, e -> f -> trigger(f, e.variable()));
    planner.on(BoundExpr.EnumValues.class, this::enumValues);
    planner.on(BoundExpr.EnumValueOf.class, this::enumValueOf);
  }

  private Node describe(SObjectDef object) {
    PlatformMethod m = planner.program().requirePlatform("Schema.SObjectType.getDescribe()");
    SObjectTypeToken t = new SObjectTypeToken(object);
    return f -> m.invoke(f.ctx, t, CallNodes.NO_ARGS);
  }

  private Node describeField(BoundExpr.DescribeField e) {
    PlatformMethod m = planner.program().requirePlatform("Schema.SObjectField.getDescribe()");
    SObjectFieldToken t = new SObjectFieldToken(e.object(), e.field());
    return f -> m.invoke(f.ctx, t, CallNodes.NO_ARGS);
  }

  private Node property(Node receiver, String signature) {
    PlatformMethod m = planner.program().requirePlatform(signature);
    return f -> m.invoke(f.ctx, receiver.eval(f), CallNodes.NO_ARGS);
  }

  private Node fieldSet(BoundExpr.FieldSetToken e) {
    Node sets = property(describe(e.object()), "Schema.DescribeSObjectResult.fieldSets");
    PlatformMethod map = planner.program().requirePlatform("Schema.SObjectTypeFieldSets.getMap()");
    PlatformMethod get = planner.program().requirePlatform("System.Map.get(K)");
    String name = e.fieldSet().name().toLowerCase(Locale.ROOT);
    return f -> {
      Object all = map.invoke(f.ctx, sets.eval(f), CallNodes.NO_ARGS);
      return all instanceof org.closedloop.apex.value.ApexMap m
          ? m.get(f.ctx, name)
          : get.invoke(f.ctx, all, new Object[] {name});
    };
  }

  private Node page(BoundExpr.Page e) {
    PlatformMethod m = planner.program().requirePlatform("System.PageReference.new(String)");
    String url = "/apex/" + e.name();
    return f -> m.invoke(f.ctx, null, new Object[] {url});
  }

  private static Object trigger(Frame f, BoundExpr.TriggerVariable variable) {
    TriggerFrame t = f.ctx.trigger();
    if (t == null) {
      return switch (variable) {
        case NEW, NEW_MAP, OLD, OLD_MAP, OPERATION_TYPE, SIZE -> null;
        default -> Boolean.FALSE;
      };
    }
    return switch (variable) {
      case IS_EXECUTING -> Boolean.TRUE;
      case IS_INSERT -> t.isInsert();
      case IS_UPDATE -> t.isUpdate();
      case IS_DELETE -> t.isDelete();
      case IS_UNDELETE -> t.isUndelete();
      case IS_BEFORE -> t.isBefore();
      case IS_AFTER -> !t.isBefore();
      case NEW -> t.newList();
      case NEW_MAP -> t.newMap();
      case OLD -> t.oldList();
      case OLD_MAP -> t.oldMap();
      case SIZE -> t.size();
      case OPERATION_TYPE -> operation(f.ctx, t);
    };
  }

  private static EnumValue operation(ExecContext ctx, TriggerFrame t) {
    return ctx.enumValues(OPERATION).stream()
        .filter(v -> v.name().equals(t.event().name()))
        .findFirst()
        .orElseThrow();
  }

  private Node enumValues(BoundExpr.EnumValues e) {
    ApexType type = e.enumType();
    return f -> ApexList.of(type, f.ctx.enumValues(type));
  }

  private Node enumValueOf(BoundExpr.EnumValueOf e) {
    ApexType type = e.enumType();
    Node text = planner.node(e.text());
    return f -> {
      Object v = text.eval(f);
      if (v == null) {
        throw Errors.nullPointer();
      }
      return f.ctx.enumValues(type).stream()
          .filter(c -> c.name().equalsIgnoreCase((String) v))
          .findFirst()
          .orElseThrow(
              () ->
                  Errors.of(
                      "NoSuchElementException",
                      "No enum constant " + type.displayName() + "." + v));
    };
  }
}
