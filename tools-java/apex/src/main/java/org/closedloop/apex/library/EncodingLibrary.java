package org.closedloop.apex.library;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import org.closedloop.apex.value.ApexBlob;

/** Members of EncodingUtil. */
@ApexType("System.EncodingUtil")
final class EncodingLibrary {

  private EncodingLibrary() {}

  @ApexMethod
  static String base64Encode(ApexBlob blob) {
    return Base64.getEncoder().encodeToString(blob.bytes());
  }

  @ApexMethod
  static ApexBlob base64Decode(String text) {
    String plain = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
    try {
      return ApexBlob.of(Base64.getDecoder().decode(plain));
    } catch (IllegalArgumentException e) {
      throw Errors.string("Unrecognized base64 character: " + firstStranger(plain));
    }
  }

  private static String firstStranger(String text) {
    return text.replaceAll("[A-Za-z0-9+/=]", "").isEmpty()
        ? ""
        : text.replaceAll("[A-Za-z0-9+/=]", "").substring(0, 1);
  }

  @ApexMethod
  static String convertToHex(ApexBlob blob) {
    return HexFormat.of().formatHex(blob.bytes());
  }

  @ApexMethod
  static ApexBlob convertFromHex(String text) {
    try {
      return ApexBlob.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw Errors.of(
          "InvalidParameterValueException", "Invalid hexadecimal text: " + e.getMessage());
    }
  }

  @ApexMethod
  static String urlEncode(String text, String charset) {
    try {
      return URLEncoder.encode(text, charset);
    } catch (UnsupportedEncodingException | IllegalArgumentException e) {
      throw encoding(charset);
    }
  }

  @ApexMethod
  static String urlDecode(String text, String charset) {
    try {
      return URLDecoder.decode(text, charset);
    } catch (UnsupportedEncodingException e) {
      throw encoding(charset);
    } catch (IllegalArgumentException e) {
      throw Errors.illegalArgument(e.getMessage());
    }
  }

  private static RuntimeException encoding(String charset) {
    return Errors.of("InvalidParameterValueException", "Unsupported encoding: " + charset);
  }
}
