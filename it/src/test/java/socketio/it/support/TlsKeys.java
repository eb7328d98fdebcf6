package socketio.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates that no JVM trusts by default, created once with keytool. */
public final class TlsKeys {
  public static final String PASSWORD = "changeit";

  /** An authority. It has issued those below, but for the self-signed one. */
  public static final String AUTHORITY = "authority";

  /** For 127.0.0.1. */
  public static final String SERVER = "server";

  /** For other.example.com. */
  public static final String OTHER_HOST = "other-host";

  /** For 127.0.0.1, until last week. */
  public static final String EXPIRED = "expired";

  /** For a client. */
  public static final String CLIENT = "client";

  /** For 127.0.0.1, self-signed. */
  public static final String SELF_SIGNED = "self-signed";

  private final KeyStore store;

  private TlsKeys(KeyStore store) {
    this.store = store;
  }

  /** Those of this test run. */
  public static TlsKeys get() {
    return Made.KEYS;
  }

  /** A context that presents no certificate and trusts one of these. */
  public SSLContext trusting(String trusted) {
    return context(null, trusted);
  }

  /** A context that presents one certificate and trusts another one. */
  public SSLContext showing(String shown, String trusted) {
    return context(shown, trusted);
  }

  private SSLContext context(@Nullable String shown, String trusted) {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      KeyStore own = empty();
      if (shown != null) {
        Key key = store.getKey(shown, PASSWORD.toCharArray());
        own.setKeyEntry(shown, key, PASSWORD.toCharArray(), store.getCertificateChain(shown));
      }
      keys.init(own, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[] {trust(trusted)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts one of these. */
  public X509TrustManager trust(String trusted) {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trustStore(trusted));
      return (X509TrustManager) trust.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a file for {@code javax.net.ssl.trustStore}. */
  public void writeTrustStore(String trusted, Path file)
      throws IOException, GeneralSecurityException {
    try (var out = Files.newOutputStream(file)) {
      trustStore(trusted).store(out, PASSWORD.toCharArray());
    }
  }

  private KeyStore trustStore(String trusted) throws GeneralSecurityException {
    KeyStore known = empty();
    known.setCertificateEntry(trusted, store.getCertificateChain(trusted)[0]);
    return known;
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    try {
      empty.load(null, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is read
    }
    return empty;
  }

  private static final class Made {
    static final TlsKeys KEYS = make();

    private static TlsKeys make() {
      try {
        Path folder = Files.createTempDirectory("tls-keys");
        Path file = folder.resolve("keys.p12");
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
        generate(file, AUTHORITY, "-ext", "bc:c");
        generate(file, SELF_SIGNED, "-ext", "san=ip:127.0.0.1");
        issue(file, SERVER, "-ext", "san=ip:127.0.0.1");
        issue(file, OTHER_HOST, "-ext", "san=dns:other.example.com");
        issue(file, CLIENT);
        issue(file, EXPIRED, "-ext", "san=ip:127.0.0.1", "-startdate", "-14d", "-validity", "7");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD.toCharArray());
        }
        return new TlsKeys(store);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void issue(Path file, String alias, String... options)
        throws IOException, InterruptedException {
      var all = new ArrayList<>(List.of("-signer", AUTHORITY));
      all.addAll(List.of(options));
      generate(file, alias, all.toArray(String[]::new));
    }

    private static void generate(Path file, String alias, String... options)
        throws IOException, InterruptedException {
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-J-XX:TieredStopAtLevel=1",
                  "-genkeypair",
                  "-alias",
                  alias,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + alias,
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keystore",
                  file.toString()));
      command.addAll(List.of(options));
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
      assertTrue(keytool.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, keytool.exitValue(), said);
    }
  }
}
