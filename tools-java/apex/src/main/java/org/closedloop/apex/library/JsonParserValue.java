package org.closedloop.apex.library;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.TypeToken;

/** A {@code JSONParser}. */
@ApexType("System.JSONParser")
final class JsonParserValue extends LibraryValue {

  private final JsonParser in;

  /** Reading that may meet malformed text. */
  private interface Read<T> {
    T read() throws IOException;
  }

  JsonParserValue(String text) {
    in = read(() -> JsonText.FACTORY.createParser(text));
  }

  private static <T> T read(Read<T> r) {
    try {
      return r.read();
    } catch (IOException e) {
      throw JsonText.malformed(e);
    }
  }

  private static EnumValue token(JsonToken t) {
    return t == null ? null : Enums.of("System.JSONToken", t.name());
  }

  @ApexMethod
  EnumValue nextToken() {
    return token(read(in::nextToken));
  }

  @ApexMethod
  EnumValue nextValue() {
    return token(read(in::nextValue));
  }

  @ApexMethod
  EnumValue getCurrentToken() {
    return token(in.currentToken());
  }

  @ApexMethod
  Boolean hasCurrentToken() {
    return in.hasCurrentToken();
  }

  @ApexMethod
  void clearCurrentToken() {
    in.clearCurrentToken();
  }

  @ApexMethod
  EnumValue getLastClearedToken() {
    return token(in.getLastClearedToken());
  }

  @ApexMethod
  void skipChildren() {
    read(in::skipChildren);
  }

  @ApexMethod
  String getCurrentName() {
    return read(in::currentName);
  }

  @ApexMethod
  String getText() {
    return read(in::getText);
  }

  private Object scalar(ApexContext ctx, SimpleType type) {
    String text = read(in::getText);
    JsonNode node =
        in.currentToken() != null && in.currentToken().isNumeric()
            ? com.fasterxml.jackson.databind.node.DecimalNode.valueOf(read(in::getDecimalValue))
            : com.fasterxml.jackson.databind.node.TextNode.valueOf(text);
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return new JsonReader(ctx, false).read(node, type);
  }

  @ApexMethod
  Integer getIntegerValue() {
    return read(in::getIntValue);
  }

  @ApexMethod
  Long getLongValue() {
    return read(in::getLongValue);
  }

  @ApexMethod
  Double getDoubleValue() {
    return read(in::getDoubleValue);
  }

  @ApexMethod
  java.math.BigDecimal getDecimalValue() {
    return read(in::getDecimalValue);
  }

  @ApexMethod
  Boolean getBooleanValue() {
    return read(in::getBooleanValue);
  }

  @ApexMethod
  Object getBlobValue(ApexContext ctx) {
    return scalar(ctx, SimpleType.BLOB);
  }

  @ApexMethod
  Object getDateValue(ApexContext ctx) {
    return scalar(ctx, SimpleType.DATE);
  }

  @ApexMethod
  Object getDateTimeValue(ApexContext ctx) {
    return scalar(ctx, SimpleType.DATETIME);
  }

  @ApexMethod
  Object getTimeValue(ApexContext ctx) {
    return scalar(ctx, SimpleType.TIME);
  }

  @ApexMethod
  Object getIdValue(ApexContext ctx) {
    return scalar(ctx, SimpleType.ID);
  }

  @ApexMethod
  Object readValueAs(ApexContext ctx, TypeToken type) {
    return new JsonReader(ctx, false).read(current(), type.type());
  }

  @ApexMethod
  Object readValueAsStrict(ApexContext ctx, TypeToken type) {
    return new JsonReader(ctx, true).read(current(), type.type());
  }

  private JsonNode current() {
    if (!in.hasCurrentToken()) {
      read(in::nextToken);
    }
    if (in.currentToken() == JsonToken.FIELD_NAME) {
      read(in::nextToken);
    }
    return JsonText.readCurrent(in);
  }
}
