package org.closedloop.apex.exec;

import java.util.List;
import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.SObjectFields;
import org.closedloop.apex.value.SObjectValue;

/** Everything with {@code new}. */
final class CreationNodes {

  private final Planner planner;

  CreationNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.on(BoundExpr.NewObject.class, this::newObject);
    planner.on(BoundExpr.NewPlatform.class, this::newPlatform);
    planner.on(BoundExpr.NewInterview.class, this::newInterview);
    planner.on(BoundExpr.NewRecord.class, this::newRecord);
    planner.on(BoundExpr.NewElements.class, this::newElements);
    planner.on(BoundExpr.NewEntries.class, this::newEntries);
    planner.on(BoundExpr.NewCollection.class, this::newCollection);
    planner.on(BoundExpr.NewArray.class, this::newArray);
  }

  private Node newObject(BoundExpr.NewObject e) {
    ClassPlan type = planner.program().classPlan(e.type());
    BoundMethod constructor = e.constructor();
    Node[] args = planner.arguments(e.arguments());
    boolean platformConstructor = e.signature() != null;
    int slots = constructor == null ? 0 : constructor.slots();
    return f -> {
      Object[] values = CallNodes.arguments(f, args, slots);
      f.ctx.statics(type);
      ApexObject o = type.initializers().allocate();
      if (o instanceof ExceptionValue x) {
        Exceptions.noteStack(f.ctx, x);
      }
      type.initializers().create(f.ctx, o, constructor, values);
      if (platformConstructor) {
        Initializers.initException(o, values);
      }
      return o;
    };
  }

  private Node newPlatform(BoundExpr.NewPlatform e) {
    Node[] args = planner.arguments(e.arguments());
    if (planner.program().isException(e.type())) {
      PlatformType type = e.type();
      return f -> {
        Object[] values = CallNodes.arguments(f, args, 0);
        ExceptionValue x = new ExceptionValue(type, null);
        Exceptions.noteStack(f.ctx, x);
        Initializers.initException(x, values);
        return x;
      };
    }
    PlatformMethod method = planner.program().requirePlatform(e.signature());
    return f -> method.invoke(f.ctx, null, CallNodes.arguments(f, args, 0));
  }

  private Node newInterview(BoundExpr.NewInterview e) {
    Node inputs = planner.nodeOrNull(e.inputs());
    PlatformMethod create =
        planner
            .program()
            .requirePlatform("Flow.Interview.createInterview(String,Map<String,Object>)");
    String flow = e.flow();
    return f ->
        create.invoke(
            f.ctx,
            null,
            new Object[] {
              flow,
              inputs == null ? new ApexMap(SimpleType.STRING, SimpleType.OBJECT) : inputs.eval(f)
            });
  }

  private Node newRecord(BoundExpr.NewRecord e) {
    SObjectDef object = e.object();
    List<BoundExpr.FieldInit> inits = e.fields();
    Node[] values = inits.stream().map(i -> planner.node(i.value())).toArray(Node[]::new);
    return f -> {
      SObjectValue r = new SObjectValue(object);
      for (int i = 0; i < values.length; i++) {
        BoundExpr.FieldInit init = inits.get(i);
        Object v = values[i].eval(f);
        if (init.parent()) {
          SObjectFields.putParent(r, init.field(), (SObjectValue) v);
        } else {
          SObjectFields.put(r, init.field(), v);
        }
      }
      return r;
    };
  }

  private Node newElements(BoundExpr.NewElements e) {
    Node[] items = planner.nodes(e.elements());
    if (e.type() instanceof SetType s) {
      return f -> {
        ApexSet set = new ApexSet(s.element());
        for (Node n : items) {
          set.add(f.ctx, n.eval(f));
        }
        return set;
      };
    }
    ApexType element = ((ListType) e.type()).element();
    return f -> {
      ApexList list = new ApexList(element);
      for (Node n : items) {
        list.add(n.eval(f));
      }
      return list;
    };
  }

  private Node newEntries(BoundExpr.NewEntries e) {
    Node[] keys = e.entries().stream().map(x -> planner.node(x.key())).toArray(Node[]::new);
    Node[] values = e.entries().stream().map(x -> planner.node(x.value())).toArray(Node[]::new);
    MapType type = (MapType) e.type();
    return f -> {
      ApexMap map = new ApexMap(type.key(), type.value());
      for (int i = 0; i < keys.length; i++) {
        map.put(f.ctx, keys[i].eval(f), values[i].eval(f));
      }
      return map;
    };
  }

  private Node newCollection(BoundExpr.NewCollection e) {
    Node source = planner.nodeOrNull(e.source());
    ApexType type = e.type();
    return f -> {
      Object from = source == null ? null : source.eval(f);
      if (source != null && from == null) {
        throw Errors.nullPointer();
      }
      f.ctx.heap().reserve(size(from));
      if (type instanceof ListType l) {
        return list(f.ctx, l, from);
      }
      if (type instanceof SetType s) {
        ApexSet set = new ApexSet(s.element());
        if (from != null && !(from instanceof Integer)) {
          Iteration.toList(f.ctx, from).forEach(x -> set.add(f.ctx, part(s.element(), x)));
        }
        return set;
      }
      return map(f.ctx, (MapType) type, from);
    };
  }

  private static int size(Object from) {
    if (from instanceof ApexList l) {
      return l.size();
    }
    if (from instanceof ApexMap m) {
      return m.size();
    }
    return from instanceof ApexSet s ? s.size() : 0;
  }

  private static ApexList list(ExecContext ctx, ListType l, Object from) {
    ApexList list = new ApexList(l.element());
    if (from != null && !(from instanceof Integer)) {
      Iteration.toList(ctx, from).forEach(x -> list.add(part(l.element(), x)));
    }
    return list;
  }

  /** Ids and texts convert into each other when a collection is copied. */
  private static Object part(ApexType wanted, Object v) {
    if (wanted == SimpleType.ID && v instanceof String s) {
      return ApexId.parse(s);
    }
    return wanted == SimpleType.STRING && v instanceof ApexId id ? id.value() : v;
  }

  private static ApexMap map(ExecContext ctx, MapType type, Object from) {
    ApexMap map = new ApexMap(type.key(), type.value());
    if (from instanceof ApexMap other) {
      other.forEach((k, v) -> map.put(ctx, part(type.key(), k), part(type.value(), v)));
    } else if (from instanceof ApexList rows) {
      byId(ctx, map, rows);
    }
    return map;
  }

  /** A map of records by id, as {@code new Map<Id, X>(rows)} makes it. */
  static void byId(ExecContext ctx, ApexMap map, Iterable<Object> rows) {
    int row = 0;
    for (Object o : rows) {
      if (o == null) {
        throw Errors.of("ListException", "Row with null Id at index: " + row);
      }
      String id = ((SObjectValue) o).id();
      if (id == null) {
        throw Errors.of("ListException", "Row with null Id at index: " + row);
      }
      map.put(ctx, map.keyType() == SimpleType.STRING ? id : new ApexId(id), o);
      row++;
    }
  }

  private Node newArray(BoundExpr.NewArray e) {
    Node size = planner.node(e.size());
    ApexType element = e.type().element();
    return f -> {
      Object n = size.eval(f);
      if (n == null) {
        throw Errors.nullPointer();
      }
      f.ctx.heap().reserve((Integer) n);
      ApexList list = new ApexList(element);
      for (int i = 0; i < (Integer) n; i++) {
        list.add(null);
      }
      return list;
    };
  }
}
