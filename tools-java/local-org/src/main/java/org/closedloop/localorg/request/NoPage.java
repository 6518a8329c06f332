package org.closedloop.localorg.request;

import java.util.LinkedHashMap;
import java.util.Map;
import org.closedloop.apex.host.PageHost;

/** The page of a request that serves none; tests set parameters on it. */
final class NoPage implements PageHost {

  private final Map<String, String> parameters = new LinkedHashMap<>();

  @Override
  public boolean active() {
    return false;
  }

  @Override
  public String url() {
    return null;
  }

  @Override
  public Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public String clientAddress() {
    return null;
  }

  @Override
  public String siteBaseUrl() {
    return null;
  }

  @Override
  public String siteName() {
    return null;
  }
}
