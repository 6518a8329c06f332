package org.closedloop.localorg.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.closedloop.apex.value.SObjectValue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

  private final FormulaFixture org = new FormulaFixture();

  private Object eval(String source, SObjectValue record) {
    return FormulaCompiler.compile(source, org.scope(), false).evaluate(org.context(record, null));
  }

  private String error(String source) {
    return assertThrows(
            FormulaError.class, () -> FormulaCompiler.compile(source, org.scope(), false))
        .describe();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3 | 7",
        "-2 ^ 2 | -4",
        "(1 + 2) * 3 | 9",
        "10 / 4 | 2.5",
        "ROUND(2.5, 0) | 3",
        "ROUND(-2.5, 0) | -3",
        "ROUND(1250, -2) | 1300",
        "CEILING(-1.2) | -2",
        "FLOOR(-1.8) | -1",
        "MCEILING(-1.2) | -1",
        "MFLOOR(-1.2) | -2",
        "MOD(7, 3) | 1",
        "MAX(1, 5, 3) | 5",
        "SQRT(16) | 4",
        "LEN(\"abc\") | 3",
        "FIND(\"c\", \"abc\") | 3",
        "FIND(\"x\", \"abc\") | 0",
        "VALUE(\"12.50\") | 12.5",
        "DATE(2024, 3, 1) - DATE(2024, 2, 28) | 2",
        "DAY(ADDMONTHS(DATE(2025, 1, 31), 1)) | 28",
        "DAY(ADDMONTHS(DATE(2024, 2, 29), 1)) | 31",
        "WEEKDAY(DATE(2026, 3, 1)) | 1",
        "CASE(2, 1, 10, 2, 20, 30) | 20",
        "IF(1 > 2, 1, 2) | 2",
        "UNIXTIMESTAMP(DATETIMEVALUE(\"1970-01-02 00:00:00\")) | 86400",
      })
  void numbers(String source, BigDecimal expected) {
    assertEquals(0, expected.compareTo((BigDecimal) eval(source, null)), source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"a\" & 'b' + \"c\" | abc",
        "LEFT(\"abcdef\", 2) & MID(\"abcdef\", 3, 2) & RIGHT(\"abcdef\", 2) | abcdef",
        "UPPER(TRIM(\"  x \")) | X",
        "SUBSTITUTE(\"a-b-c\", \"-\", \".\") | a.b.c",
        "LPAD(\"7\", 3, \"0\") | 007",
        "RPAD(\"7\", 3, \"0\") | 700",
        "TEXT(12.50) | 12.5",
        "TEXT(DATE(2026, 1, 5)) | 2026-01-05",
        "TEXT(NOW()) | 2026-03-01 02:30:00Z",
        "TEXT(TODAY()) | 2026-02-28",
        "CASESAFEID(\"001000000000001\") | 001000000000001AAA",
        "HYPERLINK(\"/x\", \"go\") | <a href=\"/x\" target=\"_blank\">go</a>",
        "INITCAP(\"new york\") | New York",
        "$User.Email | me@example.com",
        "$Label.Hello | Hello there",
        "\"say \\\"hi\\\"\" | say \"hi\"",
        "FORMATDURATION(3725) | 01:02:05",
      })
  void texts(String source, String expected) {
    assertEquals(expected, eval(source, null), source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AND(TRUE, NOT(FALSE)) | true",
        "1 = 1.0 && 'a' <> 'A' | true",
        "REGEX(\"ab12\", \"[a-z]+[0-9]{2}\") | true",
        "REGEX(\"ab12x\", \"[a-z]+[0-9]{2}\") | false",
        "CONTAINS(\"abc\", \"b\") | true",
        "BEGINS(\"abc\", \"b\") | false",
        "ISNUMBER(\"1.5\") | true",
        "ISNUMBER(\"x\") | false",
        "$Setup.Cfg__c.Off__c | true",
        "$Permission.Skip | true",
        "60000 > $CustomMetadata.Rule__mdt.Gold.Limit__c | true",
      })
  void truths(String source, boolean expected) {
    assertEquals(expected, eval(source, null), source);
  }

  @Nested
  class Blanks {

    @Test
    void blankNumberStaysBlankOrCountsAsZero() {
      SObjectValue empty = org.visit();
      assertNull(eval("Score__c + 1", empty));
      Formula zero = FormulaCompiler.compile("Score__c + 1", org.scope(), true);
      assertEquals(BigDecimal.ONE, zero.evaluate(org.context(empty, null)));
    }

    @Test
    void comparingABlankNumberIsFalse() {
      assertEquals(false, eval("Score__c < 5", org.visit()));
      assertEquals(true, eval("ISBLANK(Score__c)", org.visit()));
      assertEquals(new BigDecimal("4"), eval("BLANKVALUE(Score__c, 4)", org.visit()));
    }

    @Test
    void blankTextIsEmptyText() {
      assertEquals("x", eval("Note__c & \"x\"", org.visit()));
      assertEquals(true, eval("Note__c = \"\"", org.visit()));
      assertNull(eval("Note__c & \"\"", org.visit()));
    }

    @Test
    void picklistBlankIsTheEmptyValue() {
      assertEquals(true, eval("ISPICKVAL(Status__c, \"\")", org.visit()));
      assertEquals(true, eval("ISBLANK(TEXT(Status__c))", org.visit()));
    }
  }

  @Nested
  class Records {

    @Test
    void fieldsIgnoreCaseAndParentsAreFollowed() {
      SObjectValue shop = new SObjectValue(org.schema.require("Shop__c"));
      shop.put("Id", "a00000000000001AAA");
      shop.put("Rent__c", new BigDecimal("100.00"));
      org.rows.put("a00000000000001AAA", shop);
      SObjectValue visit = org.visit("Shop__c", "a00000000000001AAA");
      assertEquals(
          0, new BigDecimal(50).compareTo((BigDecimal) eval("shop__r.rent__c / 2", visit)));
      assertNull(eval("Shop__r.Rent__c", org.visit()));
    }

    @Test
    void multiPicklistIncludesWholeValuesOnly() {
      SObjectValue v = org.visit("Tags__c", "red;dark blue");
      assertEquals(true, eval("INCLUDES(Tags__c, \"red\")", v));
      assertEquals(false, eval("INCLUDES(Tags__c, \"blue\")", v));
    }

    @Test
    void changeFunctionsCompareWithTheValuesBefore() {
      SObjectValue before = org.visit("Status__c", "Open", "Score__c", new BigDecimal("3"));
      SObjectValue after = org.visit("Status__c", "Closed", "Score__c", new BigDecimal("3.0"));
      FormulaContext c = org.context(after, before);
      assertTrue(formula("ISCHANGED(Status__c)").isTrue(c));
      assertFalse(formula("ISCHANGED(Score__c)").isTrue(c));
      assertTrue(formula("ISPICKVAL(PRIORVALUE(Status__c), \"Open\")").isTrue(c));
      assertFalse(formula("ISNEW()").isTrue(c));
      assertFalse(formula("ISCHANGED(Status__c)").isTrue(org.context(after, null)));
      assertTrue(formula("ISNEW()").isTrue(org.context(after, null)));
    }

    private Formula formula(String source) {
      return FormulaCompiler.compile(source, org.scope(), false, FormulaType.BOOLEAN);
    }

    @Test
    void datesFollowTheUsersZone() {
      SObjectValue v = org.visit("Seen_On__c", Instant.parse("2026-01-02T03:00:00Z"));
      assertEquals(LocalDate.parse("2026-01-01"), eval("DATEVALUE(Seen_On__c)", v));
      assertEquals(Instant.parse("2026-01-02T15:00:00Z"), eval("Seen_On__c + 0.5", v));
    }
  }

  @Nested
  class Errors {

    @Test
    void unknownNamesAreNamedWithTheNearest() {
      assertEquals(
          "Field Scor__c does not exist. Check spelling. Did you mean Score__c? (line 2, column 3)",
          error("1 +\n  Scor__c"));
      assertEquals(
          "Unknown function ISBLNK. Check spelling. Did you mean ISBLANK? (line 1, column 1)",
          error("ISBLNK(Note__c)"));
    }

    @Test
    void typesAreChecked() {
      assertEquals(
          "Incorrect parameter type for operator '+'. Expected Number, Date, DateTime, received"
              + " Boolean (line 1, column 5)",
          error("1 + TRUE"));
      assertEquals(
          "Incorrect parameter type for function 'LEN()'. Expected Text, received Number (line 1,"
              + " column 5)",
          error("LEN(5)"));
      assertEquals(
          "Incorrect number of parameters for function 'IF()'. Expected 3, received 2 (line 1,"
              + " column 1)",
          error("IF(TRUE, 1)"));
      assertTrue(error("Status__c = \"Open\"").startsWith("Field Status__c is a picklist field."));
      assertTrue(error("IF(TRUE, 1, \"a\")").contains("Expected Number, received Text"));
    }

    @Test
    void syntaxIsChecked() {
      assertEquals("Syntax error. Missing ')' (line 1, column 8)", error("LEN(\"a\""));
      assertTrue(error("1 +").startsWith("Syntax error. Found end of formula"));
      assertTrue(error("1 2").startsWith("Syntax error. Extra '2'"));
      assertTrue(error("\"open").startsWith("Syntax error. Missing '\"'"));
    }

    @Test
    void whatThePlatformHasAndWeDoNotIsRefusedByName() {
      assertTrue(error("VLOOKUP(Name, Name, \"x\")").contains("formula function VLOOKUP"));
      assertTrue(error("$Resource.x").contains("formula global $Resource"));
    }

    @Test
    void resultTypeMustFit() {
      FormulaError e =
          assertThrows(
              FormulaError.class,
              () -> FormulaCompiler.compile("1", org.scope(), false, FormulaType.BOOLEAN));
      assertEquals(
          "Formula result is data type (Number), incompatible with expected data type (Boolean).",
          e.getMessage());
    }

    @Test
    void divisionByZeroFailsAtRunTime() {
      Formula f = FormulaCompiler.compile("1 / Score__c", org.scope(), true);
      assertThrows(FormulaFailure.class, () -> f.evaluate(org.context(org.visit(), null)));
    }

    @Test
    void hostilePatternsStop() {
      Formula f =
          FormulaCompiler.compile(
              "REGEX(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\", \"(.*a){18}b\")", org.scope(), false);
      assertThrows(FormulaFailure.class, () -> f.evaluate(org.context(null, null)));
    }
  }

  @Test
  void mergeTextShowsValuesAndRefusesUnknownFields() {
    MergeText t = MergeText.compile("Visit {!Note__c}: {!Score__c}!", org.scope());
    assertEquals(
        "Visit a: 3!",
        t.render(org.context(org.visit("Note__c", "a", "Score__c", new BigDecimal("3.0")), null)));
    assertThrows(FormulaError.class, () -> MergeText.compile("{!Nope__c}", org.scope()));
  }
}
