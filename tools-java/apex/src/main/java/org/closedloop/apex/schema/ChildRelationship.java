package org.closedloop.apex.schema;

/**
 * A lookup or master-detail seen from the parent.
 *
 * @param name the relationship name used in sub-selects ({@code Contacts}, {@code Answers__r}), or
 *     null when the child side has none
 */
public record ChildRelationship(String name, String childObject, String field, boolean cascade) {}
