package org.closedloop.apex.value;

import java.util.Arrays;

/** A Blob: bytes that never change, equal by content. */
public final class ApexBlob {

  private final byte[] bytes;

  private ApexBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array as it is; the caller must not change it afterwards. */
  public static ApexBlob of(byte[] bytes) {
    return bytes == null ? null : new ApexBlob(bytes);
  }

  /** The bytes themselves; callers must not change them. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ApexBlob b && Arrays.equals(bytes, b.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Blob[" + bytes.length + "]";
  }
}
