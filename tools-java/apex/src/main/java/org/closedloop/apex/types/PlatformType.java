package org.closedloop.apex.types;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A class, interface or enum of the platform other than the primitives and collections.
 *
 * @param name with its namespace in the platform's case: {@code System.HttpRequest}, {@code
 *     Database.SaveResult}, {@code Messaging.InboundEmail.Header}
 * @param arguments of the generic interfaces: {@code System.Iterable}, {@code System.Iterator},
 *     {@code System.Comparator}, {@code Database.Batchable}; empty elsewhere
 */
public record PlatformType(String name, List<ApexType> arguments) implements ApexType {
  public static final String ITERABLE = "System.Iterable";
  public static final String ITERATOR = "System.Iterator";
  public static final String EXCEPTION = "System.Exception";
  public static final PlatformType SOBJECT_FIELD = of("Schema.SObjectField");
  public static final PlatformType SOBJECT_TYPE = of("Schema.SObjectType");
  public static final PlatformType DESCRIBE_SOBJECT = of("Schema.DescribeSObjectResult");
  public static final PlatformType DESCRIBE_FIELD = of("Schema.DescribeFieldResult");
  public static final PlatformType FIELD_SET = of("Schema.FieldSet");
  public static final PlatformType PAGE_REFERENCE = of("System.PageReference");
  public static final PlatformType TYPE = of("System.Type");
  public static final PlatformType QUERY_LOCATOR = of("Database.QueryLocator");

  public PlatformType {
    arguments = List.copyOf(arguments);
  }

  public static PlatformType of(String name) {
    return new PlatformType(name, List.of());
  }

  /** The part before the first dot. */
  public String namespace() {
    return name.substring(0, name.indexOf('.'));
  }

  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public String displayName() {
    return arguments.isEmpty()
        ? name
        : arguments.stream()
            .map(ApexType::displayName)
            .collect(Collectors.joining(",", name + "<", ">"));
  }
}
