package org.closedloop.apex.library;

import java.net.MalformedURLException;
import java.net.URL;
import org.closedloop.apex.exec.ApexContext;

/** A {@code System.Url}. */
@ApexType("System.Url")
final class UrlValue extends LibraryValue {

  private final URL url;

  @ApexConstructor
  UrlValue(String spec) {
    url = make(() -> new URL(spec));
  }

  @ApexConstructor("(Url,String)")
  UrlValue(UrlValue context, String spec) {
    url = make(() -> new URL(context.url, spec));
  }

  @ApexConstructor
  UrlValue(String protocol, String host, String file) {
    url = make(() -> new URL(protocol, host, file));
  }

  @ApexConstructor
  UrlValue(String protocol, String host, Integer port, String file) {
    url = make(() -> new URL(protocol, host, port, file));
  }

  /** Makes a URL or fails on malformed text. */
  private interface Maker {
    URL make() throws MalformedURLException;
  }

  private static URL make(Maker maker) {
    try {
      return maker.make();
    } catch (MalformedURLException e) {
      throw Errors.string(e.getMessage());
    }
  }

  @ApexMethod({"getOrgDomainUrl", "getSalesforceBaseUrl"})
  static UrlValue getOrgDomainUrl(ApexContext ctx) {
    return new UrlValue(ctx.host().org().baseUrl());
  }

  @ApexMethod
  static UrlValue getCurrentRequestUrl(ApexContext ctx) {
    String base = ctx.host().org().baseUrl();
    return new UrlValue(ctx.host().page().active() ? base + ctx.host().page().url() : base);
  }

  @ApexMethod
  String getAuthority() {
    return url.getAuthority();
  }

  @ApexMethod
  Integer getDefaultPort() {
    return url.getDefaultPort();
  }

  @ApexMethod
  String getFile() {
    return url.getFile();
  }

  @ApexMethod
  String getHost() {
    return url.getHost();
  }

  @ApexMethod
  String getPath() {
    return url.getPath();
  }

  @ApexMethod
  Integer getPort() {
    return url.getPort();
  }

  @ApexMethod
  String getProtocol() {
    return url.getProtocol();
  }

  @ApexMethod
  String getQuery() {
    return url.getQuery();
  }

  @ApexMethod
  String getRef() {
    return url.getRef();
  }

  @ApexMethod
  String getUserInfo() {
    return url.getUserInfo();
  }

  @ApexMethod
  Boolean sameFile(UrlValue other) {
    return url.sameFile(other.url);
  }

  @ApexMethod
  String toExternalForm() {
    return url.toExternalForm();
  }

  @ApexMethod("toString")
  @Override
  public String apexText() {
    return "System.URL[" + url.toExternalForm() + "]";
  }
}
