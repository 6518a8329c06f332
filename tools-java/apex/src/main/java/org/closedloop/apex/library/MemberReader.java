package org.closedloop.apex.library;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.exec.PlatformMethod;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.platform.PlatformMember;
import org.closedloop.apex.platform.PlatformType;

/** Reads the annotations of one library class and matches them with the platform's members. */
final class MemberReader {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final PlatformType type;
  private final Class<?> source;

  MemberReader(String typeName, Class<?> source) {
    this.source = source;
    this.type =
        typeName.equals("Object")
            ? null
            : PlatformIndex.get()
                .type(typeName)
                .orElseThrow(
                    () -> new IllegalStateException(source + ": no platform type " + typeName));
  }

  /** Members of the class and of the library classes that it extends. */
  void read(Map<String, PlatformMethod> into) {
    readDeclared(source, into);
    for (Class<?> c = source.getSuperclass();
        c != null && c != LibraryValue.class && !c.isAnnotationPresent(ApexType.class);
        c = c.getSuperclass()) {
      readDeclared(c, into);
    }
    for (Constructor<?> c : source.getDeclaredConstructors()) {
      ApexConstructor made = c.getAnnotation(ApexConstructor.class);
      if (made != null) {
        addConstructor(made.value(), c, into);
      }
    }
  }

  private void readDeclared(Class<?> declaring, Map<String, PlatformMethod> into) {
    for (Method m : declaring.getDeclaredMethods()) {
      ApexMethod called = m.getAnnotation(ApexMethod.class);
      if (called != null) {
        String[] names = called.value().length == 0 ? new String[] {m.getName()} : called.value();
        for (String n : names) {
          addMethod(n, m, into);
        }
      }
      ApexConstructor made = m.getAnnotation(ApexConstructor.class);
      if (made != null) {
        addConstructor(made.value(), m, into);
      }
      ApexProperty property = m.getAnnotation(ApexProperty.class);
      if (property != null) {
        addProperty(property.value(), m, into);
      }
    }
    for (Field f : declaring.getDeclaredFields()) {
      ApexProperty property = f.getAnnotation(ApexProperty.class);
      if (property != null) {
        addField(property.value(), f, into);
      }
      ApexBean bean = f.getAnnotation(ApexBean.class);
      if (bean != null) {
        addBean(bean.value().isEmpty() ? f.getName() : bean.value(), f, into);
      }
    }
  }

  // --- matching ---------------------------------------------------------------------------------

  private void addMethod(String spec, Method java, Map<String, PlatformMethod> into) {
    int bracket = spec.indexOf('(');
    String name = bracket < 0 ? spec : spec.substring(0, bracket);
    List<PlatformMember.Method> declared =
        type == null ? PlatformIndex.objectMethods(name) : type.methods(name);
    int found = 0;
    for (PlatformMember.Method m : declared) {
      if (!m.name().equals(name)) {
        continue;
      }
      boolean matches =
          bracket < 0
              ? java.isVarArgs() || arity(java, !m.isStatic()) == m.parameters().size()
              : m.signature().endsWith("." + spec);
      if (matches) {
        put(into, m.signature(), invoker(java, !m.isStatic(), m.signature()));
        found++;
      }
    }
    require(found > 0, spec);
  }

  private void addConstructor(String spec, Executable java, Map<String, PlatformMethod> into) {
    int found = 0;
    for (PlatformMember.Constructor c : type.constructors()) {
      boolean matches =
          spec.isEmpty()
              ? java.isVarArgs() || arity(java, false) == c.parameters().size()
              : c.signature().endsWith(".new" + spec);
      if (matches) {
        put(into, c.signature(), invoker(java, false, c.signature()));
        found++;
      }
    }
    require(found > 0, "new" + spec);
  }

  private void addProperty(String spec, Method java, Map<String, PlatformMethod> into) {
    PlatformMember.Property p = property(spec.isEmpty() ? java.getName() : spec);
    PlatformMethod one = invoker(java, !p.isStatic(), p.signature());
    PlatformMethod other = into.get(p.signature());
    boolean writes = java.getReturnType() == void.class;
    into.put(
        p.signature(),
        other == null
            ? one
            : (ctx, self, args) ->
                (args.length == 1) == writes
                    ? one.invoke(ctx, self, args)
                    : other.invoke(ctx, self, args));
  }

  private void addField(String spec, Field java, Map<String, PlatformMethod> into) {
    PlatformMember.Property p = property(spec.isEmpty() ? java.getName() : spec);
    put(into, p.signature(), access(java, p.signature()));
  }

  private void addBean(String name, Field java, Map<String, PlatformMethod> into) {
    List<String> found = new ArrayList<>();
    type.property(name).ifPresent(p -> found.add(p.signature()));
    for (String accessor : List.of("get" + name, "is" + name, "set" + name)) {
      int parameters = accessor.startsWith("set") ? 1 : 0;
      type.methods(accessor).stream()
          .filter(m -> m.parameters().size() == parameters && !m.isStatic())
          .forEach(m -> found.add(m.signature()));
    }
    require(!found.isEmpty(), name);
    for (String signature : found) {
      put(into, signature, access(java, signature));
    }
  }

  /** Reads the field without an argument and writes it with one. */
  private static PlatformMethod access(Field java, String signature) {
    try {
      java.setAccessible(true);
      MethodHandle read = LOOKUP.unreflectGetter(java);
      MethodHandle write =
          Modifier.isFinal(java.getModifiers()) ? null : LOOKUP.unreflectSetter(java);
      Class<?> kind = java.getType();
      return (ctx, self, args) -> {
        try {
          if (args.length == 0) {
            return read.invoke(self);
          }
          if (write == null) {
            throw Errors.of("FinalException", signature + " is not writable");
          }
          write.invoke(self, Arguments.convert(args[0], kind));
          return null;
        } catch (Throwable t) {
          throw Arguments.unchecked(t);
        }
      };
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private PlatformMember.Property property(String name) {
    return type.properties().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(name));
  }

  private void put(Map<String, PlatformMethod> into, String signature, PlatformMethod method) {
    if (into.put(signature, method) != null) {
      throw new IllegalStateException(source + ": " + signature + " is implemented twice");
    }
  }

  private void require(boolean found, String spec) {
    if (!found) {
      throw missing(spec);
    }
  }

  private IllegalStateException missing(String spec) {
    return new IllegalStateException(
        source.getName() + ": the platform has no " + type + "." + spec);
  }

  // --- calling ----------------------------------------------------------------------------------

  private static int arity(Executable java, boolean instance) {
    int n = java.getParameterCount();
    if (n > 0 && java.getParameterTypes()[0] == ApexContext.class) {
      n--;
    }
    return instance && Modifier.isStatic(java.getModifiers()) ? n - 1 : n;
  }

  private PlatformMethod invoker(Executable java, boolean instance, String signature) {
    Parameter[] parameters = java.getParameters();
    boolean context = parameters.length > 0 && parameters[0].getType() == ApexContext.class;
    boolean javaInstance = java instanceof Method && !Modifier.isStatic(java.getModifiers());
    boolean receiverParameter = instance && !javaInstance;
    int skip = (context ? 1 : 0) + (receiverParameter ? 1 : 0);
    if (javaInstance && !instance) {
      throw new IllegalStateException(source + ": " + signature + " is static");
    }
    List<Class<?>> kinds = new ArrayList<>();
    boolean[] nullable = new boolean[parameters.length - skip];
    for (int i = skip; i < parameters.length; i++) {
      kinds.add(parameters[i].getType());
      nullable[i - skip] = parameters[i].isAnnotationPresent(Nullable.class);
    }
    Class<?> receiverKind =
        javaInstance
            ? java.getDeclaringClass()
            : receiverParameter ? parameters[skip - 1].getType() : null;
    MethodHandle handle = handle(java);
    if (!context && !java.isVarArgs() && types(kinds).length <= 2) {
      return DirectCalls.of(handle, receiverKind, types(kinds), nullable);
    }
    MethodHandle spread =
        handle
            .asType(handle.type().generic())
            .asSpreader(Object[].class, handle.type().parameterCount());
    boolean varArgs = java.isVarArgs();
    Class<?>[] types = types(kinds);
    return (ctx, self, args) -> {
      Object[] all = new Object[(receiverKind == null ? 0 : 1) + (context ? 1 : 0) + types.length];
      int at = 0;
      if (javaInstance) {
        all[at++] = self;
      }
      if (context) {
        all[at++] = ctx;
      }
      if (receiverParameter) {
        all[at++] = Arguments.convert(self, receiverKind);
      }
      if (varArgs) {
        all[at] = args;
      } else {
        Arguments.fill(all, at, args, types, nullable);
      }
      try {
        return (Object) spread.invokeExact(all);
      } catch (Throwable t) {
        throw Arguments.unchecked(t);
      }
    };
  }

  private static Class<?>[] types(List<Class<?>> kinds) {
    return kinds.toArray(new Class<?>[0]);
  }

  private static MethodHandle handle(Executable java) {
    try {
      java.setAccessible(true);
      MethodHandle h =
          java instanceof Method m
              ? LOOKUP.unreflect(m)
              : LOOKUP.unreflectConstructor((Constructor<?>) java);
      return h.asFixedArity();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(Arrays.toString(java.getParameters()), e);
    }
  }
}
