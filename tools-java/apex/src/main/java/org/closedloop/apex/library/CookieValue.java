package org.closedloop.apex.library;

/** A {@code System.Cookie}. */
@ApexType("System.Cookie")
final class CookieValue extends LibraryValue {

  private final String name;
  private final String value;
  private final String path;
  private final Integer maxAge;
  private final Boolean secure;
  private final String sameSite;
  private final Boolean httpOnly;

  @ApexConstructor
  CookieValue(
      String name,
      @Nullable String value,
      @Nullable String path,
      @Nullable Integer maxAge,
      @Nullable Boolean secure) {
    this(name, value, path, maxAge, secure, null, false);
  }

  @ApexConstructor
  CookieValue(
      String name,
      @Nullable String value,
      @Nullable String path,
      @Nullable Integer maxAge,
      @Nullable Boolean secure,
      @Nullable String sameSite) {
    this(name, value, path, maxAge, secure, sameSite, false);
  }

  @ApexConstructor
  CookieValue(
      String name,
      @Nullable String value,
      @Nullable String path,
      @Nullable Integer maxAge,
      @Nullable Boolean secure,
      @Nullable String sameSite,
      @Nullable Boolean httpOnly) {
    this.name = name;
    this.value = value;
    this.path = path;
    this.maxAge = maxAge;
    this.secure = secure;
    this.sameSite = sameSite;
    this.httpOnly = httpOnly;
  }

  @ApexMethod
  String getName() {
    return name;
  }

  @ApexMethod
  String getValue() {
    return value;
  }

  @ApexMethod
  String getPath() {
    return path;
  }

  @ApexMethod
  Integer getMaxAge() {
    return maxAge;
  }

  @ApexMethod
  String getSameSite() {
    return sameSite;
  }

  @ApexMethod
  Boolean isSecure() {
    return secure;
  }

  @ApexMethod
  Boolean isHttpOnly() {
    return httpOnly;
  }
}
