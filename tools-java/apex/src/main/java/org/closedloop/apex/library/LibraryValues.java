package org.closedloop.apex.library;

import java.util.List;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.ApexSession.PageMessage;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldSetDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.PlatformValue;
import org.closedloop.apex.value.SObjectValue;

/** Makes the platform objects that the language itself names: describes, pages, job contexts. */
public final class LibraryValues {

  private LibraryValues() {}

  /** {@code Schema.SObjectType.Account}. */
  public static PlatformValue describeObject(SObjectDef object) {
    return new DescribeObject(object);
  }

  /** {@code Schema.SObjectType.Account.fields.Name}. */
  public static PlatformValue describeField(SObjectDef object, FieldDef field) {
    return new DescribeField(object, field);
  }

  /** {@code Schema.SObjectType.Account.fields}. */
  public static PlatformValue fieldsOf(SObjectDef object) {
    return new DescribeFields(object);
  }

  /** {@code Schema.SObjectType.Account.fieldSets}. */
  public static PlatformValue fieldSetsOf(SObjectDef object) {
    return new DescribeFields.Sets(object);
  }

  /** {@code Schema.SObjectType.Account.fieldSets.Name}. */
  public static PlatformValue fieldSet(SObjectDef object, FieldSetDef fieldSet) {
    return new FieldSetValue(object, fieldSet);
  }

  /** {@code Page.Name}. */
  public static PageReferenceValue page(ApexContext ctx, String name) {
    return new PageReferenceValue(ctx, "/apex/" + name);
  }

  /** {@code new Flow.Interview.Name(inputs)}. */
  public static PlatformValue interview(String flow, ApexMap inputs) {
    return new InterviewValue(flow, inputs);
  }

  /** {@code ApexPages.StandardController} for an extension. */
  public static PlatformValue standardController(SObjectValue record) {
    return new PageLibrary.StandardController(record);
  }

  /** What a publish callback is given. */
  public static PlatformValue publishResult(boolean published, List<String> eventUuids) {
    return published ? new EventLibrary.Succeeded(eventUuids) : new EventLibrary.Failed(eventUuids);
  }

  /** Messages that code put on the page of this session. */
  public static List<PageMessage> pageMessages(ApexContext ctx) {
    return PageLibrary.messages(ctx);
  }
}
