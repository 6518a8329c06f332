package org.closedloop.localorg.async;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import org.closedloop.apex.host.HostException;

/** A cron expression of the platform: seconds first, optional year, in a user's time zone. */
public final class CronExpression {

  private static final int LAST_YEAR = 2299;
  private static final CronParser PARSER =
      new CronParser(
          CronDefinitionBuilder.defineCron()
              .withSeconds()
              .withValidRange(0, 59)
              .and()
              .withMinutes()
              .withValidRange(0, 59)
              .and()
              .withHours()
              .withValidRange(0, 23)
              .and()
              .withDayOfMonth()
              .withValidRange(1, 31)
              .supportsL()
              .supportsW()
              .supportsLW()
              .supportsQuestionMark()
              .and()
              .withMonth()
              .withValidRange(1, 12)
              .and()
              .withDayOfWeek()
              .withValidRange(1, 7)
              .withMondayDoWValue(2)
              .supportsHash()
              .supportsL()
              .supportsQuestionMark()
              .and()
              .withYear()
              .withValidRange(1970, LAST_YEAR)
              .optional()
              .and()
              .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
              .instance());

  private final String text;
  private final ExecutionTime times;
  private final ZoneId zone;

  private CronExpression(String text, Cron cron, ZoneId zone) {
    this.text = text;
    this.times = ExecutionTime.forCron(cron);
    this.zone = zone;
  }

  /**
   * Parses.
   *
   * @throws HostException StringException for what is no cron expression
   */
  public static CronExpression parse(String text, ZoneId zone) {
    String trimmed = text == null ? "" : text.strip();
    try {
      return new CronExpression(trimmed, PARSER.parse(trimmed), zone);
    } catch (IllegalArgumentException e) {
      throw new HostException(
          "StringException", null, "Illegal cron expression format (" + trimmed + ")");
    }
  }

  /** The next time strictly after the instant, or null when it never fires again. */
  public Instant next(Instant after) {
    return times.nextExecution(after.atZone(zone)).map(z -> z.toInstant()).orElse(null);
  }

  @Override
  public String toString() {
    return text;
  }
}
