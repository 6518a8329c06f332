package org.closedloop.apex.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.Decimals;

/** JSON text to trees and to untyped Apex values. */
final class JsonText {

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxStringLength(StringEdit.MAX_LENGTH)
                  .build())
          .build();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonText() {}

  /** The whole text as one value; anything behind it is refused. */
  static JsonNode parse(String text) {
    if (text == null) {
      throw Errors.of("NullPointerException", "Argument cannot be null.");
    }
    try (JsonParser p = FACTORY.createParser(text)) {
      p.setCodec(MAPPER);
      JsonNode node = MAPPER.readTree(p);
      if (node == null || node.isMissingNode()) {
        throw Errors.json("No content to map to Object due to end of input");
      }
      return node;
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /** The value at the parser's current token. */
  static JsonNode readCurrent(JsonParser p) {
    try {
      p.setCodec(MAPPER);
      return MAPPER.readTree(p);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  static HostException malformed(IOException e) {
    if (e instanceof JsonProcessingException j) {
      JsonLocation at = j.getLocation();
      return Errors.json(
          plain(j)
              + (at == null
                  ? ""
                  : " at input location [" + at.getLineNr() + "," + at.getColumnNr() + "]"));
    }
    return Errors.json(e.getMessage());
  }

  /** The parser's text without words about the parser. */
  private static String plain(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return e.getOriginalMessage().replaceAll(",? ?\\(?(from )?`[^`]*`\\)*", "");
    }
    return e.getOriginalMessage()
        .replaceAll("\\[Source: [^\\]]*?line: (\\d+), column: (\\d+)\\]", "[line:$1, column:$2]");
  }

  /** Maps, lists, text, Boolean, Integer or Long, and Decimal for fractions. */
  static Object untyped(ApexContext ctx, JsonNode n) {
    ctx.tick(1);
    if (n.isNull()) {
      return null;
    }
    if (n.isTextual()) {
      return n.textValue();
    }
    if (n.isBoolean()) {
      return n.booleanValue();
    }
    if (n.isNumber()) {
      return number(n);
    }
    if (n.isArray()) {
      ApexList list = new ApexList(SimpleType.OBJECT);
      n.forEach(item -> list.add(untyped(ctx, item)));
      return list;
    }
    ApexMap map = new ApexMap(SimpleType.STRING, SimpleType.OBJECT);
    n.fields().forEachRemaining(e -> map.put(ctx, e.getKey(), untyped(ctx, e.getValue())));
    return map;
  }

  private static Object number(JsonNode n) {
    if (n.isIntegralNumber()) {
      if (n.canConvertToInt()) {
        return n.intValue();
      }
      return n.canConvertToLong() ? n.longValue() : new BigDecimal(n.bigIntegerValue());
    }
    BigDecimal d = Decimals.bounded(n.decimalValue());
    return d.scale() < 0 ? d.setScale(0) : d;
  }
}
