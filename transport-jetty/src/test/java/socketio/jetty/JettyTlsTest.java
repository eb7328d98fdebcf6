package socketio.jetty;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.testkit.contract.ChannelRecorder;
import socketio.testkit.contract.RawWebSocket;

/** Certificates are checked: who issued them, and for which host. */
@Timeout(60)
final class JettyTlsTest extends JettyFixture {
  private static final String PASSWORD = "changeit";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set before each test
  private Path folder;

  @Test
  void certificateOfTheHostThatTheClientTrustsIsAccepted() throws Exception {
    Path certificate = certificate("ip:127.0.0.1");
    HttpClient client = trusting(certificate);
    try (SSLServerSocket server = echo(certificate);
        var transport = JettyTransport.of(client)) {
      var recorder = new ChannelRecorder();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(uri(server)), recorder);
      channel.send(List.of(new Frame.Text("secret")));

      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("secret", recorder.nextText());
    } finally {
      client.stop();
    }
  }

  @Tag("pain-05-tls")
  @Test
  void certificateOfAnotherHostIsRefused() throws Exception {
    Path certificate = certificate("dns:other.example.com");
    HttpClient client = trusting(certificate);
    try (SSLServerSocket server = echo(certificate);
        var transport = JettyTransport.of(client)) {
      assertRefused(transport, server);
    } finally {
      client.stop();
    }
  }

  @Test
  void certificateThatNobodyTrustsIsRefused() throws Exception {
    try (SSLServerSocket server = echo(certificate("ip:127.0.0.1"));
        var transport = JettyTransport.create()) {
      assertRefused(transport, server);
    }
  }

  private static void assertRefused(JettyTransport transport, SSLServerSocket server)
      throws Exception {
    var recorder = new ChannelRecorder();
    transport.connect(TransportKind.WEBSOCKET, get(uri(server)), recorder);

    ChannelRecorder.Failed failed = recorder.next(ChannelRecorder.Failed.class);
    assertTrue(failed.cause() instanceof SSLException, failed.cause()::toString);
    assertNull(failed.response());
  }

  private static URI uri(SSLServerSocket server) {
    return URI.create("https://127.0.0.1:" + server.getLocalPort() + "/socket.io/");
  }

  private Path certificate(String host) throws Exception {
    Path file = folder.resolve("keys.p12");
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + host,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertTrue(process.waitFor(30, SECONDS));
    assertEquals(0, process.exitValue());
    return file;
  }

  private static HttpClient trusting(Path certificate) throws Exception {
    var tls = new SslContextFactory.Client();
    tls.setTrustStorePath(certificate.toUri().toString());
    tls.setTrustStorePassword(PASSWORD);
    var client = new HttpClient();
    client.setSslContextFactory(tls);
    client.start();
    return client;
  }

  /** A server that sends the first text of each client back. */
  private static SSLServerSocket echo(Path certificate) throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var thread = new Thread(() -> serve(server), "TLS server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void serve(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        RawWebSocket peer = RawWebSocket.accept(socket);
        peer.writeText(peer.read(100).text());
        peer.readToEnd();
      } catch (Exception e) {
        // the client went away, or the test ended: what it saw is asserted there
      }
    }
  }
}
