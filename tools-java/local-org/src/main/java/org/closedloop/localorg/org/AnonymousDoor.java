package org.closedloop.localorg.org;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.localorg.partner.AnonymousApex;

/** Anonymous Apex as one transaction of a user. */
final class AnonymousDoor implements AnonymousApex {

  private static final Pattern COMPILE_PROBLEM =
      Pattern.compile("Line (\\d+): (.*)", Pattern.DOTALL);

  private final LocalOrg org;
  private final Supplier<String> log;

  /**
   * @param log debug lines of the last run
   */
  AnonymousDoor(LocalOrg org, Supplier<String> log) {
    this.org = org;
    this.log = log;
  }

  @Override
  public Result run(String userId, String source, double apiVersion) {
    ApexSource apex =
        new ApexSource(ApexSource.Kind.CLASS, "AnonymousBlock", "anonymous", source, apiVersion);
    try {
      org.inRequest(
          userId,
          Quiddity.ANONYMOUS,
          r -> {
            r.session().runAnonymous(apex);
            return null;
          });
      return new Result(true, -1, -1, null, null, null, log.get());
    } catch (ApexFailure e) {
      Matcher compile = COMPILE_PROBLEM.matcher(e.getMessage() == null ? "" : e.getMessage());
      if (e.typeName().equals("System.CompileException") && compile.matches()) {
        int line = Integer.parseInt(compile.group(1));
        return new Result(false, line, 1, compile.group(2), null, null, "");
      }
      return new Result(true, -1, -1, null, e.toString(), e.apexStack(), log.get());
    } catch (LimitExceeded e) {
      return failed("System.LimitException: " + e.getMessage());
    } catch (HostException e) {
      return failed("System." + e.apexType() + ": " + e.getMessage());
    } catch (UnsupportedPlatformFeature e) {
      return failed(e.getMessage());
    }
  }

  private Result failed(String message) {
    return new Result(true, -1, -1, null, message, "AnonymousBlock", log.get());
  }
}
