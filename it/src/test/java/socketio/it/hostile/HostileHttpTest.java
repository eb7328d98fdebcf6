package socketio.it.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.TransportKind;
import socketio.it.support.Heap;
import socketio.it.support.TransportMode;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

/** Handshakes, headers, bodies and cookies that no server should send. */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#libraries")
@Timeout(60)
class HostileHttpTest {
  private static final String HANDSHAKE =
      "0{\"sid\":\"secret\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}";
  private static final int CAP = 1 << 20;

  private final Client client;
  private final HttpServer web;

  /** The queries and cookies of requests that belong to a session. */
  private final List<String> queries = new CopyOnWriteArrayList<>();

  private final List<String> cookies = new CopyOnWriteArrayList<>();

  /** How many polls are answered at once; later ones wait for the end of the test. */
  private final CountDownLatch polls = new CountDownLatch(20);

  private final CountDownLatch end = new CountDownLatch(1);

  HostileHttpTest(String library) throws IOException {
    client = Client.builder().transport(library).maxMessageSize(CAP).reconnection(false).build();
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "web");
              thread.setDaemon(true);
              return thread;
            }));
  }

  @BeforeEach
  void startTheWebServer() {
    web.start();
  }

  @AfterEach
  void closeEverything() {
    client.close();
    end.countDown();
    web.stop(0);
  }

  /**
   * Answers the handshake with this and the first polls with a confirmation, then nothing any more.
   */
  private void serve(String handshake, String... cookiesOfEach) {
    web.createContext(
        "/",
        exchange -> {
          String query = exchange.getRequestURI().getRawQuery();
          boolean session = query.contains("&sid=");
          if (session) {
            queries.add(query);
          }
          cookies.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
          for (String cookie : cookiesOfEach) {
            exchange.getResponseHeaders().add("Set-Cookie", cookie + cookies.size() + "=x");
          }
          exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestMethod().equals("POST")) {
            answer(exchange, "ok");
          } else if (session) {
            poll(exchange);
          } else {
            answer(exchange, handshake);
          }
        });
  }

  private void poll(HttpExchange exchange) throws IOException {
    polls.countDown();
    if (polls.getCount() == 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    answer(exchange, "40{\"sid\":\"s\"}");
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static ConnectOptions polling(String url) {
    return ConnectOptions.to(url).transports(TransportKind.POLLING);
  }

  private String url() {
    return "http://127.0.0.1:" + web.getAddress().getPort();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"pingInterval\":25000 | \"pingInterval\":0",
        "\"pingInterval\":25000 | \"pingInterval\":-1",
        "\"pingInterval\":25000 | \"pingInterval\":0.5",
        "\"pingInterval\":25000 | \"pingInterval\":1e308",
        "\"pingInterval\":25000 | \"pingInterval\":1e999",
        "\"pingInterval\":25000 | \"pingInterval\":9223372036854775808",
        "\"pingInterval\":25000 | \"pingInterval\":\"25000\"",
        "\"pingInterval\":25000 | \"pingInterval\":null",
        "\"pingTimeout\":20000 | \"pingTimeout\":0",
        "\"pingTimeout\":20000 | \"pingTimeout\":-1e9",
        "\"pingTimeout\":20000 | \"pingTimeout\":2147483648",
        "\"pingTimeout\":20000 | \"pingTimeout\":[20000]",
        "\"sid\":\"secret\" | \"sid\":\"\"",
        "\"sid\":\"secret\" | \"sid\":7",
        "\"sid\":\"secret\" | \"id\":\"secret\"",
      })
  void aHandshakeOfImpossibleValuesIsRefused(String valid, String hostile)
      throws InterruptedException {
    serve(HANDSHAKE.replace(valid, hostile));

    ConnectionException error =
        assertThrows(ConnectionException.class, () -> client.connect(polling(url())));

    assertEquals(Phase.HANDSHAKE, error.phase());
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("is damaged"), message);
    assertFalse(message.contains("secret"), message);
    assertEquals(List.of(), queries);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"maxPayload\":0",
        ",\"maxPayload\":-5",
        ",\"maxPayload\":1e308",
        ",\"maxPayload\":\"1\"",
        ",\"upgrades\":\"websocket\"",
        ",\"upgrades\":{\"websocket\":true}",
        ",\"upgrades\":[[\"websocket\"],7,null]",
      })
  void whatSaysNothingIsAsIfItWereMissing(String member) throws InterruptedException {
    serve(HANDSHAKE.replace("}", member + "}"));

    client.connect(
        ConnectOptions.to(url()).transports(TransportKind.POLLING, TransportKind.WEBSOCKET));

    client.emit("large", "x".repeat(100_000));
    assertEquals(TransportKind.POLLING, client.transport());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\r\\nX-Header: 1\\r\\n\\r\\nGET / HTTP/1.1",
        "a&transport=websocket&EIO=3#/../?",
        "%00%0d%0a+ ",
        "\\ud83d\\ude00\\u0000\\u2028",
      })
  void aSessionIdStaysOneParameterWhateverItIs(String sid) throws Exception {
    serve(HANDSHAKE.replace("secret", sid));

    client.connect(polling(url()));

    String expected = client.engineId();
    for (String query : queries) {
      String value = query.substring(query.lastIndexOf("&sid=") + "&sid=".length());
      assertEquals(expected, URLDecoder.decode(value, UTF_8), query);
      assertTrue(query.startsWith("EIO=4&transport=polling&"), query);
    }
    assertFalse(queries.isEmpty());
  }

  @Test
  void aLongSessionIdIsKept() throws InterruptedException {
    serve(HANDSHAKE.replace("secret", "s".repeat(5000)));

    client.connect(polling(url()));

    assertEquals("s".repeat(5000), client.engineId());
  }

  @Test
  void cookiesWithoutEndAreKeptInBounds() throws Exception {
    String[] names = new String[50];
    for (int i = 0; i < names.length; i++) {
      names[i] = "c" + i + "-";
    }
    serve(HANDSHAKE, names);
    client.connect(polling(url()));

    assertTrue(polls.await(30, SECONDS));

    int most = cookies.stream().mapToInt(header -> header.split("; ").length).max().orElseThrow();
    assertEquals(180, most);
  }

  @ParameterizedTest
  @EnumSource(
      value = TransportMode.class,
      names = {"POLLING", "WEBSOCKET"})
  void headersWithoutEndEndTheAttempt(TransportMode mode) throws Exception {
    var written = new AtomicLong();
    var heap = new Heap();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
              byte[] header = ("X-More: " + "x".repeat(4000) + "\r\n").getBytes(ISO_8859_1);
              while (true) {
                out.write(header);
                written.addAndGet(header.length);
              }
            })) {
      ConnectionException error =
          assertThrows(
              ConnectionException.class,
              () ->
                  client.connect(
                      ConnectOptions.to(server.uri().resolve("/").toString())
                          .transports(mode.kinds())));

      assertEquals(Phase.CONNECT, error.phase());
      assertTrue(written.get() < 16 << 20, () -> written + " bytes were read");
      heap.assertGrownByAtMost(8 << 20);
    }
  }

  @Test
  void aSmallBodyThatWouldInflateToALargeOneEndsTheAttempt() throws Exception {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      byte[] piece = new byte[1 << 20];
      for (int i = 0; i < 256; i++) {
        gzip.write(piece);
      }
    }
    assertTrue(bomb.size() < CAP, () -> bomb.size() + " bytes");
    web.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, bomb.size());
          bomb.writeTo(exchange.getResponseBody());
          exchange.close();
        });
    var heap = new Heap();

    ConnectionException error =
        assertThrows(ConnectionException.class, () -> client.connect(polling(url())));

    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(CAP + " bytes"), message);
    heap.assertGrownByAtMost(16 << 20);
  }
}
