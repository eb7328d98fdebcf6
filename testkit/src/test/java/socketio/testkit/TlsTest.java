package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "secret".toCharArray();

  /** Keys for 127.0.0.1, trusted by those who have them. */
  private static SSLContext keys(Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertTrue(keytool.waitFor(30, TimeUnit.SECONDS));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void talksByHttpsAndSecureWebSocket(@TempDir Path folder) throws Exception {
    SSLContext keys = keys(folder);
    try (FakeServer server = FakeServer.builder().tls(keys).start()) {
      assertTrue(server.url().startsWith("https://127.0.0.1:"));
      HttpClient http = HttpClient.newBuilder().sslContext(keys).build();
      HttpRequest open =
          HttpRequest.newBuilder(URI.create(server.url() + "/socket.io/?EIO=4&transport=polling"))
              .timeout(Duration.ofSeconds(10))
              .build();
      HttpResponse<String> opened = http.send(open, HttpResponse.BodyHandlers.ofString());
      assertTrue(opened.body().startsWith("0{"));
      var raw = new RawWebSocket();
      String url = server.url().replaceFirst("https", "wss");
      RawClient.await(
          http.newWebSocketBuilder()
              .buildAsync(URI.create(url + "/socket.io/?EIO=4&transport=websocket"), raw));
      assertTrue(raw.take().startsWith("0{"));
      assertTrue(raw.send("40").take().startsWith("40{"));
      server.inject(new Fault.DropConnection());
      assertEquals(1006, raw.takeClose());
    }
  }
}
