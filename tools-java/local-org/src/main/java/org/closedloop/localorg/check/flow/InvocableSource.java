package org.closedloop.localorg.check.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.closedloop.apex.syntax.ApexOutline;
import org.closedloop.apex.syntax.Modifiers.Annotated;
import org.closedloop.apex.syntax.TypeNode;
import org.closedloop.localorg.check.CheckContext;
import org.closedloop.localorg.check.flow.ValueType.Kind;
import org.closedloop.metadata.Component;

/**
 * The invocable method of a class as its source declares it: what a flow may give and take. Nothing
 * is known of classes whose source is no class; the Apex compiler says why.
 *
 * @param known false when the request or result class is not in the project
 * @param plain inputs are a list of values instead of requests
 */
record InvocableSource(
    boolean exists, boolean known, boolean plain, List<Parameter> inputs, List<Parameter> outputs) {
  private static final Pattern HINT =
      Pattern.compile("@\\s*invocablemethod", Pattern.CASE_INSENSITIVE);
  private static final InvocableSource NONE =
      new InvocableSource(false, true, false, List.of(), List.of());
  private static final InvocableSource UNKNOWN =
      new InvocableSource(true, false, false, List.of(), List.of());

  /** An input or output. */
  record Parameter(String name, TypeNode type, boolean required) {}

  /** The invocable of a class; empty when there is no such class with a readable source. */
  static Optional<InvocableSource> of(CheckContext context, String className) {
    Optional<ApexOutline> outline = context.outline(className);
    if (outline.isPresent()) {
      return Optional.of(read(context, outline.get()));
    }
    return context
        .find("ApexClass", className)
        .map(Component::contentText)
        .map(source -> HINT.matcher(source).find() ? UNKNOWN : NONE);
  }

  private static InvocableSource read(CheckContext context, ApexOutline type) {
    ApexOutline.Method method = null;
    for (ApexOutline.Method m : type.methods()) {
      if (m.annotated("InvocableMethod")) {
        method = m;
      }
    }
    if (method == null) {
      return NONE;
    }
    Reader reader = new Reader(context, type);
    List<Parameter> inputs = new ArrayList<>();
    boolean plain = true;
    if (!method.parameters().isEmpty()) {
      ApexOutline.Parameter p = method.parameters().get(0);
      List<Parameter> found = reader.variables(element(p.type()));
      plain = found.isEmpty();
      inputs.addAll(plain ? List.of(new Parameter(p.name(), element(p.type()), false)) : found);
    }
    List<Parameter> outputs = new ArrayList<>();
    if (method.returnType() != null) {
      List<Parameter> found = reader.variables(element(method.returnType()));
      outputs.addAll(
          found.isEmpty()
              ? List.of(new Parameter("output", element(method.returnType()), false))
              : found);
    }
    return new InvocableSource(true, reader.complete, plain, inputs, outputs);
  }

  private static TypeNode element(TypeNode type) {
    if (type.arrayDepth() > 0) {
      return new TypeNode(type.parts(), type.arrayDepth() - 1, type.pos());
    }
    TypeNode.Part last = type.parts().get(type.parts().size() - 1);
    boolean list = last.name().equalsIgnoreCase("List") && last.arguments().size() == 1;
    return list ? last.arguments().get(0) : type;
  }

  /** Flow types of the outputs by name; null when not all are known. */
  Map<String, ValueType> outputTypes(CheckContext context) {
    if (!known || (outputs.size() == 1 && outputs.get(0).name().equals("output"))) {
      return null;
    }
    Map<String, ValueType> out = new LinkedHashMap<>();
    outputs.forEach(p -> out.put(p.name(), valueType(context, p.type())));
    return out;
  }

  /** What a flow holds for a value of the Apex type. */
  static ValueType valueType(CheckContext context, TypeNode type) {
    TypeNode item = element(type);
    if (item != type) {
      return valueType(context, item).asCollection();
    }
    String name = type.parts().get(type.parts().size() - 1).name();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "string", "id" -> ValueType.of(Kind.STRING);
      case "integer", "long", "double", "decimal" -> ValueType.of(Kind.NUMBER);
      case "boolean" -> ValueType.of(Kind.BOOLEAN);
      case "date" -> ValueType.of(Kind.DATE);
      case "datetime" -> ValueType.of(Kind.DATETIME);
      case "time" -> ValueType.of(Kind.TIME);
      case "sobject" -> ValueType.record("");
      default ->
          context.has("ApexClass", name) || !context.objectExists(name)
              ? ValueType.ANY
              : ValueType.record(name);
    };
  }

  /** Finds request and result classes, and the classes they extend. */
  private static final class Reader {
    private final CheckContext context;
    private final ApexOutline home;
    private boolean complete = true;

    Reader(CheckContext context, ApexOutline home) {
      this.context = context;
      this.home = home;
    }

    List<Parameter> variables(TypeNode type) {
      List<Parameter> out = new ArrayList<>();
      ApexOutline at = find(type);
      for (int depth = 0; at != null && depth < 10; depth++) {
        for (ApexOutline.Variable v : at.variables()) {
          annotated(v.annotations())
              .ifPresent(a -> out.add(new Parameter(v.name(), v.type(), required(a))));
        }
        at = at.superclass() == null ? null : find(at.superclass());
      }
      return out;
    }

    private static Optional<Annotated> annotated(List<Annotated> all) {
      return all.stream().filter(a -> a.name().equalsIgnoreCase("InvocableVariable")).findFirst();
    }

    private static boolean required(Annotated a) {
      return a.values().getOrDefault("required", "").equalsIgnoreCase("true");
    }

    private ApexOutline find(TypeNode type) {
      String dotted = type.dotted();
      String simple = dotted.substring(dotted.lastIndexOf('.') + 1);
      int dot = dotted.indexOf('.');
      String outer = dot < 0 ? dotted : dotted.substring(0, dot);
      if (dot < 0 || outer.equalsIgnoreCase(home.name())) {
        ApexOutline inner = inner(home, simple);
        if (inner != null) {
          return inner;
        }
      }
      if (!context.has("ApexClass", outer)) {
        complete &= dot < 0 && (valueType(context, type) != ValueType.ANY || dotted.isEmpty());
        return null;
      }
      ApexOutline top = context.outline(outer).orElse(null);
      complete &= top != null;
      return top == null ? null : dot < 0 ? top : inner(top, simple);
    }

    private static ApexOutline inner(ApexOutline type, String name) {
      return type.classes().stream()
          .filter(t -> t.name().equalsIgnoreCase(name))
          .findFirst()
          .orElse(null);
    }
  }
}
