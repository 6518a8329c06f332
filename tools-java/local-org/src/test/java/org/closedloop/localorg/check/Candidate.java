package org.closedloop.localorg.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.XmlElement;
import org.closedloop.metadata.XmlParseException;

/** Collects components written as XML fragments, and checks them against a small org. */
final class Candidate {
  private final List<Component> components = new ArrayList<>();

  Candidate xml(String type, String fullName, String body) {
    components.add(Component.ofXml(type, fullName, fullName + ".xml", parse(type, body)));
    return this;
  }

  private static XmlElement parse(String root, String body) {
    String document =
        "<"
            + root
            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">"
            + body
            + "</"
            + root
            + ">";
    try {
      return XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), root);
    } catch (XmlParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Candidate object(String name) {
    return xml(
        "CustomObject",
        name,
        "<deploymentStatus>Deployed</deploymentStatus><label>L</label><nameField><label>N</label>"
            + "<type>Text</type></nameField><pluralLabel>Ls</pluralLabel><sharingModel>Private"
            + "</sharingModel>");
  }

  Candidate field(String fullName, String body) {
    String local = fullName.substring(fullName.indexOf('.') + 1);
    return xml(
        "CustomField", fullName, "<fullName>" + local + "</fullName><label>L</label>" + body);
  }

  Candidate settings(String name, String root, String body) {
    components.add(
        Component.ofXml("Settings", name, name + ".settings-meta.xml", parse(root, body)));
    return this;
  }

  Candidate bundle(String name, String body) {
    return bundle(name, body, "");
  }

  Candidate bundle(String name, String body, String script) {
    components.add(
        new Component(
            "LightningComponentBundle",
            name,
            name + ".js-meta.xml",
            parse("LightningComponentBundle", body),
            null,
            List.of(
                new ContentFile(
                    name + "/" + name + ".js",
                    name + ".js",
                    script.getBytes(StandardCharsets.UTF_8)))));
    return this;
  }

  Candidate apex(String name, String body) {
    components.add(
        new Component(
            "ApexClass",
            name,
            name + ".cls-meta.xml",
            parse("ApexClass", "<apiVersion>62.0</apiVersion>"),
            null,
            List.of(
                new ContentFile(
                    name + ".cls", name + ".cls", body.getBytes(StandardCharsets.UTF_8)))));
    return this;
  }

  static String lookup(String to, String relationship) {
    return "<referenceTo>"
        + to
        + "</referenceTo><relationshipName>"
        + relationship
        + "</relationshipName><type>Lookup</type>";
  }

  static String named(String set) {
    return "<type>Picklist</type><valueSet><restricted>true</restricted><valueSetName>"
        + set
        + "</valueSetName></valueSet>";
  }

  static String picklist(String... values) {
    StringBuilder out = new StringBuilder("<type>Picklist</type><valueSet><restricted>true");
    out.append("</restricted><valueSetDefinition><sorted>false</sorted>");
    for (String value : values) {
      out.append("<value>").append(value).append("</value>");
    }
    return out + "</valueSetDefinition></valueSet>";
  }

  static String value(String xsd, String text) {
    return "<value xsi:type=\"xsd:" + xsd + "\">" + text + "</value>";
  }

  ComponentSet set() {
    return ComponentSet.of(components);
  }

  List<Diagnostic> check() {
    return new Checker(UnsupportedPolicy.REFUSE).check(new FakeOrg(), set());
  }

  List<String> codes() {
    return check().stream().map(Diagnostic::code).toList();
  }
}
