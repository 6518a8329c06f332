package org.closedloop.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command runs: environment, working folder, output. People's lines go to standard output,
 * with {@code --json} to standard error; progress always goes to standard error.
 */
public final class Console {

  private final Map<String, String> environment;
  private final Path folder;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private boolean json;
  private boolean barOpen;

  public Console(
      Map<String, String> environment,
      Path folder,
      PrintStream out,
      PrintStream err,
      boolean terminal) {
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  void setJson(boolean value) {
    json = value;
  }

  public boolean json() {
    return json;
  }

  /** A variable of the environment, null when unset or empty. */
  public String variable(String name) {
    String v = environment.get(name);
    return v == null || v.isEmpty() ? null : v;
  }

  public Map<String, String> environment() {
    return environment;
  }

  /** The path against the working folder. */
  public Path resolve(String path) {
    return folder.resolve(path).normalize();
  }

  public Path folder() {
    return folder;
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true);
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true);
  }

  /** A line for people. */
  public void say(String line) {
    clearBar();
    (json ? err : out).println(line);
  }

  /** A line of the log, on standard error. */
  public void log(String line) {
    clearBar();
    err.println(line);
  }

  /** The only line of standard output with {@code --json}. */
  void envelope(String text) {
    clearBar();
    out.println(text);
  }

  /** A progress bar on a terminal, elsewhere plain lines; a total of 0 is one not known yet. */
  public void progress(String what, int done, int total) {
    if (!terminal) {
      err.println(what + " " + done + (total > 0 ? "/" + total : ""));
      return;
    }
    int width = 30;
    int filled = total <= 0 ? 0 : Math.min(width, done * width / total);
    err.print(
        "\r["
            + "#".repeat(filled)
            + "-".repeat(width - filled)
            + "] "
            + done
            + "/"
            + total
            + " "
            + what
            + "\u001b[K");
    err.flush();
    barOpen = true;
  }

  private void clearBar() {
    if (barOpen) {
      err.print("\r\u001b[K");
      err.flush();
      barOpen = false;
    }
  }
}
