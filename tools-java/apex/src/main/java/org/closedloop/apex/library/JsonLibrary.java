package org.closedloop.apex.library;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.TypeToken;

/** Members of JSON. */
@ApexType("System.JSON")
final class JsonLibrary {

  private JsonLibrary() {}

  static DefaultPrettyPrinter pretty() {
    return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
  }

  private static String text(ApexContext ctx, Object value, boolean dropNulls, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonText.FACTORY.createGenerator(text)) {
      if (pretty) {
        out.setPrettyPrinter(pretty());
      }
      new JsonWriter(ctx, out, dropNulls).write(value);
    } catch (IOException e) {
      throw Errors.json(e.getMessage());
    }
    return ctx.checkLength(text.toString());
  }

  @ApexMethod
  static String serialize(ApexContext ctx, @Nullable Object value) {
    return text(ctx, value, false, false);
  }

  @ApexMethod
  static String serialize(ApexContext ctx, @Nullable Object value, Boolean dropNulls) {
    return text(ctx, value, dropNulls, false);
  }

  @ApexMethod
  static String serializePretty(ApexContext ctx, @Nullable Object value) {
    return text(ctx, value, false, true);
  }

  @ApexMethod
  static String serializePretty(ApexContext ctx, @Nullable Object value, Boolean dropNulls) {
    return text(ctx, value, dropNulls, true);
  }

  @ApexMethod
  static Object deserialize(ApexContext ctx, @Nullable String text, TypeToken type) {
    return new JsonReader(ctx, false).read(text, type.type());
  }

  @ApexMethod
  static Object deserializeStrict(ApexContext ctx, @Nullable String text, TypeToken type) {
    return new JsonReader(ctx, true).read(text, type.type());
  }

  @ApexMethod
  static Object deserializeUntyped(ApexContext ctx, @Nullable String text) {
    return JsonText.untyped(ctx, JsonText.parse(text));
  }

  @ApexMethod
  static JsonGeneratorValue createGenerator(Boolean pretty) {
    return new JsonGeneratorValue(pretty);
  }

  @ApexMethod
  static JsonParserValue createParser(String text) {
    return new JsonParserValue(text);
  }
}
