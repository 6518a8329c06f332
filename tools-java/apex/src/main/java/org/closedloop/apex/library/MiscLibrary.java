package org.closedloop.apex.library;

import java.math.BigDecimal;
import java.text.Collator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.SObjectValue;

/** Small platform classes: search, labels, versions, places, collation. */
final class MiscLibrary {

  private MiscLibrary() {}

  /** Members of Search. */
  @ApexType("System.Search")
  static final class Search {
    private Search() {}

    @ApexMethod
    static ApexList query(ApexContext ctx, String sosl) {
      return search(ctx, sosl, ctx.defaultAccess());
    }

    @ApexMethod
    static ApexList query(ApexContext ctx, String sosl, AccessLevelValue level) {
      return search(ctx, sosl, AccessLevelValue.mode(ctx, level));
    }

    private static ApexList search(ApexContext ctx, String sosl, AccessMode mode) {
      Map<String, Object> binds = DynamicQuery.binds(ctx, sosl);
      ApexList out = new ApexList(new ListType(SObjectType.GENERIC));
      for (List<SObjectValue> rows : ctx.host().data().search(sosl, binds, mode)) {
        SObjectType type =
            rows.isEmpty() ? SObjectType.GENERIC : new SObjectType(rows.get(0).type().name());
        out.add(ApexList.of(type, rows));
      }
      return out;
    }
  }

  /** Members of Label; the local org has no translations. */
  @ApexType("System.Label")
  static final class Label {
    private Label() {}

    @ApexMethod
    static String get(ApexContext ctx, @Nullable String namespace, String name) {
      return ctx.host()
          .schema()
          .label(name)
          .map(text -> ctx.host().config().label(name))
          .orElseThrow(() -> Errors.illegalArgument("Unable to find a custom label named " + name));
    }

    @ApexMethod
    static String get(ApexContext ctx, @Nullable String namespace, String name, String language) {
      return get(ctx, namespace, name);
    }
  }

  /** A {@code Version}. */
  @ApexType("System.Version")
  static final class Version extends LibraryValue {
    private final int major;
    private final int minor;
    private final Integer patch;

    @ApexConstructor
    Version(Integer major, Integer minor) {
      this(major, minor, null);
    }

    @ApexConstructor
    Version(Integer major, Integer minor, @Nullable Integer patch) {
      this.major = major;
      this.minor = minor;
      this.patch = patch;
    }

    @ApexMethod
    Integer major() {
      return major;
    }

    @ApexMethod
    Integer minor() {
      return minor;
    }

    @ApexMethod
    Integer patch() {
      return patch;
    }

    @ApexMethod
    Integer compareTo(Version o) {
      int c = Integer.compare(major, o.major);
      c = c != 0 ? c : Integer.compare(minor, o.minor);
      return c != 0 ? c : Integer.compare(patch == null ? 0 : patch, o.patch == null ? 0 : o.patch);
    }
  }

  /** A {@code Location}. */
  @ApexType("System.Location")
  static final class Location extends LibraryValue {
    private static final double EARTH_KM = 6_371.0;
    private static final double MILES_PER_KM = 0.621371;

    private final double latitude;
    private final double longitude;

    private Location(double latitude, double longitude) {
      this.latitude = latitude;
      this.longitude = longitude;
    }

    @ApexMethod
    static Location newInstance(BigDecimal latitude, BigDecimal longitude) {
      return new Location(latitude.doubleValue(), longitude.doubleValue());
    }

    @ApexMethod
    Double getLatitude() {
      return latitude;
    }

    @ApexProperty("latitude")
    Double latitude() {
      return latitude;
    }

    @ApexMethod
    Double getLongitude() {
      return longitude;
    }

    @ApexProperty("longitude")
    Double longitude() {
      return longitude;
    }

    @ApexMethod("getDistance(Location,String)")
    Double getDistance(Location to, String unit) {
      return getDistance(this, to, unit);
    }

    /** By the haversine formula, in miles or kilometres. */
    @ApexMethod("getDistance(Location,Location,String)")
    static Double getDistance(Location a, Location b, String unit) {
      double dLat = Math.toRadians(b.latitude - a.latitude);
      double dLon = Math.toRadians(b.longitude - a.longitude);
      double h =
          Math.pow(Math.sin(dLat / 2), 2)
              + Math.cos(Math.toRadians(a.latitude))
                  * Math.cos(Math.toRadians(b.latitude))
                  * Math.pow(Math.sin(dLon / 2), 2);
      double km = 2 * EARTH_KM * Math.asin(Math.sqrt(h));
      if (unit.equals("km")) {
        return km;
      }
      if (unit.equals("mi")) {
        return km * MILES_PER_KM;
      }
      throw Errors.illegalArgument("Invalid unit: " + unit);
    }
  }

  /** A {@code Collator} of the user's locale. */
  @ApexType("System.Collator")
  static final class CollatorValue extends LibraryValue {
    private final Collator collator;

    private CollatorValue(Collator collator) {
      this.collator = collator;
    }

    @ApexMethod
    static CollatorValue getInstance(ApexContext ctx) {
      return new CollatorValue(Collator.getInstance(ctx.host().user().locale()));
    }

    @ApexMethod
    Integer compare(@Nullable Object a, @Nullable Object b) {
      if (a == null || b == null) {
        return a == b ? 0 : a == null ? -1 : 1;
      }
      return collator.compare(a.toString(), b.toString());
    }
  }

  /** Members of Formula. */
  @ApexType("System.Formula")
  static final class Formula {
    private Formula() {}

    @ApexMethod
    static FormulaLibrary.Builder builder() {
      return FormulaLibrary.Builder.builder();
    }

    @ApexMethod
    static ApexList recalculateFormulas(ApexContext ctx, ApexList records) {
      List<SObjectValue> rows = new ArrayList<>();
      records.forEach(r -> rows.add((SObjectValue) r));
      ctx.host().data().recalculateFormulas(rows);
      ApexList out =
          new ApexList(org.closedloop.apex.types.PlatformType.of("System.FormulaRecalcResult"));
      rows.forEach(r -> out.add(new RecalcResult(r)));
      return out;
    }
  }

  /** A {@code FormulaRecalcResult}. */
  @ApexType("System.FormulaRecalcResult")
  static final class RecalcResult extends LibraryValue {
    private final SObjectValue record;

    RecalcResult(SObjectValue record) {
      this.record = record;
    }

    @ApexMethod
    SObjectValue getSObject() {
      return record;
    }

    @ApexMethod
    Boolean isSuccess() {
      return true;
    }

    @ApexMethod
    ApexList getErrors() {
      return new ApexList(
          org.closedloop.apex.types.PlatformType.of("System.FormulaRecalcFieldError"));
    }
  }
}
