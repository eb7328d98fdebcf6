package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import socketio.spi.Transport;

/** A server for exchanges. */
abstract class ExchangeFixture extends TransportFixture {
  final ScriptedHttp http = new ScriptedHttp();
  private final List<RawServer> servers = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  RawServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new RawServer(http);
    servers.add(server);
  }

  @AfterEach
  void stopServer() throws IOException {
    for (RawServer each : servers) {
      each.close();
    }
  }

  URI uri() {
    return URI.create(server.uri() + "?EIO=4&transport=polling");
  }

  Transport.Response succeed(Transport.Request request) throws Exception {
    return transport.exchange(request).get(30, SECONDS);
  }

  IOException fail(Transport.Request request) {
    CompletableFuture<Transport.Response> response = transport.exchange(request);
    var failure = assertThrows(ExecutionException.class, () -> response.get(30, SECONDS));
    return assertInstanceOf(IOException.class, failure.getCause());
  }

  static void assertMentions(String text, Throwable failure) {
    assertTrue(failure.toString().contains(text), failure.toString());
  }

  static void write(Socket socket, String response) throws IOException {
    socket.getOutputStream().write(response.getBytes(ISO_8859_1));
  }
}
