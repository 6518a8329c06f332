package org.closedloop.apex.platform;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the declarations out of one compiled stub class: names, flags, descriptors and generic
 * signatures. Only what the stub jars contain is understood; code is skipped.
 */
final class StubClassFile {

  static final int PUBLIC = 0x0001;
  static final int STATIC = 0x0008;
  static final int INTERFACE = 0x0200;
  static final int SYNTHETIC = 0x1000;
  static final int ENUM = 0x4000;

  /** A field or method: its generic signature where it has one, else its descriptor. */
  record Declared(int flags, String name, String signature) {}

  final int flags;
  final String superName;
  final List<String> interfaceNames = new ArrayList<>();
  final List<Declared> fields = new ArrayList<>();
  final List<Declared> methods = new ArrayList<>();

  /** Generic signature of the class, or null. */
  final String signature;

  private final Object[] pool;

  StubClassFile(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readInt() != 0xCAFEBABE) {
      throw new IOException("not a class file");
    }
    in.readInt();
    pool = readPool(in);
    flags = in.readUnsignedShort();
    in.readUnsignedShort();
    superName = className(in.readUnsignedShort());
    int interfaces = in.readUnsignedShort();
    for (int i = 0; i < interfaces; i++) {
      interfaceNames.add(className(in.readUnsignedShort()));
    }
    readMembers(in, fields);
    readMembers(in, methods);
    signature = readSignature(in);
  }

  private static Object[] readPool(DataInputStream in) throws IOException {
    int size = in.readUnsignedShort();
    Object[] pool = new Object[size];
    for (int i = 1; i < size; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> pool[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> pool[i] = in.readUnsignedShort();
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        case 15 -> in.skipBytes(3);
        default -> throw new IOException("constant pool tag " + tag);
      }
    }
    return pool;
  }

  private String className(int index) {
    return index == 0 ? null : (String) pool[(Integer) pool[index]];
  }

  private void readMembers(DataInputStream in, List<Declared> into) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      int access = in.readUnsignedShort();
      String name = (String) pool[in.readUnsignedShort()];
      String descriptor = (String) pool[in.readUnsignedShort()];
      String generic = readSignature(in);
      into.add(new Declared(access, name, generic == null ? descriptor : generic));
    }
  }

  private String readSignature(DataInputStream in) throws IOException {
    String found = null;
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      String attribute = (String) pool[in.readUnsignedShort()];
      int length = in.readInt();
      if (attribute.equals("Signature")) {
        found = (String) pool[in.readUnsignedShort()];
      } else {
        in.skipNBytes(length);
      }
    }
    return found;
  }
}
