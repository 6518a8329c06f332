package org.closedloop.apex.schema;

/** A record type of an object; {@code id} is 18 characters. */
public record RecordTypeDef(
    String id, String developerName, String label, boolean active, boolean isDefault) {}
