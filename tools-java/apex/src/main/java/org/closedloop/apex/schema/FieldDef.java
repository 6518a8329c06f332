package org.closedloop.apex.schema;

import java.util.List;
import java.util.Objects;

/**
 * One field of an object: everything that the binder, SOQL, the save pipeline, formulas and
 * describe calls need. Immutable; built by the schema registry of the org.
 */
public final class FieldDef {

  /** What removing the parent does to a lookup. */
  public enum DeleteConstraint {
    SET_NULL,
    RESTRICT,
    CASCADE
  }

  private final Builder b;

  private FieldDef(Builder b) {
    this.b = b;
  }

  public String name() {
    return b.name;
  }

  public String label() {
    return b.label;
  }

  public FieldType type() {
    return b.type;
  }

  /** Maximum characters of a text value; 0 when it does not apply. */
  public int length() {
    return b.length;
  }

  public int precision() {
    return b.precision;
  }

  public int scale() {
    return b.scale;
  }

  /** Required at the database level ("required" in Setup); a missing value fails the save. */
  public boolean required() {
    return b.required;
  }

  public boolean unique() {
    return b.unique;
  }

  public boolean caseSensitive() {
    return b.caseSensitive;
  }

  public boolean externalId() {
    return b.externalId;
  }

  public boolean createable() {
    return b.createable;
  }

  public boolean updateable() {
    return b.updateable;
  }

  /** Formula, roll-up summary or auto-number: computed, never written by a client. */
  public boolean calculated() {
    return b.formula != null || b.summary != null;
  }

  public boolean autoNumber() {
    return b.autoNumberFormat != null;
  }

  /** Display format of an auto-number, for example {@code R-{000000}}; null for other fields. */
  public String autoNumberFormat() {
    return b.autoNumberFormat;
  }

  /** Formula source of a formula field, null otherwise. */
  public String formula() {
    return b.formula;
  }

  public boolean formulaBlanksAsZero() {
    return b.formulaBlanksAsZero;
  }

  /** Roll-up summary definition, null otherwise. */
  public SummaryDef summary() {
    return b.summary;
  }

  /** Formula of the default value as deployed, null when there is none. */
  public String defaultValueFormula() {
    return b.defaultValueFormula;
  }

  public List<PicklistValue> picklistValues() {
    return b.picklistValues;
  }

  public boolean restrictedPicklist() {
    return b.restrictedPicklist;
  }

  /** API names of the objects that a reference may point to; several for polymorphic lookups. */
  public List<String> referenceTo() {
    return b.referenceTo;
  }

  /** Name that leads to the parent: {@code Account}, {@code Contact__r}; null when not a lookup. */
  public String relationshipName() {
    return b.relationshipName;
  }

  /**
   * Name of the list on the parent: {@code Contacts}, {@code Answers}(without __r); may be null.
   */
  public String childRelationshipName() {
    return b.childRelationshipName;
  }

  public boolean masterDetail() {
    return b.masterDetail;
  }

  public DeleteConstraint deleteConstraint() {
    return b.deleteConstraint;
  }

  public boolean custom() {
    return b.custom;
  }

  public boolean nameField() {
    return b.nameField;
  }

  /** System fields and required custom fields need no field-level security to be seen. */
  public boolean alwaysAccessible() {
    return b.alwaysAccessible;
  }

  public boolean htmlFormatted() {
    return b.htmlFormatted;
  }

  /** Long text areas and rich text: not filterable, not sortable, not groupable. */
  public boolean longText() {
    return b.longText;
  }

  public String inlineHelpText() {
    return b.inlineHelpText;
  }

  public String description() {
    return b.description;
  }

  public boolean polymorphic() {
    return b.referenceTo.size() > 1;
  }

  @Override
  public String toString() {
    return b.name + ":" + b.type;
  }

  public static Builder builder(String name, FieldType type) {
    return new Builder(name, type);
  }

  /**
   * A roll-up summary over detail rows.
   *
   * @param operation count, sum, min or max
   * @param childObject the detail object
   * @param masterField the master-detail field on the detail
   * @param summarizedField null for count
   */
  public record SummaryDef(
      String operation,
      String childObject,
      String masterField,
      String summarizedField,
      List<SummaryFilter> filters) {
    public SummaryDef {
      filters = List.copyOf(filters);
    }
  }

  /** One filter line of a roll-up summary, as deployed. */
  public record SummaryFilter(String field, String operation, String value) {}

  /** Collects the attributes; every setter returns the builder. */
  public static final class Builder {
    private final String name;
    private final FieldType type;
    private String label;
    private int length;
    private int precision;
    private int scale;
    private boolean required;
    private boolean unique;
    private boolean caseSensitive;
    private boolean externalId;
    private boolean createable = true;
    private boolean updateable = true;
    private String autoNumberFormat;
    private String formula;
    private boolean formulaBlanksAsZero;
    private SummaryDef summary;
    private String defaultValueFormula;
    private List<PicklistValue> picklistValues = List.of();
    private boolean restrictedPicklist;
    private List<String> referenceTo = List.of();
    private String relationshipName;
    private String childRelationshipName;
    private boolean masterDetail;
    private DeleteConstraint deleteConstraint = DeleteConstraint.SET_NULL;
    private boolean custom;
    private boolean nameField;
    private boolean alwaysAccessible;
    private boolean htmlFormatted;
    private boolean longText;
    private String inlineHelpText;
    private String description;

    private Builder(String name, FieldType type) {
      this.name = Objects.requireNonNull(name);
      this.type = Objects.requireNonNull(type);
      this.label = name;
    }

    public Builder label(String v) {
      label = v;
      return this;
    }

    public Builder length(int v) {
      length = v;
      return this;
    }

    public Builder number(int precision, int scale) {
      this.precision = precision;
      this.scale = scale;
      return this;
    }

    public Builder required(boolean v) {
      required = v;
      return this;
    }

    public Builder unique(boolean v) {
      unique = v;
      return this;
    }

    public Builder caseSensitive(boolean v) {
      caseSensitive = v;
      return this;
    }

    public Builder externalId(boolean v) {
      externalId = v;
      return this;
    }

    public Builder writeable(boolean onCreate, boolean onUpdate) {
      createable = onCreate;
      updateable = onUpdate;
      return this;
    }

    public Builder autoNumberFormat(String v) {
      autoNumberFormat = v;
      return writeable(false, false);
    }

    public Builder formula(String v, boolean blanksAsZero) {
      formula = v;
      formulaBlanksAsZero = blanksAsZero;
      return writeable(false, false);
    }

    public Builder summary(SummaryDef v) {
      summary = v;
      return writeable(false, false);
    }

    public Builder defaultValueFormula(String v) {
      defaultValueFormula = v;
      return this;
    }

    public Builder picklist(List<PicklistValue> values, boolean restricted) {
      picklistValues = List.copyOf(values);
      restrictedPicklist = restricted;
      return this;
    }

    public Builder reference(List<String> to, String relationship, String childRelationship) {
      referenceTo = List.copyOf(to);
      relationshipName = relationship;
      childRelationshipName = childRelationship;
      return this;
    }

    public Builder masterDetail(boolean v) {
      masterDetail = v;
      return this;
    }

    public Builder deleteConstraint(DeleteConstraint v) {
      deleteConstraint = v;
      return this;
    }

    public Builder custom(boolean v) {
      custom = v;
      return this;
    }

    public Builder nameField(boolean v) {
      nameField = v;
      return this;
    }

    public Builder alwaysAccessible(boolean v) {
      alwaysAccessible = v;
      return this;
    }

    public Builder htmlFormatted(boolean v) {
      htmlFormatted = v;
      return this;
    }

    public Builder longText(boolean v) {
      longText = v;
      return this;
    }

    public Builder inlineHelpText(String v) {
      inlineHelpText = v;
      return this;
    }

    public Builder description(String v) {
      description = v;
      return this;
    }

    /** The builder must not be used afterwards. */
    public FieldDef build() {
      return new FieldDef(this);
    }
  }
}
