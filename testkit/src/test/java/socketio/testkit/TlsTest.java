package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "secret".toCharArray();

  /** TLS settings for both sides. */
  private record Keys(SSLContext context, X509TrustManager trust) {}

  /** Keys for 127.0.0.1, trusted by those who have them. */
  private static Keys keys(Path folder) throws Exception {
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
    return new Keys(context, (X509TrustManager) trust.getTrustManagers()[0]);
  }

  @Test
  void talksByHttpsAndSecureWebSocket(@TempDir Path folder) throws Exception {
    Keys keys = keys(folder);
    try (FakeServer server = FakeServer.builder().tls(keys.context()).start()) {
      assertTrue(server.url().startsWith("https://127.0.0.1:"));
      HttpClient http = HttpClient.newBuilder().sslContext(keys.context()).build();
      HttpRequest open =
          HttpRequest.newBuilder(URI.create(server.url() + "/socket.io/?EIO=4&transport=polling"))
              .timeout(Duration.ofSeconds(10))
              .build();
      HttpResponse<String> opened = http.send(open, HttpResponse.BodyHandlers.ofString());
      assertTrue(opened.body().startsWith("0{"));
      OkHttpClient secure =
          RawWebSocket.client(
              new OkHttpClient.Builder()
                  .sslSocketFactory(keys.context().getSocketFactory(), keys.trust()));
      String url = server.url().replaceFirst("https", "wss");
      RawWebSocket raw = RawWebSocket.open(secure, url + "/socket.io/?EIO=4&transport=websocket");
      assertTrue(raw.take().startsWith("0{"));
      assertTrue(raw.send("40").take().startsWith("40{"));
      server.inject(new Fault.DropConnection());
      assertEquals(1006, raw.takeClose());
    }
  }

  @Test
  void wantsACertificateOfTheClient(@TempDir Path folder) throws Exception {
    Keys keys = keys(folder);
    SSLContext anonymous = SSLContext.getInstance("TLS");
    anonymous.init(null, new TrustManager[] {keys.trust()}, null);
    var parameters = new SSLParameters();
    parameters.setNeedClientAuth(true);
    try (FakeServer server = FakeServer.builder().tls(keys.context(), parameters).start()) {
      HttpRequest open =
          HttpRequest.newBuilder(URI.create(server.url() + "/socket.io/?EIO=4&transport=polling"))
              .timeout(Duration.ofSeconds(10))
              .build();
      HttpClient known = HttpClient.newBuilder().sslContext(keys.context()).build();
      HttpClient unknown = HttpClient.newBuilder().sslContext(anonymous).build();

      assertEquals(200, known.send(open, HttpResponse.BodyHandlers.ofString()).statusCode());
      assertThrows(
          IOException.class, () -> unknown.send(open, HttpResponse.BodyHandlers.ofString()));
    }
  }
}
