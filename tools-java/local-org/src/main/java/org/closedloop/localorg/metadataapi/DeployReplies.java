package org.closedloop.localorg.metadataapi;

import java.util.List;
import org.closedloop.localorg.deploy.DeployMessage;
import org.closedloop.localorg.deploy.DeployResult;
import org.closedloop.localorg.deploy.TestRunResult;
import org.closedloop.metadata.Diagnostic;

/** Writes deploy results; the order of elements is that of the WSDL and clients insist on it. */
final class DeployReplies {
  private DeployReplies() {}

  /**
   * @param withDetails whether component and test results are included
   * @param version API version of the request; from 66 on two more elements exist
   */
  static void result(SoapReply out, DeployResult r, boolean withDetails, int version) {
    out.open("result");
    out.add("canceledBy", r.canceledBy());
    out.add("canceledByName", r.canceledByName());
    out.add("checkOnly", r.checkOnly());
    out.add("completedDate", r.completedDate());
    out.add("createdBy", r.createdBy());
    out.add("createdByName", r.createdByName());
    out.add("createdDate", r.createdDate());
    if (withDetails) {
      details(out, r);
    }
    out.add("done", r.done());
    out.add("errorMessage", r.errorMessage());
    out.add("errorStatusCode", r.errorStatusCode());
    out.add("id", r.id());
    out.add("ignoreWarnings", r.ignoreWarnings());
    out.add("lastModifiedDate", r.lastModifiedDate());
    out.add("numberComponentErrors", r.componentErrors());
    out.add("numberComponentsDeployed", r.componentsDeployed());
    out.add("numberComponentsTotal", r.componentsTotal());
    if (version >= 66) {
      out.add("numberFiles", r.fileCount());
    }
    out.add("numberTestErrors", r.testErrors());
    out.add("numberTestsCompleted", r.testsCompleted());
    out.add("numberTestsTotal", r.testsTotal());
    out.add("rollbackOnError", r.rollbackOnError());
    out.add("runTestsEnabled", r.runTestsEnabled());
    out.add("startDate", r.startDate());
    out.add("stateDetail", r.stateDetail());
    out.add("status", r.status().wireName());
    out.add("success", r.success());
    if (version >= 66) {
      out.add("zipSize", r.zipSize());
    }
    out.close("result");
  }

  private static void details(SoapReply out, DeployResult r) {
    out.open("details");
    r.failures().forEach(m -> message(out, "componentFailures", m));
    r.successes().forEach(m -> message(out, "componentSuccesses", m));
    if (r.runTestsEnabled() && r.done()) {
      tests(out, r.tests());
    }
    out.close("details");
  }

  private static void message(SoapReply out, String name, DeployMessage m) {
    out.open(name);
    out.add("changed", m.changed());
    if (m.problem() != null && m.line() > 0) {
      out.add("columnNumber", Math.max(1, m.column()));
    }
    out.add("componentType", m.componentType());
    out.add("created", m.created());
    out.add("createdDate", m.createdDate());
    out.add("deleted", m.deleted());
    out.add("fileName", m.fileName());
    out.add("fullName", m.fullName());
    out.add("id", m.id());
    if (m.problem() != null && m.line() > 0) {
      out.add("lineNumber", m.line());
    }
    out.add("problem", m.problem());
    out.add("problemType", m.problemType() == null ? null : problemType(m.problemType()));
    out.add("success", m.success());
    out.close(name);
  }

  private static String problemType(Diagnostic.Severity severity) {
    return switch (severity) {
      case ERROR -> "Error";
      case WARNING -> "Warning";
      case INFO -> "Info";
    };
  }

  private static void tests(SoapReply out, TestRunResult t) {
    out.open("runTestResult");
    for (TestRunResult.Coverage c : t.coverage()) {
      out.open("codeCoverage");
      out.add("id", c.id());
      for (int line : c.linesNotCovered()) {
        out.open("locationsNotCovered");
        out.add("column", 0);
        out.add("line", line);
        out.add("numExecutions", 0);
        out.add("time", -1.0);
        out.close("locationsNotCovered");
      }
      out.add("name", c.name());
      out.addNillable("namespace", null);
      out.add("numLocations", c.lines());
      out.add("numLocationsNotCovered", c.linesNotCovered().size());
      out.add("type", c.type());
      out.close("codeCoverage");
    }
    for (TestRunResult.CoverageWarning w : t.warnings()) {
      out.open("codeCoverageWarnings");
      out.add("id", w.id());
      out.add("message", w.message());
      out.addNillable("name", w.name());
      out.addNillable("namespace", null);
      out.close("codeCoverageWarnings");
    }
    failures(out, t.failures());
    out.add("numFailures", t.failures().size());
    out.add("numTestsRun", t.testsRun());
    for (TestRunResult.Success s : t.successes()) {
      out.open("successes");
      out.add("id", s.classId());
      out.add("methodName", s.methodName());
      out.add("name", s.className());
      out.addNillable("namespace", null);
      out.add("seeAllData", s.seeAllData());
      out.add("time", s.millis());
      out.close("successes");
    }
    out.add("totalTime", t.totalTimeMillis());
    out.close("runTestResult");
  }

  private static void failures(SoapReply out, List<TestRunResult.Failure> failures) {
    for (TestRunResult.Failure f : failures) {
      out.open("failures");
      out.add("id", f.classId());
      out.add("message", f.message());
      out.addNillable("methodName", f.methodName());
      out.add("name", f.className());
      out.addNillable("namespace", null);
      out.add("packageName", f.className());
      out.add("seeAllData", f.seeAllData());
      out.addNillable("stackTrace", f.stackTrace());
      out.add("time", f.millis());
      out.add("type", "Class");
      out.close("failures");
    }
  }
}
