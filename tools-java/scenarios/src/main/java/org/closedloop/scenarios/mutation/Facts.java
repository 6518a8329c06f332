package org.closedloop.scenarios.mutation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.scenarios.mutation.XmlText.Node;

/** What the sources declare and name, read from their text: the ground of the stated verdicts. */
final class Facts {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern STRING_OR_COMMENT =
      Pattern.compile("'(?:\\\\.|[^'\\\\])*'|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private final Map<String, XmlText> fields = new HashMap<>();
  private final Map<String, XmlText> objects = new HashMap<>();
  private final Map<String, Set<String>> codeWords = new HashMap<>();
  private final Sources sources;

  Facts(Sources sources) {
    this.sources = sources;
    for (XmlText x : sources.xml()) {
      if (x.type().equals("CustomField")) {
        fields.put(x.object() + "." + x.name(), x);
      } else if (x.type().equals("CustomObject")) {
        objects.put(x.name(), x);
      }
    }
    for (String f : sources.files()) {
      if (f.endsWith(".cls") || f.endsWith(".trigger")) {
        codeWords.put(f, words(STRING_OR_COMMENT.matcher(sources.text(f)).replaceAll(" ")));
      } else if (f.endsWith(".page")) {
        codeWords.put(f, words(sources.text(f)));
      }
    }
  }

  private static Set<String> words(String text) {
    Set<String> out = new HashSet<>();
    Matcher m = WORD.matcher(text);
    while (m.find()) {
      out.add(m.group());
    }
    return out;
  }

  /** The file of a custom field. */
  Optional<XmlText> field(String object, String name) {
    return Optional.ofNullable(fields.get(object + "." + name));
  }

  Optional<XmlText> object(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  Set<String> objects() {
    return objects.keySet();
  }

  /** Custom fields of all objects, {@code Object.Field}. */
  Set<String> fields() {
    return fields.keySet();
  }

  /** Whether every record needs a value: required, or the master of a detail. */
  boolean mandatory(XmlText field) {
    return field.root.value("required").equals("true")
        || field.root.value("type").equals("MasterDetail");
  }

  /** Whether another class, trigger or page names this word outside strings and comments. */
  boolean inOtherCode(String word, String ownFile) {
    return codeWords.entrySet().stream()
        .anyMatch(e -> !e.getKey().equals(ownFile) && e.getValue().contains(word));
  }

  /** Whether any class, trigger or page names this word outside strings and comments. */
  boolean inCode(String word) {
    return inOtherCode(word, "");
  }

  /** Whether a leaf of another metadata file holds exactly this reference. */
  boolean inMetadata(String reference, String ownFile) {
    return sources.xml().stream()
        .filter(x -> !x.file.equals(ownFile))
        .anyMatch(
            x ->
                x.elements().stream()
                    .anyMatch(
                        n ->
                            n.leaf()
                                && References.isReference(x, n)
                                && n.value().equals(reference)));
  }

  /** Whether another metadata file names this field of this object. */
  boolean fieldNamed(String object, String field, String ownFile) {
    return sources.xml().stream()
        .filter(x -> !x.file.equals(ownFile))
        .anyMatch(
            x ->
                x.elements().stream()
                    .anyMatch(
                        n ->
                            n.leaf()
                                && References.isReference(x, n)
                                && (n.value().equals(object + "." + field)
                                    || n.value().equals(field)
                                        && ReferenceOperators.objectOf(x, n).equals(object))));
  }

  /** Whether a formula of another metadata file names this word. */
  boolean inFormula(String word, String object, String ownFile) {
    Pattern p = Pattern.compile("\\b" + Pattern.quote(word) + "\\b");
    return sources.xml().stream()
        .filter(x -> !x.file.equals(ownFile) && x.object().equals(object))
        .flatMap(x -> x.elements().stream())
        .anyMatch(
            n ->
                (n.name.equals("errorConditionFormula") || n.name.equals("formula"))
                    && p.matcher(n.raw()).find());
  }

  /** Other files below an object's folder. */
  List<XmlText> partsOf(String object) {
    return sources.xml().stream()
        .filter(x -> x.object().equals(object) && !x.type().equals("CustomObject"))
        .toList();
  }

  /** Names of a flow's nodes and resources. */
  static Set<String> flowNames(XmlText flow) {
    Set<String> out = new HashSet<>();
    for (Node n : flow.root.children) {
      if (!n.name.equals("processMetadataValues")) {
        n.child("name").ifPresent(c -> out.add(c.value()));
      }
    }
    return out;
  }
}
