package org.closedloop.scenarios;

import com.sforce.soap.partner.fault.ApiFault;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.Nps;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.cli.org.OrgReference;

/**
 * The demo: starts a local org, deploys the package and what names an org, seeds, plays one whole
 * loop and shows what happened; then leaves the org running until Ctrl-C, or ends with {@code
 * --exit}. Exit code 0 only when every step did what it says.
 */
public final class Demo {

  /** A fixed first day, so that every run tells the same story; a Monday morning. */
  static final String FIRST_DAY = "2026-01-05T09:00:00Z";

  private static final String NAME = "demo";

  private Demo() {}

  /** A step that may throw anything. */
  private interface Step {
    void run() throws Exception;
  }

  private record Chapter(String title, Step body) {}

  public static void main(String[] args) throws Exception {
    boolean exit = List.of(args).contains("--exit");
    if (args.length > (exit ? 1 : 0)) {
      System.err.println("usage: scripts/demo [--exit]");
      System.exit(CliException.USAGE);
    }
    Path root = OrgUnderTest.root();
    Console console =
        new Console(
            Map.copyOf(System.getenv()),
            root,
            new PrintStream(System.out, true, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8),
            System.console() != null && System.getenv("TERM") != null);
    System.exit(new Demo().run(console, root, exit));
  }

  private int run(Console console, Path root, boolean exit) throws Exception {
    title("A local org");
    int code =
        Nps.run(console, "local", "start", "--name", NAME, "--background", "--clock", FIRST_DAY);
    if (code != 0) {
      return code;
    }
    Thread stop = new Thread(() -> Nps.run(console, "local", "stop", "--name", NAME));
    Runtime.getRuntime().addShutdownHook(stop);
    title("The package, through the Metadata API");
    code = Nps.run(console, "deploy", "--org", "local:" + NAME, "--with-unpackaged");
    if (code != 0) {
      return code;
    }
    OrgConnection connection = OrgReference.resolve(console, "local:" + NAME);
    ScenarioOrg org = new ScenarioOrg(connection, line -> {});
    ClosedLoopStory story =
        new ClosedLoopStory(org, root, line -> System.out.println("    " + line));
    if (!play(story, org)) {
      return CliException.FAILED;
    }
    title("What to look at");
    System.out.println("    survey page   " + story.surveyUrl());
    System.out.println("    mails         scripts/nps local outbox --name " + NAME);
    System.out.println("    flows         scripts/nps flow trace --org local:" + NAME);
    System.out.println("    move on       scripts/nps local advance --name " + NAME + " --days 1");
    if (!exit) {
      System.out.println("\nServing until Ctrl-C.");
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static boolean play(ClosedLoopStory story, ScenarioOrg org) throws Exception {
    List<Chapter> chapters =
        List.of(
            new Chapter("Seed, switches and the dispatcher, through the Partner API", story::setUp),
            new Chapter("A deal is won", story::dealIsWon),
            new Chapter("14 days pass: the survey leaves", story::surveyLeaves),
            new Chapter("A second occasion in the same week", story::secondOccasionIsRefused),
            new Chapter("The link is opened", story::openingRecordsNothing),
            new Chapter("The customer answers", story::customerAnswers),
            new Chapter("The answer becomes work", story::answerBecomesWork),
            new Chapter("The CSM closes the loop", story::csmClosesTheLoop),
            new Chapter(
                "85 days pass, a second deal is won, 14 days later the customer is asked again",
                story::customerIsWonBack),
            new Chapter("A year later", story::figuresAgeOut));
    for (int i = 0; i < chapters.size(); i++) {
      Chapter c = chapters.get(i);
      title((i + 1) + "/" + chapters.size() + "  " + c.title() + "  [" + org.today() + "]");
      try {
        c.body().run();
      } catch (AssertionError e) {
        System.err.println("    FAILED: " + e.getMessage());
        return false;
      } catch (ApiFault e) {
        System.err.println("    FAILED: " + e.getExceptionCode() + " " + e.getExceptionMessage());
        return false;
      }
    }
    return true;
  }

  private static void title(String text) {
    System.out.println("\n==> " + text);
  }
}
