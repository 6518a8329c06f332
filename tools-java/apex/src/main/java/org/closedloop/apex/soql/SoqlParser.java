package org.closedloop.apex.soql;

import io.github.apexdevtools.apexparser.ApexErrorListener;
import io.github.apexdevtools.apexparser.ApexLexer;
import io.github.apexdevtools.apexparser.ApexParser;
import io.github.apexdevtools.apexparser.ApexParserFactory;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.closedloop.apex.host.HostException;

/**
 * Turns SOQL into {@link SoqlQuery}: dynamic text through the grammar's {@code query} rule, static
 * queries from the tree that the Apex front end already has.
 */
public final class SoqlParser {

  private SoqlParser() {}

  /**
   * A static query and its bind expressions, in the order of {@link SoqlQuery.Bind#index}.
   *
   * @param binds the trees after each colon
   */
  public record StaticSoql(SoqlQuery query, List<ApexParser.ExpressionContext> binds) {}

  /** Lowers a query that stands in Apex; positions are those of the Apex source. */
  public static StaticSoql lower(ApexParser.QueryContext context) {
    SoqlLowering lowering = new SoqlLowering();
    SoqlQuery query = lowering.query(context);
    return new StaticSoql(query, List.copyOf(lowering.bindTrees()));
  }

  /**
   * Parses dynamic SOQL; the whole text must be one query.
   *
   * @throws HostException QueryException, MALFORMED_QUERY, with the platform's text
   */
  public static SoqlQuery parse(String text) {
    ApexParser parser = parserOf(text);
    ApexParser.QueryContext tree = parser.query();
    Token next = parser.getTokenStream().LT(1);
    if (next.getType() != Token.EOF) {
      throw malformed(text, next);
    }
    return new SoqlLowering().query(tree);
  }

  /** Parses dynamic SOSL, with or without surrounding brackets. */
  public static SoslQuery parseSosl(String text) {
    String inner = text.strip();
    String bracketed = inner.startsWith("[") ? inner : "[" + inner + "]";
    ApexParser parser = parserOf(bracketed);
    boolean braces = bracketed.substring(1).strip().matches("(?is)find\\s*\\{.*");
    SoslQuery query =
        braces
            ? new SoslLowering().literal(parser.soslLiteralAlt())
            : new SoslLowering().literal(parser.soslLiteral());
    Token next = parser.getTokenStream().LT(1);
    if (next.getType() != Token.EOF) {
      throw malformed(bracketed, next);
    }
    return query;
  }

  private static ApexParser parserOf(String text) {
    ApexLexer lexer =
        ApexParserFactory.createLexer(CharStreams.fromString(SoqlLiterals.forLexer(text)));
    lexer.removeErrorListeners();
    lexer.addErrorListener(
        new ApexErrorListener() {
          @Override
          public void apexSyntaxError(int line, int column, String message) {
            throw malformed(
                text, line, column, "line " + line + ":" + column + " no viable alternative");
          }
        });
    ApexParser parser = ApexParserFactory.createParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(
        new BaseErrorListener() {
          @Override
          public void syntaxError(
              Recognizer<?, ?> recognizer,
              Object offending,
              int line,
              int column,
              String message,
              RecognitionException cause) {
            throw malformed(text, (Token) offending);
          }
        });
    return parser;
  }

  private static HostException malformed(String text, Token token) {
    String what =
        token.getType() == Token.EOF
            ? "unexpected token: '<EOF>'"
            : "unexpected token: '" + token.getText() + "'";
    return malformed(text, token.getLine(), token.getCharPositionInLine(), what);
  }

  private static HostException malformed(String text, int line, int column, String what) {
    return new HostException(
        "QueryException", "MALFORMED_QUERY", SoqlErrors.located(text, line, column + 1, what));
  }
}
