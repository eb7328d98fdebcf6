package socketio.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate for 127.0.0.1 that nobody trusts but who has it.
 *
 * @param identified shows the certificate and trusts it
 * @param anonymous trusts it
 * @param trust trusts it, too
 */
record TlsKeys(SSLContext identified, SSLContext anonymous, X509TrustManager trust) {
  private static final char[] PASSWORD = "secret".toCharArray();

  static TlsKeys create(Path folder) throws Exception {
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
    TrustManager[] trusting = trust.getTrustManagers();
    SSLContext identified = SSLContext.getInstance("TLS");
    identified.init(keys.getKeyManagers(), trusting, null);
    SSLContext anonymous = SSLContext.getInstance("TLS");
    anonymous.init(null, trusting, null);
    return new TlsKeys(identified, anonymous, (X509TrustManager) trusting[0]);
  }
}
