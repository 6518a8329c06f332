package org.closedloop.apex.types;

/**
 * The type of records of one object, or of any ({@link #GENERIC}).
 *
 * @param name API name as the schema declares it, {@code SObject} or {@code AggregateResult}
 */
public record SObjectType(String name) implements ApexType {
  public static final SObjectType GENERIC = new SObjectType("SObject");
  public static final SObjectType AGGREGATE = new SObjectType("AggregateResult");

  public boolean isGeneric() {
    return name.equals("SObject");
  }

  @Override
  public String displayName() {
    return name;
  }
}
