package socketio.examples.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.testkit.FakeServer;
import socketio.testkit.contract.ChannelRecorder;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

/** What is particular to this transport, and what a client makes of it. */
@Timeout(60)
class JdkTransportTest {
  private static Transport.Request get(URI uri, Map<String, List<String>> headers) {
    return new Transport.Request("GET", uri, headers, null, Duration.ofSeconds(20), 1 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling websocket"})
  void aClientTalksToAServer(String transports) throws Exception {
    TransportKind[] kinds =
        Stream.of(transports.split(" ")).map(TransportKind::of).toArray(TransportKind[]::new);
    var received = new CompletableFuture<byte[]>();
    var upgraded = new CountDownLatch(kinds.length - 1);
    try (FakeServer server = FakeServer.start();
        Client client = Client.builder().transport("jdk").build()) {
      server.onCall("reverse", (socket, args) -> Args.of(args.get(1), args.get(0)));
      client.on("bytes", byte[].class, received::complete);
      client.onUpgrade((transport, cause) -> upgraded.countDown());
      client.connect(ConnectOptions.to(server.url()).transports(kinds));
      assertTrue(upgraded.await(5, SECONDS));

      assertEquals(kinds[kinds.length - 1], client.transport());
      assertEquals(List.of("b", 1L), client.call("reverse", 1, "b").toList());
      server.emit("bytes", new byte[] {1, 2, 3});
      assertArrayEquals(new byte[] {1, 2, 3}, received.get(5, SECONDS));
      server.takeSocket();
      server.assertExhausted();
    }
  }

  @Test
  void theDefaultOfTheLibraryStaysTheDefault() throws Exception {
    try (FakeServer server = FakeServer.start();
        Client client = Client.create()) {
      client.connect(server.url());

      List<String> agents = server.takeSocket().headers().get("User-Agent");
      assertTrue(agents != null && agents.get(0).startsWith("okhttp/"), () -> "" + agents);
    }
  }

  @Test
  void aClientOfTheUserStaysUsable() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try (FakeServer server = FakeServer.start()) {
      for (int i = 0; i < 2; i++) {
        try (var transport = JdkTransport.of(client);
            Client socket = Client.builder().transport(transport).build()) {
          socket.connect(server.url());
        }
      }

      HttpRequest request = HttpRequest.newBuilder(URI.create(server.url())).build();
      assertEquals(404, client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }

  @Test
  void aClientThatFollowsRedirectsIsRefused() {
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    var error = assertThrows(IllegalArgumentException.class, () -> JdkTransport.of(client));

    assertTrue(String.valueOf(error.getMessage()).startsWith("client: follows redirects"));
  }

  @Test
  void theOptionsForTlsAreTheClients() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    var parameters = new SSLParameters(null, new String[] {"TLSv1.3"});

    HttpClient client =
        JdkTransport.newClient(
            new Pool(), TransportOptions.defaults().sslContext(context).sslParameters(parameters));

    assertSame(context, client.sslContext());
    assertArrayEquals(parameters.getProtocols(), client.sslParameters().getProtocols());
  }

  @Test
  void theProxyIsAskedWithTheCredentials() throws Exception {
    var asked = new CompletableFuture<List<String>>();
    var login = new PasswordAuthentication("me", "secret".toCharArray());
    try (var proxy =
            new RawServer(
                socket -> {
                  asked.complete(RawWebSocket.readHead(RawWebSocket.input(socket)));
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
                });
        var transport =
            JdkTransport.create(
                TransportOptions.defaults()
                    .proxySelector(
                        ProxySelector.of(
                            new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), proxy.uri().getPort())))
                    .proxyCredentials(login))) {
      URI uri = URI.create("http://chat.example.com/socket.io/?EIO=4");
      assertEquals(200, transport.exchange(get(uri, Map.of())).get(10, SECONDS).status());

      List<String> head = asked.get(10, SECONDS);
      assertEquals("GET " + uri + " HTTP/1.1", head.get(0));
      assertTrue(head.contains("Proxy-Authorization: Basic bWU6c2VjcmV0"), head::toString);
    }
  }

  @Test
  void aSocksProxyIsRefusedRatherThanPassedBy() throws Exception {
    var socks =
        new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    var selector =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            return List.of(socks);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    try (var server = new RawServer(socket -> {});
        var transport = JdkTransport.create(TransportOptions.defaults().proxySelector(selector))) {
      var response = transport.exchange(get(server.uri(), Map.of()));
      var error = assertThrows(ExecutionException.class, () -> response.get(10, SECONDS));
      assertTrue(String.valueOf(error.getMessage()).contains("SOCKS"), error::toString);

      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(server.uri(), Map.of()), recorder);
      ChannelRecorder.Failed failed = recorder.next(ChannelRecorder.Failed.class);
      assertTrue(String.valueOf(failed.cause()).contains("SOCKS"), failed::toString);
      assertEquals(0, server.connections());
    }
  }

  @Test
  void nothingIsLeftOfClosedTransports() throws Exception {
    Set<Thread> before = threads();
    useAndClose();

    for (Thread thread : begunSince(before)) {
      assertTrue(thread.isDaemon());
      for (int i = 0; i < 200 && thread.isAlive(); i++) {
        System.gc(); // ends the client where no method does
        thread.join(100);
      }
      assertFalse(thread.isAlive(), thread.getName());
    }
  }

  private static void useAndClose() throws Exception {
    try (FakeServer server = FakeServer.start()) {
      for (int i = 0; i < 3; i++) {
        try (Client client = Client.builder().transport("jdk").build()) {
          client.connect(server.url());
        }
      }
    }
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  /** Those of the JDK's client and of this transport. */
  private static Set<Thread> begunSince(Set<Thread> before) {
    Set<Thread> begun = new HashSet<>(threads());
    begun.removeAll(before);
    begun.removeIf(thread -> !thread.getName().matches("(HttpClient|socketio-jdk)-.*"));
    return begun;
  }

  @Test
  void aPackedResponseIsUnpacked() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("hello".repeat(100).getBytes(UTF_8));
    }
    var head = new CompletableFuture<List<String>>();
    try (var server =
            new RawServer(
                socket -> {
                  head.complete(RawWebSocket.readHead(RawWebSocket.input(socket)));
                  String answer =
                      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                          + packed.size()
                          + "\r\n\r\n";
                  socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                  packed.writeTo(socket.getOutputStream());
                });
        var transport = JdkTransport.create()) {
      byte[] body = transport.exchange(get(server.uri(), Map.of())).get(10, SECONDS).body();

      assertEquals("hello".repeat(100), new String(body, UTF_8));
      assertTrue(head.join().contains("Accept-Encoding: gzip"));
    }
  }

  @Test
  void subprotocolsAreAHeader() throws Exception {
    var heads = new CompletableFuture<List<String>>();
    try (var server =
            new RawServer(
                socket -> {
                  heads.complete(RawWebSocket.readHead(RawWebSocket.input(socket)));
                });
        var transport = JdkTransport.create()) {
      var recorder = new ChannelRecorder();
      var headers = Map.of("Sec-WebSocket-Protocol", List.of("one, two", "three"));
      transport.connect(TransportKind.WEBSOCKET, get(server.uri(), headers), recorder);

      assertTrue(heads.get(10, SECONDS).contains("Sec-WebSocket-Protocol: one, two, three"));
      recorder.next(ChannelRecorder.Failed.class);
    }
  }

  @Test
  void aLoneSurrogateDoesNotEndTheChannel() throws Exception {
    var text = new CompletableFuture<String>();
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket peer = RawWebSocket.accept(socket);
                  text.complete(peer.readMessage(100).text());
                  peer.readToEnd();
                });
        var transport = JdkTransport.create()) {
      transport
          .connect(TransportKind.WEBSOCKET, get(server.uri(), Map.of()), new ChannelRecorder())
          .send(List.of(new Frame.Text("a\ud800b")));

      assertEquals("a?b", text.get(10, SECONDS));
    }
  }

  /** The JDK's client has its own way to say so. */
  @Test
  void aHostThatThereIsNotIsAnUnknownHost() {
    var refused = new ConnectException();
    refused.initCause(new UnresolvedAddressException());

    Exception failure =
        Requests.explain(
            new CompletionException(refused), get(URI.create("http://nobody.invalid/"), Map.of()));

    assertInstanceOf(UnknownHostException.class, failure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "Content-Length", "Upgrade"})
  void aHeaderOfTheJdkFailsWithoutItsValue(String name) throws Exception {
    try (var transport = JdkTransport.create()) {
      var request = get(URI.create("http://127.0.0.1:1/"), Map.of(name, List.of("s3cret")));
      var failure =
          assertThrows(
              ExecutionException.class, () -> transport.exchange(request).get(10, SECONDS));
      assertTrue(String.valueOf(failure.getCause()).contains(name));
      assertFalse(String.valueOf(failure).contains("s3cret"));

      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, request, recorder);
      assertFalse(
          recorder.next(ChannelRecorder.Failed.class).cause().toString().contains("s3cret"));
    }
  }
}
