package org.closedloop.localorg.flow;

import java.util.Optional;

/** Comparison operators of conditions and filters. */
public enum FlowOperator {
  EQUAL_TO("EqualTo"),
  NOT_EQUAL_TO("NotEqualTo"),
  GREATER_THAN("GreaterThan"),
  LESS_THAN("LessThan"),
  GREATER_THAN_OR_EQUAL_TO("GreaterThanOrEqualTo"),
  LESS_THAN_OR_EQUAL_TO("LessThanOrEqualTo"),
  STARTS_WITH("StartsWith"),
  ENDS_WITH("EndsWith"),
  CONTAINS("Contains"),
  IS_NULL("IsNull"),
  IS_BLANK("IsBlank"),
  IS_EMPTY("IsEmpty"),
  IS_CHANGED("IsChanged"),
  WAS_SET("WasSet"),
  WAS_VISITED("WasVisited"),
  IN("In"),
  NOT_IN("NotIn");

  private final String metadataName;

  FlowOperator(String metadataName) {
    this.metadataName = metadataName;
  }

  public String metadataName() {
    return metadataName;
  }

  /** What a condition compares with that does not say: true for questions, else blank. */
  FlowValue unsaid() {
    boolean question =
        switch (this) {
          case IS_NULL, IS_BLANK, IS_EMPTY, IS_CHANGED, WAS_SET, WAS_VISITED -> true;
          default -> false;
        };
    return question
        ? FlowValue.literal(FlowType.of(FlowType.Kind.BOOLEAN), true)
        : FlowValue.literal(FlowType.of(FlowType.Kind.ANY), null);
  }

  static Optional<FlowOperator> of(String metadataName) {
    for (FlowOperator o : values()) {
      if (o.metadataName.equals(metadataName)) {
        return Optional.of(o);
      }
    }
    return Optional.empty();
  }
}
