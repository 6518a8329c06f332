package org.closedloop.apex.value;

import org.closedloop.apex.types.ApexType;

/**
 * An instance variable or property of a user class, in declaration order, superclass first.
 *
 * @param name declared name
 * @param slot position in {@link ApexObject#slots}, -1 for a property without a backing value
 * @param isTransient dropped by serialisation and by jobs
 * @param property whether reads and writes go through accessors
 * @param readable whether there is a value to read (a field, or a property with a getter)
 * @param writable whether it can be written (a non-final field, or a property with a setter)
 * @param isPublic visible outside the class (public or global)
 */
public record MemberInfo(
    String name,
    ApexType type,
    int slot,
    boolean isTransient,
    boolean property,
    boolean readable,
    boolean writable,
    boolean isPublic) {}
