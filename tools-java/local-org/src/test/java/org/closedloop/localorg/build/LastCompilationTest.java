package org.closedloop.localorg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ReadResult;
import org.junit.jupiter.api.Test;

class LastCompilationTest {

  private final LastCompilation last = new LastCompilation();
  private final SchemaRegistry registry = new SchemaRegistry();

  private static final String META =
      """
      <ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
          <apiVersion>62.0</apiVersion>
      </ApexClass>
      """;

  private static final String FIELD =
      """
      <CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
          <fullName>%s</fullName>
          <label>Note</label>
          <length>20</length>
          <type>Text</type>
      </CustomField>
      """;

  private static ComponentSet project(String folder, String source, String field, String meta) {
    ReadResult read =
        ReadResult.ofSource(
            Map.of(
                folder + "classes/Notes.cls",
                source.getBytes(StandardCharsets.UTF_8),
                folder + "classes/Notes.cls-meta.xml",
                meta.getBytes(StandardCharsets.UTF_8),
                folder + "objects/Account/fields/" + field + ".field-meta.xml",
                FIELD.formatted(field).getBytes(StandardCharsets.UTF_8)),
            "62.0");
    assertEquals(List.of(), read.diagnostics());
    return read.components();
  }

  private static final String CODE =
      "public class Notes {\n  public String of(Account a) {\n    return a.Note__c;\n  }\n}\n";

  private Compilation compile(ComponentSet components) {
    return last.of(registry, components, List.of(), false, BuildListener.NONE);
  }

  @Test
  void equalComponentsShareCodeAndSchema() {
    Compilation first = compile(project("a/", CODE, "Note__c", META));
    Compilation again = compile(project("a/", CODE, "Note__c", META));
    assertSame(first.apex(), again.apex());
    assertSame(first.schema(), again.schema());
  }

  @Test
  void theListenerHearsTheSame() {
    List<String> heard = new ArrayList<>();
    BuildListener listener =
        new BuildListener() {
          @Override
          public void began(String type, int count) {
            heard.add(type + " " + count);
          }

          @Override
          public void done(ComponentKey component) {
            heard.add(component.toString());
          }
        };
    last.of(registry, project("a/", CODE, "Note__c", META), List.of(), false, listener);
    List<String> first = List.copyOf(heard);
    heard.clear();
    last.of(registry, project("a/", CODE, "Note__c", META), List.of(), false, listener);
    assertEquals(first, heard);
  }

  @Test
  void anyChangeCompilesAnew() {
    Compilation first = compile(project("a/", CODE, "Note__c", META));
    assertNotSame(
        first.apex(),
        compile(project("a/", CODE.replace("return", "return  "), "Note__c", META)).apex());
    compile(project("a/", CODE, "Note__c", META));
    Compilation renamed = compile(project("a/", CODE, "Notes__c", META));
    assertTrue(renamed.apex().failed().contains("Notes"), "the field is not there");
    Compilation back = compile(project("a/", CODE, "Note__c", META));
    assertTrue(back.apex().failed().isEmpty());
    assertNotSame(
        back.apex(), compile(project("a/", CODE, "Note__c", META.replace("62.0", "61.0"))).apex());
  }

  @Test
  void messagesNameThePlaceOfToday() {
    String broken = CODE.replace("a.Note__c", "nothing");
    compile(project("a/", broken, "Note__c", META));
    Compilation moved = compile(project("b/", broken, "Note__c", META));
    assertEquals("b/classes/Notes.cls", moved.diagnostics().get(0).file());
    Compilation down = compile(project("b/", broken, "Note__c", "\n" + META));
    assertNotSame(moved.apex(), down.apex());
  }

  @Test
  void deferringIsAnotherCompilation() {
    ComponentSet project = project("a/", CODE, "Note__c", META);
    assertNotSame(
        compile(project).apex(),
        last.of(registry, project, List.of(), true, BuildListener.NONE).apex());
  }
}
