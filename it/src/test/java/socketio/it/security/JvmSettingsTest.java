package socketio.it.security;

import java.net.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import socketio.it.support.Commands;
import socketio.it.support.TlsKeys;

/** All transports obey the JVM's system properties for TLS and proxies. */
@ExtendWith(ProxyCondition.class)
@Timeout(60)
class JvmSettingsTest {
  @Tag("pain-22-proxies")
  @Test
  void propertiesForTrustAndProxiesHoldForEveryTransport(@TempDir Path folder) throws Exception {
    try (OriginRecordingServer server = OriginRecordingServer.secure()) {
      connect(server, folder, false);

      server.assertAllClientsUsedTheProxy();
    }
  }

  /** A socket of the JVM would use the SOCKS proxy automatically. */
  @Test
  void aSelectorThatNamesNoProxyOverrulesThem(@TempDir Path folder) throws Exception {
    try (OriginRecordingServer server = OriginRecordingServer.secure()) {
      connect(server, folder, true);

      server.assertNoClientUsedTheProxy();
    }
  }

  /** Runs a program in which the system properties name a trust store and a SOCKS proxy. */
  private static void connect(OriginRecordingServer server, Path folder, boolean direct)
      throws Exception {
    Path trusted = folder.resolve("trusted.p12");
    TlsKeys.get().writeTrustStore(TlsKeys.AUTHORITY, trusted);
    try (RealProxy proxy = RealProxy.socks()) {
      Commands.run(
          folder,
          List.of(
              Commands.java(),
              "-XX:TieredStopAtLevel=1",
              "-classpath",
              Commands.classPath(),
              "-Djavax.net.ssl.trustStore=" + trusted,
              "-Djavax.net.ssl.trustStorePassword=" + TlsKeys.PASSWORD,
              "-DsocksProxyHost=127.0.0.1",
              "-DsocksProxyPort=" + proxy.port(),
              "-DsocksNonProxyHosts=", // by default nothing on loopback passes a proxy
              "-Dhttp.nonProxyHosts=",
              Program.class.getName(),
              server.url(),
              String.valueOf(direct)));
    }
  }

  /** The program. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      for (RoundTrip roundTrip : RoundTrip.all().toList()) {
        var client = roundTrip.client();
        if (Boolean.parseBoolean(args[1])) {
          client.proxy(new SingleProxySelector(Proxy.NO_PROXY));
        }
        roundTrip.run(client, args[0]);
      }
    }
  }
}
