package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;
import static org.closedloop.scenarios.mutation.Verdict.WRONG;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.closedloop.metadata.SchemaModel;
import org.closedloop.scenarios.mutation.XmlText.Node;

/** Mutations that break the shape of a metadata file: what the Metadata API's schema forbids. */
final class XmlOperators {
  /** Files of source format that clients write anew when they send them. */
  private static final Pattern COMPOSED = Pattern.compile("(^|/)(objects|objectTranslations)/");

  private static final SchemaModel SCHEMA = XmlText.SCHEMA;

  private XmlOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "xml-rename-element",
            "A typo in an element's name: no type has an element of that name, refused",
            10,
            XmlOperators::renameElement),
        new Operator(
            "xml-rename-root",
            "A typo in the root's name: no metadata type, refused",
            3,
            (s, out) -> s.xml().forEach(x -> tag(out, x, x.root, "the root names the type"))),
        new Operator(
            "xml-move-up",
            "An element put beside its parent, where the schema does not know it: refused",
            6,
            XmlOperators::moveUp),
        new Operator(
            "xml-move-into-sibling",
            "A leaf put into a neighbour that does not know it: refused",
            6,
            XmlOperators::moveIntoSibling),
        new Operator(
            "xml-split-group",
            "One of several equal elements put away from the others: refused as duplicated; parts of"
                + " objects are sorted by clients, equivalent",
            5,
            XmlOperators::splitGroup),
        new Operator(
            "xml-duplicate-single",
            "An element twice that the schema allows once: refused",
            6,
            XmlOperators::duplicateSingle),
        new Operator(
            "xml-duplicate-entry",
            "A repeatable element twice: refused or wrong where it names a thing, else equivalent",
            4,
            XmlOperators::duplicateEntry),
        new Operator(
            "xml-remove-required",
            "A schema-required element removed: refused; a flag counts as false then, wrong",
            7,
            XmlOperators::removeRequired),
        new Operator(
            "xml-remove-optional",
            "Any other element removed: equivalent, except where a platform rule needs it",
            5,
            XmlOperators::removeOptional),
        new Operator(
            "xml-bad-enum",
            "A value that its enum lacks (typo, or other case): refused",
            7,
            XmlOperators::badEnum),
        new Operator(
            "xml-bad-boolean",
            "True, yes or nothing instead of true: refused by the lexical type",
            4,
            XmlOperators::badBoolean),
        new Operator(
            "xml-flip-boolean",
            "true for false: equivalent, except where other elements of the file contradict it",
            3,
            XmlOperators::flipBoolean),
        new Operator(
            "xml-bad-number",
            "A word, a comma or a fraction in a number: refused by the lexical type",
            4,
            XmlOperators::badNumber),
        new Operator(
            "xml-namespace",
            "The namespace misspelt or another one: refused",
            3,
            XmlOperators::namespace),
        new Operator(
            "xml-malformed",
            "An end tag lost, a bare ampersand or bracket: no XML, refused",
            4,
            XmlOperators::malformed),
        new Operator(
            "xml-text-in-element",
            "Text where only elements may stand: refused",
            3,
            XmlOperators::textInElement),
        new Operator(
            "xml-elements-in-leaf",
            "A plain value wrapped in an element: refused",
            3,
            (s, out) ->
                leaves(
                    s,
                    n -> !n.type.isEmpty() && !n.type.equals("any"),
                    (x, n) ->
                        out.replace(
                            REFUSED,
                            n.name + " takes plain text",
                            x.file,
                            n.open,
                            n.close,
                            "<value>" + n.raw() + "</value>"))),
        new Operator(
            "xml-free-text",
            "A label, description or help text altered: equivalent",
            2,
            XmlOperators::freeText));
  }

  /** Something done with an element of a file. */
  interface At {
    void site(XmlText x, Node n);
  }

  static void elements(Sources s, Predicate<Node> which, At at) {
    for (XmlText x : s.xml()) {
      x.elements(which).forEach(n -> at.site(x, n));
    }
  }

  static void leaves(Sources s, Predicate<Node> which, At at) {
    elements(s, n -> n.leaf() && n.end > n.open && which.test(n), at);
  }

  private static void tag(Sites out, XmlText x, Node n, String reason) {
    String typo =
        Typo.of(
            n.name,
            w -> n.parent == null ? SCHEMA.isType(w) : SCHEMA.field(n.parent.type, w).isPresent());
    String whole = x.text.substring(n.start, n.end);
    String open = "<" + typo + whole.substring(1 + n.name.length());
    String close = "</" + n.name + ">";
    String renamed =
        open.endsWith(close)
            ? open.substring(0, open.length() - close.length()) + "</" + typo + ">"
            : open;
    out.replace(REFUSED, reason, x.file, n.start, n.end, renamed);
  }

  private static void renameElement(Sources s, Sites out) {
    elements(
        s, n -> !n.parent.type.isEmpty(), (x, n) -> tag(out, x, n, "unknown in " + n.parent.type));
  }

  private static boolean known(String type, String element) {
    return SCHEMA.field(type, element).isPresent();
  }

  private static void moveUp(Sources s, Sites out) {
    elements(
        s,
        n -> n.parent.parent != null && !known(n.parent.parent.type, n.name),
        (x, n) ->
            out.move(
                REFUSED,
                n.name + " is unknown in " + n.parent.parent.type,
                x.file,
                n.startOfLine(),
                n.end,
                n.parent.end));
  }

  private static void moveIntoSibling(Sources s, Sites out) {
    elements(
        s,
        Node::leaf,
        (x, n) -> {
          Optional<Node> to =
              n.parent.children.stream()
                  .filter(c -> !c.leaf() && SCHEMA.isType(c.type) && !known(c.type, n.name))
                  .findFirst();
          to.ifPresent(
              t ->
                  out.move(
                      REFUSED,
                      n.name + " is unknown in " + t.type,
                      x.file,
                      n.startOfLine(),
                      n.end,
                      t.open));
        });
  }

  private static void splitGroup(Sources s, Sites out) {
    elements(
        s,
        n -> n.repeatable() && n.parent.children(n.name).size() > 1,
        (x, n) -> {
          List<Node> all = n.parent.children;
          Node last = all.get(all.size() - 1);
          Node first = all.get(0);
          boolean sorted = COMPOSED.matcher(x.file).find();
          Verdict verdict = sorted ? EQUIVALENT : REFUSED;
          String reason =
              sorted ? "clients put equal elements together" : "equal elements stand together";
          if (!last.name.equals(n.name)) {
            out.move(verdict, reason, x.file, n.startOfLine(), n.end, last.end);
          } else if (!first.name.equals(n.name)) {
            out.move(verdict, reason, x.file, n.startOfLine(), n.end, first.startOfLine());
          }
        });
  }

  private static void duplicateSingle(Sources s, Sites out) {
    elements(
        s,
        n -> n.field().isPresent() && !n.repeatable(),
        (x, n) -> twice(REFUSED, n.name + " may be there once", out, x, n));
  }

  private static void twice(Verdict verdict, String reason, Sites out, XmlText x, Node n) {
    out.insert(verdict, reason, x.file, n.end, x.text.substring(n.startOfLine(), n.end));
  }

  private static void duplicateEntry(Sources s, Sites out) {
    elements(
        s,
        Node::repeatable,
        (x, n) -> {
          String reason = NeededElements.entryKey(x, n);
          Verdict verdict =
              reason.isEmpty() ? EQUIVALENT : NeededElements.entryRefused(x, n) ? REFUSED : WRONG;
          twice(verdict, reason.isEmpty() ? "saying it twice changes nothing" : reason, out, x, n);
        });
  }

  private static void removeRequired(Sources s, Sites out) {
    elements(
        s,
        n -> n.required() && !NeededElements.lenient(n) && n.parent.children(n.name).size() == 1,
        (x, n) ->
            remove(
                n.type.equals("boolean") ? WRONG : REFUSED,
                n.name + " is required in " + n.parent.type,
                out,
                x,
                n));
  }

  static void remove(Verdict verdict, String reason, Sites out, XmlText x, Node n) {
    out.replace(verdict, reason, x.file, n.startOfLine(), n.end, "");
  }

  private static void removeOptional(Sources s, Sites out) {
    NeededElements needed = new NeededElements(s);
    elements(
        s,
        n -> !n.required() || NeededElements.lenient(n) || n.parent.children(n.name).size() > 1,
        (x, n) -> {
          NeededElements.Need need = needed.of(x, n);
          remove(need.verdict(), need.reason(), out, x, n);
        });
  }

  private static void badEnum(Sources s, Sites out) {
    leaves(
        s,
        n -> SCHEMA.isEnum(n.type),
        (x, n) -> {
          List<String> values = SCHEMA.enumValues(n.type);
          String value = n.value();
          boolean lower = value.length() % 2 == 0 && !value.equals(swapCase(value));
          String bad =
              lower && !values.contains(swapCase(value))
                  ? swapCase(value)
                  : Typo.of(value, values::contains);
          out.replace(REFUSED, "no value of " + n.type, x.file, n.open, n.close, bad);
        });
  }

  private static String swapCase(String word) {
    char first = word.charAt(0);
    char other =
        Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
    return other + word.substring(1);
  }

  private static void badBoolean(Sources s, Sites out) {
    List<String> bad = List.of("True", "yes", "");
    leaves(
        s,
        n -> n.type.equals("boolean"),
        (x, n) ->
            out.replace(
                REFUSED,
                "not true or false",
                x.file,
                n.open,
                n.close,
                bad.get(Math.floorMod(n.start, bad.size()))));
  }

  private static void flipBoolean(Sources s, Sites out) {
    NeededElements needed = new NeededElements(s);
    leaves(
        s,
        n -> n.type.equals("boolean"),
        (x, n) -> {
          NeededElements.Need need = needed.flipped(x, n);
          String other = n.value().equals("true") ? "false" : "true";
          out.replace(need.verdict(), need.reason(), x.file, n.open, n.close, other);
        });
  }

  private static void badNumber(Sources s, Sites out) {
    leaves(
        s,
        n -> n.type.equals("int") || n.type.equals("double"),
        (x, n) -> {
          String v = n.raw();
          String bad =
              switch (Math.floorMod(n.start, 3)) {
                case 0 -> "ten";
                case 1 -> v.replace(".", "") + ",5";
                default -> n.type.equals("int") ? v + ".5" : v + "x";
              };
          out.replace(REFUSED, "no " + n.type, x.file, n.open, n.close, bad);
        });
  }

  private static void namespace(Sources s, Sites out) {
    String ns = "http://soap.sforce.com/2006/04/metadata";
    for (XmlText x : s.xml()) {
      int at = x.text.indexOf(ns);
      boolean even = x.text.length() % 2 == 0;
      out.replace(
          REFUSED,
          "elements of another namespace are unknown",
          x.file,
          at,
          at + ns.length(),
          even ? ns.replace("soap", "saop") : ns.replace("/metadata", "/metadat"));
    }
  }

  private static void malformed(Sources s, Sites out) {
    elements(
        s,
        n -> n.end > n.open,
        (x, n) -> {
          switch (Math.floorMod(n.start, 3)) {
            case 0 -> out.replace(REFUSED, "no end tag", x.file, n.close, n.end, "");
            case 1 ->
                out.replace(
                    REFUSED, "the end tag differs", x.file, n.close, n.end, "</" + n.name + "s>");
            default -> out.insert(REFUSED, "a bare ampersand", x.file, n.close, " & ");
          }
        });
  }

  private static void textInElement(Sources s, Sites out) {
    elements(
        s,
        n -> !n.leaf() && SCHEMA.isType(n.type),
        (x, n) -> out.insert(REFUSED, n.name + " holds elements only", x.file, n.open, "stray"));
  }

  private static final Map<String, String> TEXTS =
      Map.of(
          "description", "free text",
          "label", "a label may say anything",
          "inlineHelpText", "free text",
          "errorMessage", "free text",
          "masterLabel", "a label may say anything",
          "shortDescription", "free text");

  private static void freeText(Sources s, Sites out) {
    leaves(
        s,
        n -> TEXTS.containsKey(n.name) && n.type.equals("string") && n.raw().length() > 3,
        (x, n) ->
            out.replace(
                EQUIVALENT,
                TEXTS.get(n.name),
                x.file,
                n.open,
                n.open + 3,
                new StringBuilder(n.raw().substring(0, 3)).reverse().toString()));
  }
}
