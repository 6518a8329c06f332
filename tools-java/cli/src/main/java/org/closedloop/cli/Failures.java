package org.closedloop.cli;

import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.SoapFaultException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/** Failures of clients and of ourselves as one sentence each. */
public final class Failures {

  private Failures() {}

  /** The sentence for any failure of a command. */
  public static CliException explain(Exception e) {
    if (e instanceof CliException c) {
      return c;
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ApiFault f) {
        // the exception's own message is null; the fault's code and text are not
        return org(
            f.getExceptionCode() == null ? "" : f.getExceptionCode().name(),
            f.getExceptionMessage());
      }
      if (t instanceof SoapFaultException f) {
        String code = f.getFaultCode() == null ? "" : f.getFaultCode().getLocalPart();
        return org(code, f.getMessage());
      }
      if (t instanceof ConnectException) {
        return CliException.environment(
            "org-unreachable",
            "The org does not answer: nothing listens at its address.",
            "start one with `nps local start --background`, or name another with --org");
      }
      if (t instanceof SocketTimeoutException) {
        return CliException.environment("org-timeout", "The org did not answer in time.", null);
      }
    }
    if (e instanceof ConnectionException c) {
      return CliException.environment("org-connection", String.valueOf(c.getMessage()), null);
    }
    StringWriter stack = new StringWriter();
    e.printStackTrace(new PrintWriter(stack));
    return CliException.environment("internal", "Unexpected failure: " + stack, null);
  }

  private static CliException org(String code, String message) {
    String text =
        message == null || message.startsWith(code) || code.isEmpty()
            ? String.valueOf(message)
            : code + ": " + message;
    String hint =
        code.equals("INVALID_SESSION_ID")
            ? "the session has ended or the org was restarted; log in again"
            : null;
    return CliException.environment("org-fault", text, hint);
  }

  /** Whether the call may be repeated: the org was busy or the line broke. */
  public static boolean isTransient(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof java.io.IOException && !(t instanceof ConnectException)) {
        return true;
      }
      String text = String.valueOf(t.getMessage());
      if (text.contains("SERVER_UNAVAILABLE")
          || text.contains("UNABLE_TO_LOCK_ROW")
          || text.contains("REQUEST_RUNNING_TOO_LONG")) {
        return true;
      }
    }
    return false;
  }
}
