package org.closedloop.metadata;

import com.sforce.soap.metadata.Metadata;
import com.sforce.ws.bind.TypeInfo;
import com.sforce.ws.bind.TypeMapper;
import com.sforce.ws.bind.XMLizable;
import com.sforce.ws.parser.XmlOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.namespace.QName;

/**
 * Types, elements and enums of the vendor's own Metadata API client (62.0), read from its classes.
 * Started as a program it prints them for {@code scripts/generate-metadata-schema}: {@code E
 * enum|value…}, {@code T type:base} and a line {@code name} per element, {@code !} if required.
 */
final class VendorSchema {
  private static final String PACKAGE = "com/sforce/soap/metadata/";

  /** A type with its own elements, true for required ones. */
  record Type(String base, Map<String, Boolean> elements) {}

  final Map<String, Type> types = new TreeMap<>();
  final Map<String, Set<String>> enums = new TreeMap<>();

  static VendorSchema read() throws IOException, ReflectiveOperationException {
    VendorSchema out = new VendorSchema();
    String jar = Metadata.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> names = new ArrayList<>();
    try (JarFile file = new JarFile(jar)) {
      file.stream().map(JarEntry::getName).forEach(names::add);
    }
    for (String name : names) {
      if (name.startsWith(PACKAGE) && name.endsWith(".class") && !name.contains("$")) {
        out.add(Class.forName(name.substring(0, name.length() - 6).replace('/', '.')));
      }
    }
    return out;
  }

  private void add(Class<?> type) throws IOException, ReflectiveOperationException {
    if (type.isEnum()) {
      Set<String> values = new LinkedHashSet<>();
      for (Object constant : type.getEnumConstants()) {
        values.add(constant.toString());
      }
      enums.put(type.getSimpleName(), values);
      return;
    }
    boolean data =
        XMLizable.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    if (!data || type.isInterface() || !hasElements(type)) {
      return;
    }
    XMLizable value = (XMLizable) type.getDeclaredConstructor().newInstance();
    XmlOutputStream sink = new XmlOutputStream(OutputStream.nullOutputStream(), false);
    sink.startDocument();
    // Writing fills the table of elements of the class and of those that it extends.
    value.write(new QName(XmlElement.METADATA_NS, "x"), sink, new TypeMapper());
    Field table = type.getDeclaredField("typeInfoCache");
    table.setAccessible(true);
    Map<String, Boolean> elements = new TreeMap<>();
    for (Object element : ((Map<?, ?>) table.get(value)).values()) {
      TypeInfo info = (TypeInfo) element;
      elements.put(info.getName(), info.getMinOcc() > 0);
    }
    Class<?> base = type.getSuperclass();
    types.put(
        type.getSimpleName(), new Type(base == Object.class ? "" : base.getSimpleName(), elements));
  }

  private static boolean hasElements(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().equals("typeInfoCache")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the type, one that it extends, or one that extends it has the element. */
  boolean has(String type, String element) {
    for (String t = type; types.containsKey(t); t = types.get(t).base()) {
      if (types.get(t).elements().containsKey(element)) {
        return true;
      }
    }
    return types.entrySet().stream()
        .anyMatch(e -> e.getValue().base().equals(type) && has(e.getKey(), element));
  }

  public static void main(String[] arguments) throws Exception {
    VendorSchema vendor = read();
    StringBuilder out = new StringBuilder();
    vendor.enums.forEach(
        (name, values) ->
            out.append("E ")
                .append(name)
                .append('|')
                .append(String.join("|", values))
                .append('\n'));
    vendor.types.forEach(
        (name, type) -> {
          out.append("T ").append(name).append(':').append(type.base()).append('\n');
          type.elements().forEach((e, required) -> out.append(e).append(required ? "!\n" : "\n"));
        });
    System.out.print(out);
  }
}
