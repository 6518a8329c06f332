package org.closedloop.localorg.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.SObjectDef.Kind;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;

class PageCompilerTest {

  private static final Map<String, Map<String, String>> CLASSES =
      Map.of(
          "C",
          Map.of(
              "name",
              "String",
              "getOther",
              "C.Choice",
              "save",
              "PageReference",
              "all",
              "List<C.Choice>",
              "byName",
              "Map<String, List<C.Choice>>",
              "thing",
              "Thing__c"),
          "C.Choice",
          Map.of("label", "String", "getNext", "C.Choice"));

  private final FakeSiteOrg schema = new FakeSiteOrg();

  private static ApexProgram program() {
    return (ApexProgram)
        Proxy.newProxyInstance(
            ApexProgram.class.getClassLoader(),
            new Class<?>[] {ApexProgram.class},
            (p, m, args) ->
                m.getName().equals("pageMembers")
                    ? Optional.ofNullable(CLASSES.get(args[0]))
                    : Optional.empty());
  }

  private List<Diagnostic> check(String markup) {
    Component page =
        new Component(
            "ApexPage",
            "P",
            "pages/P.page-meta.xml",
            null,
            null,
            List.of(new ContentFile("", "pages/P.page", markup.getBytes(StandardCharsets.UTF_8))));
    return PageCompiler.check(page, schema, program());
  }

  private void refused(String markup, int line, String message) {
    List<Diagnostic> found = check(markup);
    assertEquals(1, found.size(), found.toString());
    Diagnostic d = found.get(0);
    assertTrue(d.message().contains(message), d.headline());
    assertEquals(line, d.line(), d.headline());
    assertEquals("pages/P.page", d.file());
    assertTrue(d.blocksDeploy());
  }

  private static String page(String inner) {
    return "<apex:page controller=\"C\">\n" + inner + "\n</apex:page>";
  }

  @Test
  void acceptsWhatIsKnown() {
    schema.labels.put("Hi", "x");
    assertEquals(
        List.of(),
        check(
            page(
                "<!-- {!nope} --><p onclick=\"{!JSINHTMLENCODE(name)}\">{!other} &nbsp; {!$Label.Hi}"
                    + "<br/></p><apex:form><apex:commandButton action=\"{!save}\""
                    + " onclick=\"x()\" html-data-x=\"1\"/></apex:form><apex:repeat"
                    + " value=\"{!name}\" var=\"row\">{!row.any[0].thing}</apex:repeat>")));
  }

  @Test
  void markupErrorsAreTheParsers() {
    refused(page("<p><br></p>"), 2, "The element type \"br\" must be terminated");
    refused(page("a & b"), 2, "The entity name must immediately follow the '&'");
    refused(page("<p class=x>"), 2, "Open quote is expected for attribute \"class\"");
    refused("<div/>", 1, "must have <apex:page> as root");
    refused(page("<p a=\"1\" a=\"2\"/>"), 2, "Attribute \"a\" was already specified");
    refused(page("{!IF(}"), 2, "Syntax error");
  }

  @Test
  void unsupportedTagsAndAttributesAreNamed() {
    refused(page("<apex:chart/>"), 2, "does not support component <apex:chart>");
    refused(
        page("<apex:commandButton reRender=\"x\"/>"), 2, "does not support attribute reRender of");
    refused(
        page("<p title=\"{!URLFOR(name, null, [id=name])}\"/>"),
        2,
        "does not support lists of parameters");
    refused(page("{!$Api.Session_ID}"), 2, "does not support the variable $Api");
    refused(page("{!$User.CompanyName}"), 2, "does not support $User.CompanyName");
    for (String lacking :
        List.of("<apex:chart/>", "<apex:commandButton reRender=\"x\"/>", "{!$Api.Session_ID}")) {
      assertEquals("unsupported-page", check(page(lacking)).get(0).code());
    }
  }

  @Test
  void mistypedTagsAndAttributesAreErrors() {
    refused(page("<apex:chrat/>"), 2, "Component <apex:chrat> does not exist");
    refused(page("<c:mine/>"), 2, "Component <c:mine> does not exist");
    refused(page("<apex:commandButton reRendr=\"x\"/>"), 2, "Unsupported attribute reRendr");
    assertEquals("external-reference", check(page("<ns:part/>")).get(0).code());
  }

  @Test
  void standardControllersBringTheirMembers() {
    schema.objects.put("Account", SObjectDef.builder("Account", Kind.STANDARD).build());
    String page = "<apex:page standardController=\"Account\" extensions=\"C\">\n%s</apex:page>";
    List<Diagnostic> known = check(page.formatted("{!Account.Name} {!name} {!save}"));
    assertTrue(known.stream().allMatch(d -> d.code().equals("unsupported-page")), known.toString());
    List<Diagnostic> unknown = check(page.formatted("{!nothing}"));
    assertTrue(
        unknown.stream().anyMatch(d -> d.code().equals("page-variable")), unknown.toString());
  }

  @Test
  void markupIsReadAsThePlatformReadsIt() {
    assertEquals(
        List.of(),
        check(page("<apex:outputText value=\"<b>x</b>\" escape=\"false\"></apex:outputtext>")));
  }

  @Test
  void pathsAreFollowedThroughClassesAndObjects() {
    schema.objects.put(
        "Thing__c",
        SObjectDef.builder("Thing__c", Kind.CUSTOM)
            .field(FieldDef.builder("Size__c", FieldType.DOUBLE).build())
            .field(
                FieldDef.builder("Shadow__c", FieldType.REFERENCE)
                    .reference(List.of("C"), "Shadow__r", null)
                    .build())
            .build());
    String each = "<apex:repeat value=\"{!%s}\" var=\"c\">{!%s}</apex:repeat>";
    assertEquals(List.of(), check(page(each.formatted("all", "c.next.label"))));
    assertEquals(List.of(), check(page("{!other.label} {!thing.Size__c} {!thing.Id}")));
    assertEquals(List.of(), check(page(each.formatted("byName['x']", "c.label"))));
    assertEquals(List.of(), check(page(each.formatted("name", "c.anything"))));
    refused(page(each.formatted("all", "c.lable")), 2, "Unknown property 'C.Choice.lable'");
    refused(page(each.formatted("byName['x']", "c.nxt")), 2, "Unknown property 'C.Choice.nxt'");
    refused(page("{!other.next.lable}"), 2, "Unknown property 'C.Choice.lable'");
    assertEquals(List.of(), check(page("{!thing.Shadow__r.Name}")), "an object, not the class C");
    refused(page("{!thing.Sise__c}"), 2, "Invalid field Sise__c for SObject Thing__c");
  }

  @Test
  void namesAreChecked() {
    refused(page("{!nmae}"), 2, "Unknown property 'C.nmae'");
    assertEquals("did you mean 'name'?", check(page("{!nmae}")).get(0).hint());
    refused(page("<apex:form action=\"{!gone}\"/>").replace("action", "onsubmit"), 2, "C.gone");
    refused(page("<apex:commandButton action=\"{!other}\"/>"), 2, "Unknown method 'C.other()'");
    refused(page("{!$Label.No}"), 2, "Field $Label.No does not exist");
    refused(page("{!$Page.No}"), 2, "Page No does not exist");
    refused(page("{!$Resource.No}"), 2, "Static Resource named No");
    refused(page("{!$Nope.X}"), 2, "Unknown variable $Nope");
    refused(page("{!$User.Password}"), 2, "$User.Password does not exist");
    refused(page("{!FROB(1)}"), 2, "Unknown function FROB");
    refused(page("{!IF(1)}"), 2, "Incorrect number of parameters for function 'IF()'");
    refused("<apex:page controller=\"D\"/>", 1, "Apex class 'D' does not exist");
  }
}
