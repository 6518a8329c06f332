package org.closedloop.cli.org;

import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;

/**
 * An org that can be spoken to through the vendor's clients.
 *
 * @param name how the user named it, for messages
 * @param instanceUrl without a slash at the end
 * @param token session id or access token; never printed
 * @param local whether it is a local org with a control API under the same token
 */
public record OrgConnection(String name, String instanceUrl, String token, boolean local) {

  public static final String PARTNER_VERSION = "65.0";
  public static final String METADATA_VERSION = "62.0";
  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 600_000;

  static {
    // the JDK's client repeats a POST when a kept-alive connection dies, which can insert twice
    System.setProperty("sun.net.http.retryPost", "false");
  }

  public OrgConnection {
    instanceUrl = instanceUrl.replaceAll("/+$", "");
  }

  private ConnectorConfig config(String path) {
    ConnectorConfig c = new ConnectorConfig();
    c.setManualLogin(true);
    c.setSessionId(token);
    c.setServiceEndpoint(instanceUrl + path);
    c.setConnectionTimeout(CONNECT_MILLIS);
    c.setReadTimeout(READ_MILLIS);
    return c;
  }

  public PartnerConnection partner() throws ConnectionException {
    return com.sforce.soap.partner.Connector.newConnection(
        config("/services/Soap/u/" + PARTNER_VERSION));
  }

  public MetadataConnection metadata() throws ConnectionException {
    return com.sforce.soap.metadata.Connector.newConnection(
        config("/services/Soap/m/" + METADATA_VERSION));
  }

  @Override
  public String toString() {
    return name + " (" + instanceUrl + ")";
  }
}
