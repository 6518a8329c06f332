package org.closedloop.localorg.partner;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.closedloop.localorg.http.LocalServer;
import org.closedloop.localorg.http.MemorySessions;
import org.closedloop.localorg.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Partner endpoint over a scripted org, and the vendor's own client connected to it. */
abstract class PartnerOverHttp {

  final FakeOrg org = new FakeOrg();
  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final MemorySessions sessions = new MemorySessions(org.org().id(), Clock.systemUTC());
  LocalServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        LocalServer.start(
            new ServerOptions(0, 4, 16, ServerOptions.MAX_BODY_BYTES, log::add),
            List.of(new PartnerEndpoint(org, sessions, Clock.systemUTC(), false)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  String endpoint(String version) {
    return server.baseUrl() + "/services/Soap/u/" + version;
  }

  PartnerConnection connect() throws ConnectionException {
    return connect(sessions.open(FakeOrg.USER));
  }

  PartnerConnection connect(String token) throws ConnectionException {
    ConnectorConfig c = new ConnectorConfig();
    c.setManualLogin(true);
    c.setSessionId(token);
    c.setServiceEndpoint(endpoint("65.0"));
    return com.sforce.soap.partner.Connector.newConnection(c);
  }

  static SObject sobject(String type, Object... namesAndValues) {
    SObject s = new SObject(type);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      s.setField((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return s;
  }
}
