package org.closedloop.apex.library;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.closedloop.apex.value.ApexBlob;

/** Members of Blob. */
@ApexType("System.Blob")
final class BlobLibrary {

  private BlobLibrary() {}

  @ApexMethod
  static Integer size(ApexBlob self) {
    return self.size();
  }

  @ApexMethod("toString")
  static String text(ApexBlob self) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(self.bytes())).toString();
    } catch (CharacterCodingException e) {
      throw Errors.string("BLOB is not a valid UTF-8 string");
    }
  }

  @ApexMethod
  static ApexBlob valueOf(String text) {
    return ApexBlob.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
