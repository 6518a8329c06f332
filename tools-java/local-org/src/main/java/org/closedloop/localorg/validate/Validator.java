package org.closedloop.localorg.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.localorg.build.BuildListener;
import org.closedloop.localorg.build.Compilation;
import org.closedloop.localorg.check.Checker;
import org.closedloop.localorg.check.OrgModel;
import org.closedloop.localorg.check.SchemaOrg;
import org.closedloop.localorg.check.UnsupportedPolicy;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SchemaModel;

/**
 * Everything that can be said about components without an org to deploy them to. The checks and the
 * compilation are those of a deploy; what only the local org lacks is a remark here. Reusable and
 * safe for use by many threads.
 */
public final class Validator {

  private final OrgOptions options;
  private final Checker checker = new Checker(UnsupportedPolicy.DEFER);
  private final OrgModel org;

  /**
   * @param options the org that the components are meant for
   */
  public Validator(OrgOptions options) {
    this.options = options;
    this.org =
        new SchemaOrg(
            ComponentSet.empty(),
            new SchemaRegistry(options.features()).build(ComponentSet.empty()));
  }

  /**
   * At the newest known API version: schema walk, rules, Apex, flows, formulas, pages: nothing
   * hides behind something else.
   */
  public Validation validate(ComponentSet components) {
    return validate(new ReadResult(components, List.of(), SchemaModel.VERSION));
  }

  /** The same at the version that was read, with what reading the components said. */
  public Validation validate(ReadResult read) {
    return validate(read, (what, done, total) -> {});
  }

  /**
   * The same, telling how far it is.
   *
   * @param progress called now and then, from the calling thread
   */
  public Validation validate(ReadResult read, Progress progress) {
    List<Diagnostic> found = new ArrayList<>(read.diagnostics());
    found.addAll(checker.check(org, read.components(), read.version()));
    List<Diagnostic> all = compile(read, found, progress);
    return new Validation(
        UnsupportedPolicy.DEFER.apply(all).stream().map(Validator::unseen).toList());
  }

  /**
   * Adds what compiling says. Metadata with errors may be beyond what can be built from: then that
   * is told beside the errors.
   */
  private List<Diagnostic> compile(ReadResult read, List<Diagnostic> found, Progress progress) {
    Compilation compiled;
    try {
      compiled =
          Compilation.of(
              new SchemaRegistry(options.features()),
              read.components(),
              found,
              true,
              new Steps(progress));
    } catch (RuntimeException e) {
      if (found.stream().noneMatch(Diagnostic::blocksDeploy)) {
        throw e;
      }
      List<Diagnostic> all = new ArrayList<>(found);
      all.add(notCompiled(e));
      return all;
    }
    List<Diagnostic> all = new ArrayList<>(compiled.said());
    Set<String> told = new HashSet<>();
    compiled.said().stream().filter(Diagnostic::isError).forEach(d -> told.add(place(d)));
    // What the checks call wrong, the compiler refuses in other words where it cannot go on.
    compiled.said().stream().filter(Diagnostic::isError).forEach(d -> told.add(words(d)));
    compiled.diagnostics().stream()
        .filter(d -> !told.contains(place(d)) && !told.contains(words(d)))
        .forEach(all::add);
    return all;
  }

  private static Diagnostic notCompiled(RuntimeException cause) {
    return Diagnostic.ofFile(
            "not-compiled",
            "",
            0,
            0,
            "Apex, flows, formulas and pages were not compiled: " + cause,
            "mend the errors first")
        .withSeverity(Diagnostic.Severity.WARNING);
  }

  /** What an installed package may have cannot be checked here. */
  private static Diagnostic unseen(Diagnostic d) {
    return d.code().equals("external-reference") ? d.withSeverity(Diagnostic.Severity.INFO) : d;
  }

  private static String place(Diagnostic d) {
    return d.column() > 1 ? d.file() + ":" + d.line() + ":" + d.column() : d.toString();
  }

  private static String words(Diagnostic d) {
    return d.file() + ":" + d.line() + " " + d.message();
  }

  /** Hears how far a validation is. */
  public interface Progress {
    void at(String what, int done, int total);
  }

  /** Sources are told in steps, so that a log stays short. */
  private static final class Steps implements BuildListener {
    private static final int STEP = 50;
    private final Progress progress;
    private int total;
    private int done;

    Steps(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void began(String type, int count) {
      total = count;
      done = 0;
    }

    @Override
    public void done(ComponentKey component) {
      done++;
      if (done % STEP == 0 || done == total) {
        progress.at("compiled", done, total);
      }
    }
  }

  /** Only what reading said, schema walk and rules, at the version that was read. */
  public Validation metadata(ReadResult read) {
    List<Diagnostic> found = new ArrayList<>(read.diagnostics());
    found.addAll(checker.check(org, read.components(), read.version()));
    return new Validation(UnsupportedPolicy.DEFER.apply(found));
  }

  /** Only schema walk and rules, at the newest known API version. */
  public Validation metadata(ComponentSet components) {
    return new Validation(checker.check(org, components));
  }
}
