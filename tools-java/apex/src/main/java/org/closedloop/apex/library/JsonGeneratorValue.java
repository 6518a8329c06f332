package org.closedloop.apex.library;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.closedloop.apex.exec.ApexContext;

/** A {@code JSONGenerator}. */
@ApexType("System.JSONGenerator")
final class JsonGeneratorValue extends LibraryValue {

  private final StringWriter text = new StringWriter();
  private final JsonGenerator out;

  /** Writing that may fail on a wrong order of calls. */
  private interface Step {
    void run() throws IOException;
  }

  JsonGeneratorValue(boolean pretty) {
    try {
      out = JsonText.FACTORY.createGenerator(text);
    } catch (IOException e) {
      throw Errors.json(e.getMessage());
    }
    if (pretty) {
      out.setPrettyPrinter(JsonLibrary.pretty());
    }
  }

  private static void step(Step s) {
    try {
      s.run();
    } catch (IOException e) {
      throw Errors.json(e.getMessage());
    }
  }

  @ApexMethod
  void close() {
    step(out::close);
  }

  @ApexMethod
  Boolean isClosed() {
    return out.isClosed();
  }

  @ApexMethod
  String getAsString() {
    step(
        () -> {
          if (!out.isClosed()) {
            out.flush();
          }
        });
    return text.toString();
  }

  @ApexMethod
  void writeStartObject() {
    step(out::writeStartObject);
  }

  @ApexMethod
  void writeEndObject() {
    step(out::writeEndObject);
  }

  @ApexMethod
  void writeStartArray() {
    step(out::writeStartArray);
  }

  @ApexMethod
  void writeEndArray() {
    step(out::writeEndArray);
  }

  @ApexMethod
  void writeFieldName(String name) {
    step(() -> out.writeFieldName(name));
  }

  @ApexMethod
  void writeNull() {
    step(out::writeNull);
  }

  @ApexMethod
  void writeNullField(String name) {
    step(() -> out.writeNullField(name));
  }

  @ApexMethod({
    "writeBlob",
    "writeBoolean",
    "writeDate",
    "writeDateTime",
    "writeId",
    "writeNumber",
    "writeObject",
    "writeString",
    "writeTime"
  })
  void write(ApexContext ctx, @Nullable Object value) {
    step(() -> new JsonWriter(ctx, out, false).write(value));
  }

  @ApexMethod({
    "writeBlobField",
    "writeBooleanField",
    "writeDateField",
    "writeDateTimeField",
    "writeIdField",
    "writeNumberField",
    "writeObjectField",
    "writeStringField",
    "writeTimeField"
  })
  void writeField(ApexContext ctx, String name, @Nullable Object value) {
    step(
        () -> {
          out.writeFieldName(name);
          new JsonWriter(ctx, out, false).write(value);
        });
  }
}
