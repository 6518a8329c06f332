package org.closedloop.localorg.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.apex.host.PageHost;
import org.closedloop.localorg.http.WebRequest;

/** The page request as code sees it through {@code ApexPages.currentPage()}. */
final class ServedPage implements PageHost {

  private final String pageName;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final WebRequest request;
  private final PageAddress address;

  ServedPage(WebRequest request, PageAddress address) {
    this.request = request;
    this.address = address;
    pageName = address.pageName();
    addAll(request.query());
    addAll(request.form());
    for (Map.Entry<String, String> h : request.headers().entrySet()) {
      if (!h.getKey().equals("cookie") && !h.getKey().equals("authorization")) {
        headers.put(titleCase(h.getKey()), h.getValue());
      }
    }
    headers.put("X-Salesforce-SIP", request.remoteAddress());
  }

  private void addAll(Map<String, List<String>> source) {
    source.forEach(
        (name, values) -> {
          if (!name.startsWith(ViewStates.FIELD_PREFIX)) {
            parameters.put(name, values.isEmpty() ? "" : values.get(0));
          }
        });
  }

  private static String titleCase(String header) {
    StringBuilder sb = new StringBuilder(header.length());
    boolean up = true;
    for (char c : header.toCharArray()) {
      sb.append(up ? Character.toUpperCase(c) : c);
      up = c == '-';
    }
    return sb.toString();
  }

  @Override
  public boolean active() {
    return true;
  }

  @Override
  public String url() {
    String query = request.rawQuery();
    return "/apex/" + pageName + (query == null || query.isEmpty() ? "" : "?" + query);
  }

  @Override
  public Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public String clientAddress() {
    return request.remoteAddress();
  }

  @Override
  public String siteBaseUrl() {
    return address.siteName() == null ? null : address.baseUrl() + address.prefix();
  }

  @Override
  public String siteName() {
    return address.siteName();
  }
}
