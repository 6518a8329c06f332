package org.closedloop.apex.syntax;

import io.github.apexdevtools.apexparser.ApexLexer;
import io.github.apexdevtools.apexparser.ApexParser;
import io.github.apexdevtools.apexparser.ApexParserFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/** Source text to typed tree. Grammar errors are collected, several per text. */
public final class ApexFrontEnd {

  private static final ParseMemo<ApexUnit.ClassUnit> CLASSES = new ParseMemo<>();
  private static final ParseMemo<ApexUnit.TriggerUnit> TRIGGERS = new ParseMemo<>();

  private ApexFrontEnd() {}

  /** A tree, or problems and no tree. */
  public record Parsed<U extends ApexUnit>(Optional<U> unit, List<SyntaxProblem> problems) {
    public Parsed {
      problems = List.copyOf(problems);
    }
  }

  public static Parsed<ApexUnit.ClassUnit> parseClass(String source) {
    return CLASSES.parse(
        source, s -> parse(s, ApexParser::compilationUnit, DeclLowering::classUnit));
  }

  public static Parsed<ApexUnit.TriggerUnit> parseTrigger(String source) {
    return TRIGGERS.parse(
        source, s -> parse(s, ApexParser::triggerUnit, DeclLowering::triggerUnit));
  }

  /** Forgets the trees of earlier texts, so that the next parse is one; for measurements. */
  public static void forget() {
    CLASSES.forget();
    TRIGGERS.forget();
  }

  public static Parsed<ApexUnit.AnonymousUnit> parseAnonymous(String source) {
    return parse(source, ApexParser::anonymousUnit, DeclLowering::anonymousUnit);
  }

  /** Lowers a tree node to a unit. */
  private interface Lower<T, U> {
    U lower(DeclLowering lowering, T tree);
  }

  private static <T, U extends ApexUnit> Parsed<U> parse(
      String source, Function<ApexParser, T> rule, Lower<T, U> lower) {
    Collector collector = new Collector();
    ApexLexer lexer = ApexParserFactory.createLexer(CharStreams.fromString(source));
    lexer.removeErrorListeners();
    lexer.addErrorListener(collector);
    NestingGuard guard = new NestingGuard(collector.problems);
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    if (!guard.admits(tokens)) {
      return new Parsed<>(Optional.empty(), collector.problems);
    }
    ApexParser parser = ApexParserFactory.createParser(tokens);
    parser.getInterpreter().setPredictionMode(PredictionMode.LL);
    parser.removeErrorListeners();
    parser.addErrorListener(collector);
    parser.addParseListener(guard);
    T tree;
    try {
      tree = rule.apply(parser);
    } catch (NestingGuard.TooDeep e) {
      return new Parsed<>(Optional.empty(), collector.problems);
    }
    if (!collector.problems.isEmpty()) {
      return new Parsed<>(Optional.empty(), collector.problems);
    }
    DeclLowering lowering = new DeclLowering(collector.problems);
    U unit = lower.lower(lowering, tree);
    return new Parsed<>(
        collector.problems.isEmpty() ? Optional.of(unit) : Optional.empty(), collector.problems);
  }

  /** Turns the parser's messages into the platform's form. */
  private static final class Collector extends BaseErrorListener {
    private static final int MOST = 20;
    private static final Pattern MISSING = Pattern.compile("missing (\\S+) at .*");
    private static final Pattern SINGLE =
        Pattern.compile("(?:mismatched|extraneous) input .* expecting ('[^']+')");
    private final List<SyntaxProblem> problems = new ArrayList<>();

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object offending,
        int line,
        int column,
        String message,
        RecognitionException e) {
      if (problems.size() >= MOST) {
        return;
      }
      problems.add(
          new SyntaxProblem(new SourcePos(line, column + 1), "syntax", text(offending, message)));
    }

    private static String text(Object offending, String message) {
      if (!(offending instanceof Token token)) {
        return message.startsWith("token recognition error at: ")
            ? "Line contains a character that Apex does not know: "
                + message.substring("token recognition error at: ".length())
            : message;
      }
      String found = token.getType() == Token.EOF ? "end of file" : "'" + token.getText() + "'";
      Matcher missing = MISSING.matcher(message);
      if (missing.matches()) {
        return "Missing " + missing.group(1) + " at " + found;
      }
      Matcher single = SINGLE.matcher(message);
      return single.matches()
          ? "Unexpected " + found + ", expecting " + single.group(1)
          : "Unexpected token " + found;
    }
  }
}
