package org.closedloop.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Zip files in memory. Writing is reproducible; reading trusts nothing: it walks the central
 * directory, refuses links, odd paths and duplicates, and stops at the platform's limits while it
 * inflates.
 */
public final class ZipArchive {
  /** Content types of static resources that are archives. */
  public static final Set<String> MIME_TYPES =
      Set.of("application/zip", "application/x-zip-compressed", "application/jar");

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int LOCAL_SIGNATURE = 0x04034b50;

  /**
   * Limits of a deploy.
   *
   * @param files entries that are not folders
   * @param packedBytes size of the archive
   * @param unpackedBytes sum of all sizes
   */
  public record Limits(int files, long packedBytes, long unpackedBytes) {
    /** The documented limits of the Metadata API. */
    public static final Limits PLATFORM = new Limits(10_000, 39L << 20, 600L << 20);
  }

  /** An archive that is broken, hostile or too large. */
  public static final class ZipRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ZipRefused(String message) {
      super(message);
    }
  }

  private record Entry(
      String name, int flags, int method, long crc, long packed, long size, long mode, int at) {}

  private ZipArchive() {}

  /** Writes entries sorted by name with a fixed time: same entries, same bytes. */
  public static byte[] write(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> e : new TreeMap<>(entries).entrySet()) {
        ZipEntry entry = new ZipEntry(e.getKey());
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        out.putNextEntry(entry);
        out.write(e.getValue());
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** How many bytes those of a file take in an archive. */
  static long packedLength(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[1 << 13];
      while (!deflater.finished()) {
        deflater.deflate(out);
      }
      return deflater.getBytesWritten();
    } finally {
      deflater.end();
    }
  }

  /** Reads all files by name, in the archive's order. Folder entries are left out. */
  public static Map<String, byte[]> read(byte[] zip, Limits limits) throws ZipRefused {
    if (zip.length > limits.packedBytes()) {
      throw new ZipRefused(
          "The zip file is " + zip.length + " bytes, the limit is " + limits.packedBytes());
    }
    ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return entries(in, limits);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new ZipRefused("The zip file is damaged");
    }
  }

  private static Map<String, byte[]> entries(ByteBuffer in, Limits limits) throws ZipRefused {
    int end = endRecord(in);
    int count = in.getShort(end + 10) & 0xffff;
    int at = in.getInt(end + 16);
    if (count == 0xffff || at == -1) {
      throw new ZipRefused("Zip64 archives are not accepted");
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    long total = 0;
    for (int i = 0; i < count; i++) {
      Entry e = central(in, at);
      at +=
          46
              + (in.getShort(at + 28) & 0xffff)
              + (in.getShort(at + 30) & 0xffff)
              + (in.getShort(at + 32) & 0xffff);
      checkName(e);
      if (!seen.add(e.name().toLowerCase(Locale.ROOT))) {
        throw new ZipRefused("The zip file holds '" + e.name() + "' twice");
      }
      if (e.name().endsWith("/")) {
        continue;
      }
      if (files.size() == limits.files()) {
        throw new ZipRefused("The zip file holds more than " + limits.files() + " files");
      }
      byte[] bytes = unpack(in, e, limits.unpackedBytes() - total);
      total += bytes.length;
      files.put(e.name(), bytes);
    }
    return files;
  }

  private static int endRecord(ByteBuffer in) throws ZipRefused {
    for (int i = in.limit() - 22; i >= Math.max(0, in.limit() - 22 - 0xffff); i--) {
      if (in.getInt(i) == END_SIGNATURE) {
        return i;
      }
    }
    throw new ZipRefused("This is not a zip file");
  }

  private static Entry central(ByteBuffer in, int at) throws ZipRefused {
    if (in.getInt(at) != CENTRAL_SIGNATURE) {
      throw new ZipRefused("The zip file is damaged");
    }
    byte[] name = new byte[in.getShort(at + 28) & 0xffff];
    in.get(at + 46, name);
    int madeBy = in.getShort(at + 4) >> 8 & 0xff;
    return new Entry(
        new String(name, StandardCharsets.UTF_8),
        in.getShort(at + 8) & 0xffff,
        in.getShort(at + 10) & 0xffff,
        in.getInt(at + 16) & 0xffffffffL,
        in.getInt(at + 20) & 0xffffffffL,
        in.getInt(at + 24) & 0xffffffffL,
        madeBy == 3 || madeBy == 19 ? in.getInt(at + 38) >>> 16 : 0,
        in.getInt(at + 42));
  }

  private static void checkName(Entry e) throws ZipRefused {
    String name = e.name();
    boolean odd =
        name.isEmpty()
            || name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || name.matches("[A-Za-z]:.*");
    for (String part : name.split("/")) {
      odd |= part.equals("..") || part.equals(".");
    }
    if (odd) {
      throw new ZipRefused("The zip file holds a path that leads elsewhere: '" + name + "'");
    }
    long kind = e.mode() & 0xf000;
    if (kind != 0 && kind != 0x8000 && kind != 0x4000) {
      throw new ZipRefused("The zip file holds a link or a device: '" + name + "'");
    }
    if ((e.flags() & 1) != 0) {
      throw new ZipRefused("The zip file is encrypted: '" + name + "'");
    }
  }

  private static byte[] unpack(ByteBuffer in, Entry e, long left) throws ZipRefused {
    if (in.getInt(e.at()) != LOCAL_SIGNATURE) {
      throw new ZipRefused("The zip file is damaged at '" + e.name() + "'");
    }
    int start =
        e.at() + 30 + (in.getShort(e.at() + 26) & 0xffff) + (in.getShort(e.at() + 28) & 0xffff);
    byte[] packed = new byte[Math.toIntExact(Math.min(e.packed(), in.limit()))];
    in.get(start, packed);
    byte[] bytes;
    if (e.method() == 0) {
      bytes = packed;
    } else if (e.method() == 8) {
      bytes = inflate(packed, e, left);
    } else {
      throw new ZipRefused("Unknown compression of '" + e.name() + "'");
    }
    if (bytes.length > left) {
      throw tooLarge();
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (crc.getValue() != e.crc() || bytes.length != e.size()) {
      throw new ZipRefused("The zip file is damaged at '" + e.name() + "'");
    }
    return bytes;
  }

  private static byte[] inflate(byte[] packed, Entry e, long left) throws ZipRefused {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      ByteArrayOutputStream out =
          new ByteArrayOutputStream((int) Math.min(Math.max(32, e.size()), 1 << 16));
      byte[] buffer = new byte[16 << 10];
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        boolean stuck = inflater.needsInput() || inflater.needsDictionary();
        if (n == 0 && stuck && !inflater.finished()) {
          throw new ZipRefused("The zip file is damaged at '" + e.name() + "'");
        }
        out.write(buffer, 0, n);
        if (out.size() > left) {
          throw tooLarge();
        }
      }
      return out.toByteArray();
    } catch (DataFormatException x) {
      throw new ZipRefused("The zip file is damaged at '" + e.name() + "'");
    } finally {
      inflater.end();
    }
  }

  private static ZipRefused tooLarge() {
    return new ZipRefused("The zip file is too large once it is unpacked");
  }
}
