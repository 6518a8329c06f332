package org.closedloop.apex.soql;

import io.github.apexdevtools.apexparser.ApexParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.soql.SoqlQuery.Literal;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.apex.soql.SoqlQuery.Value;

/** Lowers a SOSL tree; conditions and order are those of SOQL. */
final class SoslLowering {

  private final SoqlLowering soql = new SoqlLowering();

  SoslQuery literal(ApexParser.SoslLiteralContext c) {
    Value term;
    if (c.boundExpression() != null) {
      term = soql.bind(c.boundExpression());
    } else {
      term = new Literal(quoted(c.FindLiteral(), '\''));
    }
    return clauses(term, c.soslClauses());
  }

  SoslQuery literal(ApexParser.SoslLiteralAltContext c) {
    String text = c.FindLiteralAlt().getText();
    String inner = text.substring(text.indexOf('{') + 1, text.lastIndexOf('}'));
    return clauses(new Literal(inner), c.soslClauses());
  }

  private static String quoted(TerminalNode node, char quote) {
    String text = node.getText();
    return SoqlLiterals.text(
        text.substring(text.indexOf(quote), text.lastIndexOf(quote) + 1), false);
  }

  private SoslQuery clauses(Value term, ApexParser.SoslClausesContext c) {
    String group = "ALL";
    if (c.searchGroup() != null) {
      group = c.searchGroup().getStart().getText().toUpperCase(Locale.ROOT);
    }
    SoqlQuery.AccessClause access = SoqlQuery.AccessClause.NONE;
    for (ApexParser.SoslWithClauseContext w : c.soslWithClause()) {
      if (w.USER_MODE() != null) {
        access = SoqlQuery.AccessClause.USER_MODE;
      } else if (w.SYSTEM_MODE() != null) {
        access = SoqlQuery.AccessClause.SYSTEM_MODE;
      } else {
        throw new UnsupportedPlatformFeature("SOSL clause '" + SoqlLowering.sourceText(w) + "'");
      }
    }
    List<SoslQuery.Returning> returning = new ArrayList<>();
    collect(c.fieldSpecList(), returning);
    if (c.updateList() != null) {
      throw new UnsupportedPlatformFeature("UPDATE TRACKING and UPDATE VIEWSTAT in SOSL");
    }
    Value limit = soql.limit(c.limitClause());
    return new SoslQuery(term, group, List.copyOf(returning), access, limit, soql.binds());
  }

  private void collect(ApexParser.FieldSpecListContext list, List<SoslQuery.Returning> out) {
    if (list == null) {
      return;
    }
    out.add(returning(list.fieldSpec()));
    for (ApexParser.FieldSpecListContext rest : list.fieldSpecList()) {
      collect(rest, out);
    }
  }

  private SoslQuery.Returning returning(ApexParser.FieldSpecContext c) {
    List<Path> fields = new ArrayList<>();
    if (c.fieldList() != null) {
      fields(c.fieldList(), fields);
    }
    if (c.LISTVIEW() != null) {
      throw new UnsupportedPlatformFeature("USING ListView in SOSL");
    }
    Value offset =
        c.offsetClause() == null
            ? null
            : soql.number(c.offsetClause().IntegerLiteral(), c.offsetClause().boundExpression());
    return new SoslQuery.Returning(
        c.soslId(0).getText(),
        List.copyOf(fields),
        c.logicalExpression() == null ? null : soql.condition(c.logicalExpression()),
        c.fieldOrderList() == null ? List.of() : soql.orderBy(c.fieldOrderList()),
        soql.limit(c.limitClause()),
        offset);
  }

  private static void fields(ApexParser.FieldListContext list, List<Path> out) {
    if (list.TOLABEL() != null || list.CONVERT_CURRENCY() != null || list.FORMAT() != null) {
      throw new UnsupportedPlatformFeature("functions in a SOSL field list");
    }
    Token t = list.getStart();
    out.add(
        new Path(
            List.of(list.soslId(0).getText().split("\\.")),
            t.getLine(),
            t.getCharPositionInLine() + 1));
    for (ApexParser.FieldListContext rest : list.fieldList()) {
      fields(rest, out);
    }
  }
}
