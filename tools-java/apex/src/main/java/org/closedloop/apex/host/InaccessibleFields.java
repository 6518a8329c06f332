package org.closedloop.apex.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A query in user mode that names what the running user may not read. */
public final class InaccessibleFields extends HostException {

  private static final long serialVersionUID = 1L;
  private final transient Map<String, Set<String>> fields;

  /**
   * @param first the failure that the message tells of
   * @param fields every inaccessible field by its object
   */
  public InaccessibleFields(HostException first, Map<String, Set<String>> fields) {
    super(first.apexType(), first.statusCode(), first.getMessage());
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  public Map<String, Set<String>> fields() {
    return fields;
  }
}
