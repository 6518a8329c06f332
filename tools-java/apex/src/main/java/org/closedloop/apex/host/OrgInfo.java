package org.closedloop.apex.host;

import java.time.ZoneId;
import java.util.Locale;

/** The organisation: id of 18 characters, name, edition, defaults. */
public record OrgInfo(
    String id,
    String name,
    boolean sandbox,
    String organizationType,
    ZoneId zone,
    Locale locale,
    String language,
    String currency,
    String baseUrl) {}
