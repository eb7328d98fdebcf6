package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.Client;
import socketio.ConnectionException;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.CuttableProxy;
import socketio.it.support.HandlerRecorder;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;
import socketio.it.support.TransportMode;

/** The client against netty-socketio 2.0 and its peculiarities. */
@RealServer(software = NodeServer.NETTY)
class NettySocketIoTest extends RealServerTest {
  /** More than the 64 KiB that the server accepts, compressed or not. */
  private static final int TOO_LARGE = 200_000;

  private final boolean polling;

  NettySocketIoTest(Setup setup, NodeServer server) {
    super(setup, server);
    polling = setup.mode() == TransportMode.POLLING;
  }

  /** Connects, and waits for the upgrade if there is one. */
  private void settle() throws InterruptedException {
    connect();
    while (!polling && !Objects.equals(peer.transport(), TransportKind.WEBSOCKET)) {
      peer.root().call("call", "until it has been upgraded");
    }
  }

  @Tag("pain-17-server-versions")
  @Test
  void eventsAndAcknowledgementsGoBothWays() throws InterruptedException {
    var hello = new CompletableFuture<Args>();
    var echo = new CompletableFuture<Args>();
    peer.root().events().on("hello", hello::complete);
    peer.root().events().on("echo", echo::complete);
    peer.root().events().onCall("question", question -> "re: " + question.get(0));
    connect();

    peer.root().emit("echo", "é");

    assertEquals(List.of("/"), Await.result(hello).toList(), "sent ahead of the reply to CONNECT");
    assertEquals(List.of("é"), Await.result(echo).toList());
    assertEquals(List.of("re: a"), peer.root().call("call-back", "a").toList());
  }

  @Test
  void aNamespaceIsJoinedByAuth() throws InterruptedException {
    connect(List.of("/", "/admin"));

    assertEquals(List.of("in"), peer.namespace("/admin").call("call", "in").toList());
  }

  @Test
  void aNamespaceRefusesWrongAuthWithData() {
    ConnectionException error =
        assertThrows(
            ConnectionException.class,
            () ->
                peer.connect(
                    options().namespaces("/admin").auth("/admin", Map.of("token", "wrong"))));

    assertEquals(Map.of("code", 401L, "hint", "auth.token"), error.data());
  }

  @Test
  void aNamespaceThatDoesNotExistIsRefusedInItsWords() {
    ConnectionException error =
        assertThrows(ConnectionException.class, () -> peer.connect(options().namespaces("/nope")));

    assertEquals("the server refused namespace /nope: Invalid namespace", error.getMessage());
  }

  /**
   * Over WebSocket the server prefixes its attachments with the byte 4, the packet type of an older
   * protocol. Over polling it does not find attachments.
   */
  @Test
  void binaryDataIsNotWhatTheServerMeant() throws InterruptedException {
    var bytes = new CompletableFuture<Args>();
    peer.root().events().on("bytes", bytes::complete);
    settle();

    if (polling) {
      assertThrows(
          AckTimeoutException.class,
          () -> peer.root().call(Duration.ofMillis(300), "length", new byte[] {1, 2, 3}));
    } else {
      peer.root().emit("bytes", 1);
      assertArrayEquals(new byte[] {4, 7, 8}, Await.result(bytes).get(0, byte[].class));
      assertEquals(List.of(3L), peer.root().call("length", new byte[] {1, 2, 3}).toList());
    }
  }

  /** It closes the connection silently, and does not announce its limit in the handshake. */
  @Test
  void whatIsLargerThanTheServerAcceptsEndsTheConnectionAndTheCall() throws InterruptedException {
    settle();
    String text =
        new Random(1)
            .ints(TOO_LARGE, ' ', '~')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    DisconnectedException error =
        assertThrows(DisconnectedException.class, () -> peer.root().call("call", text));

    assertInstanceOf(ConnectionException.class, error.getCause());
    peer.awaitEnd();
  }

  /** With its cookie the server would mistake the new session for the one that it still has. */
  @Test
  void aClientWithoutCookiesComesBackAfterALoss() throws Exception {
    var proxy = new CuttableProxy(server.url());
    try (proxy;
        Client client =
            setup
                .client()
                .cookies(new CookieManager(null, CookiePolicy.ACCEPT_NONE))
                .reconnection(Reconnection.defaults().delay(Duration.ofMillis(20)).jitter(0))
                .build()) {
      var received = new HandlerRecorder();
      client.onConnect(() -> received.add("connect"));
      client.onDisconnect(reason -> received.add("disconnect"));
      client.connect(setup.to(proxy.url()));
      for (int i = 0; i < 2; i++) {
        received.expect(List.of("connect"));
        assertEquals(List.of((long) i), client.call("call", i).toList());

        proxy.cut();
        received.expect(List.of("disconnect"));
        proxy.mend();
      }
      received.expect(List.of("connect"));
      assertTrue(client.connected());
    }
  }
}
