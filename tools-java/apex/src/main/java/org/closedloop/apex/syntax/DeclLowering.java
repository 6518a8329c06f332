package org.closedloop.apex.syntax;

import static org.closedloop.apex.syntax.ExprLowering.pos;

import io.github.apexdevtools.apexparser.ApexParser.*;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Parse trees of declarations and whole files to {@link Decl} and {@link ApexUnit}. */
final class DeclLowering {
  private static final Set<String> ACCESS = Set.of("public", "private", "protected", "global");

  private final List<SyntaxProblem> problems;
  private final ExprLowering exprs;
  private final StmtLowering stmts;

  DeclLowering(List<SyntaxProblem> problems) {
    this.problems = problems;
    this.exprs = new ExprLowering(problems);
    this.stmts = new StmtLowering(exprs, problems);
  }

  ApexUnit.ClassUnit classUnit(CompilationUnitContext c) {
    TypeDeclarationContext t = c.typeDeclaration();
    return new ApexUnit.ClassUnit(type(modifiers(t.modifier(), t), lastChild(t)));
  }

  ApexUnit.TriggerUnit triggerUnit(TriggerUnitContext c) {
    List<Decl> members = new ArrayList<>();
    List<Stmt> body = new ArrayList<>();
    for (TriggerBlockMemberContext m : c.triggerBlock().triggerBlockMember()) {
      member(m.statement(), m.modifier(), m.triggerMemberDeclaration(), m, members, body);
    }
    List<String> events =
        c.triggerCase().stream()
            .map(
                k ->
                    (k.getChild(0).getText() + " " + k.getChild(1).getText())
                        .toLowerCase(Locale.ROOT))
            .toList();
    return new ApexUnit.TriggerUnit(
        c.id(0).getText(),
        c.id(1).getText(),
        events,
        members,
        new Stmt.Block(body, pos(c.triggerBlock()), pos(c.triggerBlock().getStop())),
        pos(c.id(0)),
        pos(c.id(1)));
  }

  ApexUnit.AnonymousUnit anonymousUnit(AnonymousUnitContext c) {
    List<Decl> members = new ArrayList<>();
    List<Stmt> body = new ArrayList<>();
    for (AnonymousBlockMemberContext m : c.anonymousBlock().anonymousBlockMember()) {
      member(m.statement(), m.modifier(), m.anonymousMemberDeclaration(), m, members, body);
    }
    return new ApexUnit.AnonymousUnit(members, new Stmt.Block(body, pos(c), pos(c.getStop())));
  }

  /** The grammar reads plain variables of such a block as fields; they are its locals. */
  private void member(
      StatementContext statement,
      List<ModifierContext> modifiers,
      ParserRuleContext declaration,
      ParserRuleContext whole,
      List<Decl> members,
      List<Stmt> body) {
    if (statement != null) {
      body.add(stmts.statement(statement));
      return;
    }
    Modifiers m = modifiers(modifiers, whole);
    Decl d = member(m, declaration);
    if (d instanceof Decl.Field f && !m.has("static")) {
      body.add(new Stmt.Local(f.type(), f.declarators(), pos(whole)));
    } else if (d != null) {
      members.add(d);
    }
  }

  private static ParserRuleContext lastChild(ParserRuleContext c) {
    return (ParserRuleContext) c.getChild(c.getChildCount() - 1);
  }

  private Decl.Type type(Modifiers m, ParserRuleContext c) {
    if (c instanceof ClassDeclarationContext k) {
      List<Decl> members = new ArrayList<>();
      for (ClassBodyDeclarationContext b : k.classBody().classBodyDeclaration()) {
        Decl d = bodyMember(b);
        if (d != null) {
          members.add(d);
        }
      }
      return new Decl.Type(
          Decl.TypeKind.CLASS,
          m,
          k.id().getText(),
          k.typeRef() == null ? null : exprs.type(k.typeRef()),
          exprs.types(k.typeList()),
          List.of(),
          members,
          pos(k.id()));
    }
    if (c instanceof InterfaceDeclarationContext i) {
      List<Decl> members = new ArrayList<>();
      for (InterfaceMethodDeclarationContext x : i.interfaceBody().interfaceMethodDeclaration()) {
        members.add(
            new Decl.Method(
                modifiers(x.modifier(), x),
                x.VOID() != null ? null : exprs.type(x.typeRef()),
                x.id().getText(),
                parameters(x.formalParameters()),
                null,
                pos(x.id())));
      }
      return new Decl.Type(
          Decl.TypeKind.INTERFACE,
          m,
          i.id().getText(),
          null,
          exprs.types(i.typeList()),
          List.of(),
          members,
          pos(i.id()));
    }
    EnumDeclarationContext e = (EnumDeclarationContext) c;
    List<Decl.Constant> constants = new ArrayList<>();
    if (e.enumConstants() != null) {
      e.enumConstants().id().forEach(i -> constants.add(new Decl.Constant(i.getText(), pos(i))));
    }
    return new Decl.Type(
        Decl.TypeKind.ENUM,
        m,
        e.id().getText(),
        null,
        List.of(),
        constants,
        List.of(),
        pos(e.id()));
  }

  private Decl bodyMember(ClassBodyDeclarationContext b) {
    if (b.block() != null) {
      return new Decl.Initializer(b.STATIC() != null, stmts.block(b.block()), pos(b));
    }
    return b.memberDeclaration() == null
        ? null
        : member(modifiers(b.modifier(), b), b.memberDeclaration());
  }

  /** The rules for members of classes, triggers and blocks hold one declaration each. */
  private Decl member(Modifiers m, ParserRuleContext holder) {
    ParseTree c = holder.getChild(0);
    if (c instanceof MethodDeclarationContext x) {
      return new Decl.Method(
          m,
          x.VOID() != null ? null : exprs.type(x.typeRef()),
          x.id().getText(),
          parameters(x.formalParameters()),
          x.block() == null ? null : stmts.block(x.block()),
          pos(x.id()));
    }
    if (c instanceof ConstructorDeclarationContext x) {
      return new Decl.Constructor(
          m,
          x.qualifiedName().getText(),
          parameters(x.formalParameters()),
          stmts.block(x.block()),
          pos(x.qualifiedName()));
    }
    if (c instanceof FieldDeclarationContext x) {
      return new Decl.Field(
          m, exprs.type(x.typeRef()), stmts.declarators(x.variableDeclarators()), pos(x));
    }
    if (c instanceof PropertyDeclarationContext x) {
      List<Decl.Accessor> accessors = new ArrayList<>();
      for (PropertyBlockContext p : x.propertyBlock()) {
        boolean get = p.getter() != null;
        BlockContext body = get ? p.getter().block() : p.setter().block();
        accessors.add(
            new Decl.Accessor(
                modifiers(p.modifier(), p),
                get,
                body == null ? null : stmts.block(body),
                pos(get ? p.getter() : p.setter())));
      }
      return new Decl.Property(
          m, exprs.type(x.typeRef()), x.id().getText(), accessors, pos(x.id()));
    }
    return type(m, (ParserRuleContext) c);
  }

  private List<Decl.Parameter> parameters(FormalParametersContext c) {
    List<Decl.Parameter> out = new ArrayList<>();
    if (c.formalParameterList() != null) {
      for (FormalParameterContext p : c.formalParameterList().formalParameter()) {
        out.add(
            new Decl.Parameter(
                modifiers(p.modifier(), p),
                exprs.type(p.typeRef()),
                p.id().getText(),
                pos(p.id())));
      }
    }
    return out;
  }

  private Modifiers modifiers(List<ModifierContext> list, ParserRuleContext whole) {
    Set<String> words = new LinkedHashSet<>();
    List<Modifiers.Annotated> annotations = new ArrayList<>();
    String access = null;
    for (ModifierContext m : list) {
      if (m.annotation() != null) {
        annotations.add(annotation(m.annotation()));
        continue;
      }
      String word = m.children.stream().map(ParseTree::getText).collect(Collectors.joining(" "));
      if (!words.add(word.toLowerCase(Locale.ROOT))) {
        problems.add(
            new SyntaxProblem(pos(m), "duplicate-modifier", "Duplicate modifier: " + word));
      } else if (ACCESS.contains(word.toLowerCase(Locale.ROOT))) {
        if (access != null) {
          problems.add(
              new SyntaxProblem(
                  pos(m),
                  "duplicate-modifier",
                  "Modifiers are mutually exclusive: " + access + ", " + word));
        }
        access = word;
      }
    }
    return new Modifiers(words, annotations, pos(whole));
  }

  private Modifiers.Annotated annotation(AnnotationContext a) {
    Map<String, String> values = new LinkedHashMap<>();
    if (a.elementValuePairs() != null) {
      for (ElementValuePairContext p : a.elementValuePairs().elementValuePair()) {
        values.put(p.id().getText().toLowerCase(Locale.ROOT), value(p.elementValue()));
      }
    } else if (a.elementValue() != null) {
      values.put("value", value(a.elementValue()));
    }
    return new Modifiers.Annotated(a.qualifiedName().getText(), values, pos(a));
  }

  private String value(ElementValueContext c) {
    if (c.expression() != null) {
      Expr e = exprs.expr(c.expression());
      if (e instanceof Expr.Literal l) {
        return String.valueOf(l.value());
      }
    }
    return c.getText();
  }
}
