package org.closedloop.apex.soql;

import io.github.apexdevtools.apexparser.ApexErrorListener;
import io.github.apexdevtools.apexparser.ApexLexer;
import io.github.apexdevtools.apexparser.ApexParser;
import io.github.apexdevtools.apexparser.ApexParserFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.closedloop.apex.host.HostException;

/**
 * Turns SOQL into {@link SoqlQuery}: dynamic text through the grammar's {@code query} rule, static
 * queries from the tree that the Apex front end already has.
 */
public final class SoqlParser {

  /** Deeper brackets would cost the parser seconds, and nobody writes them. */
  private static final int MAX_NESTING = 100;

  /** Words that are no alias: https://developer.salesforce.com, SOQL Reserved Keywords. */
  private static final Set<String> RESERVED =
      Set.of(
          "AND",
          "ASC",
          "DESC",
          "EXCLUDES",
          "FIRST",
          "FROM",
          "GROUP",
          "HAVING",
          "IN",
          "INCLUDES",
          "LAST",
          "LIKE",
          "LIMIT",
          "NOT",
          "NULL",
          "NULLS",
          "OR",
          "SELECT",
          "USING",
          "WHERE",
          "WITH");

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
    reservedAlias(tree)
        .ifPresent(
            alias -> {
              throw malformed(text, alias);
            });
    return new SoqlLowering().query(tree);
  }

  /**
   * The grammar takes any word as alias, so a clause that breaks off would be read as one. Names of
   * objects and fields are free: Group is an object.
   */
  public static Optional<Token> reservedAlias(ParseTree tree) {
    if (tree instanceof ApexParser.SoqlIdContext id
        && !(id.getParent() instanceof ApexParser.FieldNameContext)
        && RESERVED.contains(id.getText().toUpperCase(Locale.ROOT))) {
      return Optional.of(id.getStart());
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      Optional<Token> below = reservedAlias(tree.getChild(i));
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
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

  private static void checkNesting(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(' && ++depth > MAX_NESTING) {
        int line = (int) text.substring(0, i).chars().filter(x -> x == '\n').count() + 1;
        int column = i - text.lastIndexOf('\n', i) - 1;
        throw malformed(text, line, column, "brackets are nested more than 100 deep");
      } else if (!quoted && c == ')') {
        depth--;
      }
    }
  }

  private static ApexParser parserOf(String text) {
    checkNesting(text);
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
