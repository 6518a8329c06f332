package org.closedloop.apex.library;

import java.util.UUID;

/** A {@code System.UUID}; equal by its text. */
@ApexType("System.UUID")
final class UuidValue extends LibraryValue {

  private final UUID uuid;

  private UuidValue(UUID uuid) {
    this.uuid = uuid;
  }

  @ApexMethod
  static UuidValue randomUUID() {
    return new UuidValue(UUID.randomUUID());
  }

  @ApexMethod
  static UuidValue fromString(String text) {
    try {
      if (text.length() == 36) {
        return new UuidValue(UUID.fromString(text));
      }
    } catch (IllegalArgumentException e) {
      throw Errors.illegalArgument("Invalid UUID string: " + text);
    }
    throw Errors.illegalArgument("Invalid UUID string: " + text);
  }

  @ApexMethod("toString")
  @Override
  public String apexText() {
    return uuid.toString();
  }

  @ApexMethod("equals")
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof UuidValue u && u.uuid.equals(uuid);
  }

  @ApexMethod("hashCode")
  @Override
  public int hashCode() {
    return uuid.hashCode();
  }
}
