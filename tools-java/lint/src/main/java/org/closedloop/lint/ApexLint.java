package org.closedloop.lint;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.lang.LanguageRegistry;
import net.sourceforge.pmd.reporting.Report;
import net.sourceforge.pmd.reporting.RuleViolation;

/**
 * Runs PMD's Apex rules: {@code ApexLint RULESET DIR...}. One finding a line, its parts separated
 * by tabs: file, line, rule, message. What PMD cannot read or run is a finding, too.
 */
public final class ApexLint {

  private ApexLint() {}

  /** Prints the findings and counts them; none means that everything was looked at and is well. */
  static int run(String ruleSet, List<String> dirs, PrintStream out) {
    PMDConfiguration config = new PMDConfiguration(LanguageRegistry.PMD);
    config.addRuleSet(ruleSet);
    dirs.forEach(d -> config.addInputPath(Path.of(d)));
    config.setThreads(Runtime.getRuntime().availableProcessors());
    config.setIgnoreIncrementalAnalysis(true);
    List<String> found = new ArrayList<>();
    try (PmdAnalysis analysis = PmdAnalysis.create(config)) {
      Report report = analysis.performAnalysisAndCollectReport();
      for (RuleViolation v : report.getViolations()) {
        String file = v.getFileId().getOriginalPath();
        found.add(line(file, v.getBeginLine(), v.getRule().getName(), v.getDescription()));
      }
      for (Report.ProcessingError e : report.getProcessingErrors()) {
        found.add(line(e.getFileId().getOriginalPath(), 0, "processing-error", e.getMsg()));
      }
      for (Report.ConfigurationError e : report.getConfigurationErrors()) {
        found.add(line(ruleSet, 0, "configuration", e.rule().getName() + ": " + e.issue()));
      }
      if (found.isEmpty() && analysis.getReporter().numErrors() > 0) {
        found.add(line(ruleSet, 0, "configuration", "PMD could not do its work, see its log"));
      }
    }
    found.forEach(out::println);
    return found.size();
  }

  private static String line(String file, int line, String rule, String message) {
    return String.join(
        "\t", file, String.valueOf(line), rule, message.strip().replaceAll("\\s+", " "));
  }

  public static void main(String[] args) {
    if (args.length < 2) {
      System.err.println("usage: ApexLint RULESET DIR...");
      System.exit(2);
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(args[0], List.of(args).subList(1, args.length), out) == 0 ? 0 : 1);
  }
}
