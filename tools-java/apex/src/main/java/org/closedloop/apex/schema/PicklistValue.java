package org.closedloop.apex.schema;

/** One entry of a picklist's value set, in its declared order. */
public record PicklistValue(String value, String label, boolean isDefault, boolean active) {}
