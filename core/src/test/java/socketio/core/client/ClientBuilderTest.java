package socketio.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.assertSays;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ClientState;
import socketio.Reconnection;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Transport;
import socketio.spi.TransportProvider;

@Timeout(60)
class ClientBuilderTest {
  private static final IdleTransport PROVIDED = new IdleTransport();

  /** Found by the service file of {@link #buildWithProvidedTransport}. */
  public static final class Provided implements TransportProvider {
    @Override
    public String name() {
      return "provided";
    }

    @Override
    public Transport create() {
      return PROVIDED;
    }
  }

  /** Found likewise. */
  public static final class Failing implements TransportProvider {
    @Override
    public String name() {
      return "failing";
    }

    @Override
    public Transport create() {
      return new IdleTransport() {
        @Override
        public synchronized void close() {
          throw new IllegalStateException("cannot be closed");
        }
      };
    }
  }

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit does
  private Path directory;

  private final ReferenceParser parser = new ReferenceParser();
  private final ClientBuilder builder =
      Client.builder().engine(new FakeEngines(parser)).parser(parser);

  @BeforeEach
  void registerProviders() throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(
        services.resolve(TransportProvider.class.getName()),
        List.of(Provided.class.getName(), Failing.class.getName()));
  }

  private Client buildWithProvidedTransport(String name) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] urls = {directory.toUri().toURL()};
    try (var loader = new URLClassLoader(urls, ClientBuilderTest.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      return builder.transport(name).build();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void closesTheTransportThatTheClientMade() throws Exception {
    int before = PROVIDED.closed();
    Client client = buildWithProvidedTransport("provided");
    assertEquals(before, PROVIDED.closed());
    client.close();
    client.close();
    client.async().closeAsync().get(10, SECONDS);
    assertEquals(before + 1, PROVIDED.closed());
  }

  @Test
  void survivesATransportThatCannotBeClosed() throws Exception {
    Client client = buildWithProvidedTransport("failing");
    client.async().closeAsync().get(10, SECONDS);
    assertEquals(ClientState.CLOSED, client.state());
  }

  @Test
  void namesTheProvidersItHasWhenTheNameIsWrong() {
    assertSays(
        "transport: none is named 'jetty'; found: failing",
        assertThrows(IllegalArgumentException.class, () -> buildWithProvidedTransport("jetty")));
  }

  @Test
  void refusesWrongSettings() {
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertWrong(
          "timeout: " + timeout + " must be more than zero", () -> builder.callTimeout(timeout));
    }
    for (long size : new long[] {0, -1, Integer.MAX_VALUE}) {
      assertWrong(
          "bytes: " + size + " must be between 1 and 2147483639",
          () -> builder.maxMessageSize(size));
    }
  }

  private static void assertWrong(String message, Runnable setting) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, setting::run).getMessage());
  }

  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void namesTheArgumentThatIsNull() {
    assertNull("name must not be null", () -> builder.engine((String) null));
    assertNull("parser must not be null", () -> builder.parser((socketio.spi.Parser) null));
    assertNull("transport must not be null", () -> builder.transport((Transport) null));
    assertNull("reconnection must not be null", () -> builder.reconnection((Reconnection) null));
    assertNull("executor must not be null", () -> builder.handlerExecutor(null));
    assertNull("handler must not be null", () -> builder.onError(null));
    assertNull("cookies must not be null", () -> builder.cookies(null));
    assertNull("context must not be null", () -> builder.tls(null));
    assertNull("selector must not be null", () -> builder.proxy(null));
    assertNull("loop must not be null", () -> builder.loop(null));
  }

  private static void assertNull(String message, Runnable setting) {
    assertEquals(message, assertThrows(NullPointerException.class, setting::run).getMessage());
  }
}
