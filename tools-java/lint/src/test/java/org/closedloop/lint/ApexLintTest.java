package org.closedloop.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApexLintTest {
  @TempDir private Path dir;

  private String lint(String source) throws IOException {
    Files.writeString(dir.resolve("A.cls"), source);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int found =
        ApexLint.run(
            "../../config/lint/pmd-apex.xml",
            List.of(dir.toString()),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    String text = out.toString(StandardCharsets.UTF_8);
    assertEquals(found, text.lines().count());
    return text;
  }

  @Test
  void soundCodeGivesNothing() throws IOException {
    assertEquals(
        "", lint("public with sharing class A {\n  public String b() { return 'x'; }\n}\n"));
  }

  @Test
  void aDefectIsOneLineWithFileLineRuleMessage() throws IOException {
    String found =
        lint(
            "public with sharing class A {\n  void b() {\n    try { c(); }\n"
                + "    catch (Exception e) {}\n  }\n  void c() { b(); }\n}\n");
    assertTrue(found.matches("(?s).*A\\.cls\t4\tEmptyCatchBlock\t[^\t]+\n"), found);
  }

  @Test
  void codeThatCannotBeReadIsAFinding() throws IOException {
    assertTrue(lint("public class A {").contains("\tprocessing-error\t"));
  }
}
