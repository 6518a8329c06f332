package org.closedloop.localorg.org;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.closedloop.localorg.flow.FlowOptions;

/** How a local org is set up. Immutable; every {@code with} method gives a changed copy. */
public final class OrgOptions implements Cloneable {

  private String name = "Local Org";
  private String organizationType = "Enterprise Edition";
  private boolean sandbox = false;
  private boolean production = false;
  private Set<String> features = Set.of();
  private ZoneId zone = ZoneId.of("America/Los_Angeles");
  private Locale locale = Locale.US;
  private String language = "en_US";
  private String currency = "USD";
  private String adminUsername = "admin@local.example.com";
  private String adminEmail = "admin@local.example.com";
  private Instant clock = null;
  private boolean frozen = false;
  private int dailyMailLimit = 5000;
  private Set<String> calloutHosts = Set.of();
  private boolean deferUnsupported = false;
  private FlowOptions behaviours = FlowOptions.DEFAULT;

  private OrgOptions() {}

  /** An Enterprise org, not a sandbox, with English defaults. */
  public static OrgOptions defaults() {
    return new OrgOptions();
  }

  private OrgOptions copy() {
    try {
      return (OrgOptions) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The org's name. */
  public String name() {
    return name;
  }

  public OrgOptions withName(String value) {
    OrgOptions c = copy();
    c.name = value;
    return c;
  }

  /** Edition as Organization.OrganizationType names it. */
  public String organizationType() {
    return organizationType;
  }

  public OrgOptions withOrganizationType(String value) {
    OrgOptions c = copy();
    c.organizationType = value;
    return c;
  }

  /** Value of Organization.IsSandbox. */
  public boolean sandbox() {
    return sandbox;
  }

  /** A production org's deploy rules: tests by default, 75 % coverage. */
  public boolean production() {
    return production;
  }

  public OrgOptions withProduction(boolean value) {
    OrgOptions c = copy();
    c.production = value;
    return c;
  }

  /** Scratch org features that change the schema. */
  public Set<String> features() {
    return features;
  }

  public OrgOptions withFeatures(Set<String> value) {
    OrgOptions c = copy();
    c.features = Set.copyOf(value);
    return c;
  }

  /** Default time zone. */
  public ZoneId zone() {
    return zone;
  }

  public OrgOptions withZone(ZoneId value) {
    OrgOptions c = copy();
    c.zone = value;
    return c;
  }

  /** Default locale. */
  public Locale locale() {
    return locale;
  }

  public OrgOptions withLocale(Locale value) {
    OrgOptions c = copy();
    c.locale = value;
    return c;
  }

  /** Default language. */
  public String language() {
    return language;
  }

  public OrgOptions withLanguage(String value) {
    OrgOptions c = copy();
    c.language = value;
    return c;
  }

  /** Corporate currency. */
  public String currency() {
    return currency;
  }

  /** Login name of the administrator. */
  public String adminUsername() {
    return adminUsername;
  }

  /** Address of the administrator. */
  public String adminEmail() {
    return adminEmail;
  }

  /** Where the org clock starts; null is now. */
  public Instant clock() {
    return clock;
  }

  public OrgOptions withClock(Instant value) {
    OrgOptions c = copy();
    c.clock = value;
    return c;
  }

  /** Whether the org clock stands still. */
  public boolean frozen() {
    return frozen;
  }

  public OrgOptions withFrozen(boolean value) {
    OrgOptions c = copy();
    c.frozen = value;
    return c;
  }

  /** External mail recipients per GMT day. */
  public int dailyMailLimit() {
    return dailyMailLimit;
  }

  /** Hosts that Apex may call. */
  public Set<String> calloutHosts() {
    return calloutHosts;
  }

  /** Accept what the engine lacks at deploy and fail when it is used. */
  public boolean deferUnsupported() {
    return deferUnsupported;
  }

  public OrgOptions withDeferUnsupported(boolean value) {
    OrgOptions c = copy();
    c.deferUnsupported = value;
    return c;
  }

  /** Choices where the platform's behaviour is not known. */
  public FlowOptions behaviours() {
    return behaviours;
  }

  public OrgOptions withBehaviours(FlowOptions value) {
    OrgOptions c = copy();
    c.behaviours = value;
    return c;
  }
}
