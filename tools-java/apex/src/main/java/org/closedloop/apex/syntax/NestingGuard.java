package org.closedloop.apex.syntax;

import io.github.apexdevtools.apexparser.ApexLexer;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Refuses text that nests so deep that parsing would take minutes or the whole stack. What
 * brackets, type arguments, casts and signs in a row tell is counted before parsing, the rest while
 * it goes.
 */
final class NestingGuard implements ParseTreeListener {

  /** Deepest brackets. */
  private static final int BRACKETS = 200;

  /** Deepest type arguments, and most casts or signs in a row. */
  private static final int ROW = 100;

  /** Deepest rules of the grammar; a block in a block takes three. */
  private static final int RULES = 2_000;

  private final List<SyntaxProblem> problems;
  private int depth;

  NestingGuard(List<SyntaxProblem> problems) {
    this.problems = problems;
  }

  /** Ends a parse; the problem is noted. */
  static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooDeep() {
      super(null, null, false, false);
    }
  }

  /** Whether the tokens may be parsed; notes the first place that is too deep. */
  boolean admits(CommonTokenStream tokens) {
    tokens.fill();
    int brackets = 0;
    int arguments = 0;
    int casts = 0;
    int signs = 0;
    int before = Token.EOF;
    for (Token t : tokens.getTokens()) {
      if (t.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
      int type = t.getType();
      brackets = Math.max(0, brackets + bracket(type));
      arguments = typed(type) ? arguments + argument(type) : 0;
      casts = typed(type) ? casts + (opensBehindCast(before, type) ? 1 : 0) : 0;
      signs = sign(type) ? signs + 1 : 0;
      if (brackets > BRACKETS || arguments > ROW || casts > ROW || signs > ROW) {
        note(t);
        return false;
      }
      before = type;
    }
    return true;
  }

  private void note(Token t) {
    problems.add(
        new SyntaxProblem(
            new SourcePos(t.getLine(), t.getCharPositionInLine() + 1),
            "nesting",
            "Code is nested too deep"));
  }

  private static int bracket(int type) {
    return switch (type) {
      case ApexLexer.LPAREN, ApexLexer.LBRACE, ApexLexer.LBRACK -> 1;
      case ApexLexer.RPAREN, ApexLexer.RBRACE, ApexLexer.RBRACK -> -1;
      default -> 0;
    };
  }

  /** Tokens of which types, and casts to them, consist. */
  private static boolean typed(int type) {
    return switch (type) {
      case ApexLexer.LPAREN,
          ApexLexer.RPAREN,
          ApexLexer.LT,
          ApexLexer.GT,
          ApexLexer.DOT,
          ApexLexer.COMMA,
          ApexLexer.Identifier,
          ApexLexer.LIST,
          ApexLexer.SET,
          ApexLexer.MAP ->
          true;
      default -> false;
    };
  }

  private static int argument(int type) {
    return type == ApexLexer.LT ? 1 : type == ApexLexer.GT ? -1 : 0;
  }

  private static boolean opensBehindCast(int before, int type) {
    return before == ApexLexer.RPAREN && type == ApexLexer.LPAREN;
  }

  private static boolean sign(int type) {
    return switch (type) {
      case ApexLexer.BANG,
          ApexLexer.TILDE,
          ApexLexer.ADD,
          ApexLexer.SUB,
          ApexLexer.INC,
          ApexLexer.DEC,
          ApexLexer.NOT ->
          true;
      default -> false;
    };
  }

  // --- while parsing ----------------------------------------------------------------------------

  @Override
  public void enterEveryRule(ParserRuleContext rule) {
    if (++depth > RULES) {
      note(rule.getStart());
      throw new TooDeep();
    }
  }

  @Override
  public void exitEveryRule(ParserRuleContext rule) {
    depth--;
  }

  @Override
  public void visitTerminal(TerminalNode node) {}

  @Override
  public void visitErrorNode(ErrorNode node) {}
}
