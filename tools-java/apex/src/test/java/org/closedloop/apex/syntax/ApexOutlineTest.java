package org.closedloop.apex.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.closedloop.apex.syntax.Modifiers.Annotated;
import org.junit.jupiter.api.Test;

class ApexOutlineTest {
  private static final Path SOURCES = Path.of("../../force-app");

  private static final String ODD =
      """
      /* class Not { */ // class Neither {
      @SuppressWarnings('PMD.ApexDoc, PMD.X')
      global without sharing class Odd extends Base.Inner<List<String>> implements A, B.C {
        static { String s = '}'; }
        { x = 1; }
        ;
        public static final Map<String, List<Id>> M = new Map<String, List<Id>>(), N;
        private Integer[] many = new Integer[]{ 1, 2 }, few = new Integer[3];
        public Boolean b = 1 < 2, c = m(1, 2) > 3;
        List<Account> rows = [SELECT Id, Name FROM Account WHERE Name = ']'];
        @InvocableVariable(label='It\\'s' required=true)
        public String name;
        @InvocableVariable( required = True, description = 'x' )
        public Map<String, Odd.In> prop {
          get { return '}' == '\\'' ? null : prop; }
          private set;
        }
        public transient Date d { get; set; }
        Odd() { this(1); }
        public Odd(final Integer i) { if (i > 0) { return; } }
        @InvocableMethod(label='Do' callout=true) @Deprecated
        global static List<List<Out>> run(final List<In> requests, Map<Id, In> more) {
          return new List<List<Out>>{ /* } */ };
        }
        public abstract void left();
        protected virtual override Object[] arrays(String[] a) { return null; }
        public enum E { ONE, TWO }
        interface Shape { Integer area(Integer factor); }
        public inherited sharing class In extends Out { public String s; }
        public class Out { @AuraEnabled public Integer sharing, without; }
      }
      """;

  @Test
  void declarationsAreThoseOfTheParser() throws IOException {
    same(ODD);
    List<Path> classes;
    try (Stream<Path> all = Files.walk(SOURCES)) {
      classes = all.filter(p -> p.toString().endsWith(".cls")).toList();
    }
    assertFalse(classes.isEmpty());
    for (Path file : classes) {
      same(Files.readString(file));
    }
  }

  @Test
  void valuesOfAnnotationsAreKept() {
    ApexOutline odd = ApexOutline.of(ODD).orElseThrow();
    var run = odd.methods().stream().filter(m -> m.annotated("invocablemethod")).findFirst().get();
    assertEquals("true", run.annotations().get(0).values().get("callout"));
    assertEquals("List<List<Out>>", run.returnType().toString());
    assertEquals(List.of("In", "Out"), odd.classes().stream().map(ApexOutline::name).toList());
  }

  @Test
  void whatIsNoClassHasNone() {
    for (String text :
        List.of(
            "",
            "public",
            "class",
            "class A",
            "class A {",
            "class A { void m( }",
            "class A { String s = 'open; }",
            "class A { } class B { }",
            "class A { Type t = Map<String, String>.class; }",
            "trigger T on Account (before insert) { }")) {
      assertTrue(ApexOutline.of(text).isEmpty(), text);
    }
    assertTrue(ApexOutline.of("public enum E { ONE }").isEmpty());
    assertTrue(ApexOutline.of("interface I { void m(); }").isEmpty());
  }

  private static void same(String source) {
    var parsed = ApexFrontEnd.parseClass(source);
    assertEquals(List.of(), parsed.problems());
    Decl.Type type = parsed.unit().orElseThrow().type();
    assertEquals(
        type.kind() == Decl.TypeKind.CLASS ? lines(type) : List.of(),
        ApexOutline.of(source).map(ApexOutlineTest::lines).orElse(List.of()));
  }

  private static List<String> lines(ApexOutline o) {
    List<String> lines = new ArrayList<>();
    lines.add(o.name() + " extends " + o.superclass());
    o.variables().forEach(v -> lines.add(tags(v.annotations()) + v.type() + " " + v.name()));
    for (ApexOutline.Method m : o.methods()) {
      lines.add(tags(m.annotations()) + m.returnType() + " " + m.name() + "()");
      m.parameters().forEach(p -> lines.add(p.type() + " " + p.name()));
    }
    o.classes().forEach(c -> lines.addAll(lines(c)));
    return lines;
  }

  private static List<String> lines(Decl.Type type) {
    List<String> variables = new ArrayList<>();
    List<String> methods = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (Decl d : type.members()) {
      if (d instanceof Decl.Field f) {
        String before = tags(f.modifiers().annotations()) + f.type() + " ";
        f.declarators().forEach(v -> variables.add(before + v.name()));
      } else if (d instanceof Decl.Property p) {
        variables.add(tags(p.modifiers().annotations()) + p.type() + " " + p.name());
      } else if (d instanceof Decl.Method m) {
        methods.add(tags(m.modifiers().annotations()) + m.returnType() + " " + m.name() + "()");
        m.parameters().forEach(p -> methods.add(p.type() + " " + p.name()));
      } else if (d instanceof Decl.Type t && t.kind() == Decl.TypeKind.CLASS) {
        classes.addAll(lines(t));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(type.name() + " extends " + type.superclass());
    lines.addAll(variables);
    lines.addAll(methods);
    lines.addAll(classes);
    return lines;
  }

  /** Values of texts are compared without their escapes, which an outline keeps. */
  private static String tags(List<Annotated> annotations) {
    StringBuilder out = new StringBuilder();
    annotations.forEach(
        a -> {
          out.append('@').append(a.name());
          new TreeMap<>(a.values())
              .forEach((k, v) -> out.append(' ').append(k).append('=').append(v.replace("\\", "")));
        });
    return out + " ";
  }
}
