package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.DisconnectReason;

/** Socket.IO protocol: Connection to a namespace, Disconnection from a namespace. */
class IoConnectTest {
  @RegisterExtension
  final FakeServer server = FakeServer.builder().connectTimeout(Duration.ofMillis(300)).create();

  /** "with the main namespace": {@code 0} is answered with a CONNECT packet with the session id. */
  @Test
  void connectsToTheMainNamespace() throws Exception {
    IoClient client = IoClient.open(server).send("0");
    String answer = client.take();
    FakeSocket socket = server.takeSocket();
    assertEquals("0{\"sid\":\"" + socket.id() + "\"}", answer);
    assertEquals("/", socket.namespace());
    assertNull(socket.auth());
    assertNotEquals(socket.id(), socket.engineId());
    server.assertExhausted();
  }

  /** "with a custom namespace": {@code 0/admin,}. */
  @ParameterizedTest
  @ValueSource(strings = {"0/admin,", "0/admin"})
  void connectsToACustomNamespace(String connect) throws Exception {
    server.namespace("/admin");
    IoClient client = IoClient.open(server).send(connect);
    String answer = client.take();
    assertEquals("0/admin,{\"sid\":\"" + server.takeSocket("/admin").id() + "\"}", answer);
  }

  /** "with an additional payload": {@code 0/admin,{"token":"123"}}. */
  @Test
  void showsThePayloadOfTheConnectPacket() throws Exception {
    server.namespace("/admin");
    IoClient.open(server).send("0/admin,{\"token\":\"123\"}").take();
    FakeSocket socket = server.takeSocket("/admin");
    assertEquals(Map.of("token", "123"), socket.auth());
    assertEquals("123", socket.handshake().authEntry("token"));
  }

  /** "in case the connection is refused": {@code 4{"message":"Not authorized"}}. */
  @Test
  void refusesWithAMessage() throws Exception {
    server.namespace("/").reject("Not authorized");
    assertEquals("4{\"message\":\"Not authorized\"}", IoClient.open(server).send("0").take());
  }

  /** What a middleware of the reference server adds to its error. */
  @Test
  void refusesWithDataInACustomNamespace() throws Exception {
    server.namespace("/admin").reject("no", Map.of("code", 401));
    assertEquals(
        "4/admin,{\"message\":\"no\",\"data\":{\"code\":401}}",
        IoClient.open(server).send("0/admin,").take());
  }

  /** Some servers send a string. */
  @Test
  void refusesWithAPayloadOfAnyForm() throws Exception {
    server.namespace("/nope").rejectWith("Unable to connect");
    assertEquals("4/nope,\"Unable to connect\"", IoClient.open(server).send("0/nope,").take());
  }

  @Test
  void refusesAsThePredicateDecidesAndAcceptsAgain() throws Exception {
    server
        .namespace("/")
        .rejectIf(handshake -> !"secret".equals(handshake.authEntry("token")), "bad token", null);
    IoClient client = IoClient.open(server);
    assertEquals("4{\"message\":\"bad token\"}", client.send("0{\"token\":\"x\"}").take());
    client.join("0{\"token\":\"secret\"}", "0{\"sid\"");
    server.namespace("/").reject("closed").accept();
    IoClient.connect(server);
  }

  /** The reference server's reply for an unknown namespace. */
  @Test
  void refusesAnUnknownNamespace() throws Exception {
    assertEquals(
        "4/random,{\"message\":\"Invalid namespace\"}",
        IoClient.open(server).send("0/random").take());
  }

  /** "A client MAY be connected to multiple namespaces at the same time". */
  @Test
  void connectsToSeveralNamespacesOnOneConnection() throws Exception {
    server.namespace("/a").on("hi", (socket, args) -> socket.emit("from a"));
    server.namespace("/b").on("hi", (socket, args) -> socket.emit("from b"));
    IoClient client = IoClient.connect(server).join("0/a,", "0/a,{").join("0/b,", "0/b,{");
    assertEquals("2/a,[\"from a\"]", client.send("2/a,[\"hi\"]").take());
    assertEquals("2/b,[\"from b\"]", client.send("2/b,[\"hi\"]").take());
    assertEquals(server.takeSocket("/a").engineId(), server.takeSocket("/b").engineId());
  }

  /** "If the server does not receive a CONNECT packet first, then it MUST close". */
  @ParameterizedTest
  @ValueSource(strings = {"2[\"foo\"]", "30[]", "1", "4{}", "abc", "2/admin,[\"foo\"]"})
  void closesTheConnectionWhenNoConnectPacketComesFirst(String packet) throws Exception {
    server.namespace("/admin");
    assertEquals(1000, IoClient.open(server).send(packet).takeClose());
    assertThrows(AssertionError.class, server::assertExhausted);
  }

  /** The same if no packet comes at all. */
  @Test
  void closesAConnectionThatJoinsNothing() throws Exception {
    IoClient client = IoClient.open(server);
    assertEquals("1", client.raw().take());
    assertEquals(1000, client.takeClose());
  }

  @Test
  void closesTheConnectionOnASecondConnectPacket() throws Exception {
    assertEquals(1000, IoClient.connect(server).send("0").takeClose());
  }

  /**
   * "At any time, one side can end the connection […] by sending a DISCONNECT packet": {@code 1}.
   */
  @Test
  void letsTheClientLeaveTheMainNamespace() throws Exception {
    IoClient client = IoClient.connect(server).send("1");
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, server.takeSocket().takeDisconnect());
    assertEquals("1", client.raw().take()); // no namespace is joined any more
    assertEquals(1000, client.takeClose());
  }

  /** "The low-level connection MAY be kept alive […]": {@code 1/admin,}. */
  @ParameterizedTest
  @ValueSource(strings = {"1/admin,", "1/admin"})
  void letsTheClientLeaveACustomNamespace(String disconnect) throws Exception {
    server.namespace("/admin");
    server.on("hi", (socket, args) -> socket.emit("still here"));
    IoClient client = IoClient.connect(server).join("0/admin,", "0/admin,{").send(disconnect);
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, server.takeSocket("/admin").takeDisconnect());
    assertEquals("2[\"still here\"]", client.send("2[\"hi\"]").take());
    client.join("0/admin,", "0/admin,{");
  }

  @Test
  void disconnectsTheClientFromANamespace() throws Exception {
    server.namespace("/admin");
    IoClient client = IoClient.connect(server).join("0/admin,", "0/admin,{");
    FakeSocket admin = server.takeSocket("/admin");
    admin.disconnect();
    assertEquals("1/admin,", client.take());
    assertEquals(DisconnectReason.SERVER_DISCONNECT, admin.takeDisconnect());
    client.send("2/admin,[\"too late\"]"); // was in flight: not a protocol violation
    server.takeSocket().disconnect();
    assertEquals("1", client.take());
    server.assertExhausted();
  }

  @Test
  void closesTheWholeConnection() throws Exception {
    IoClient client = IoClient.connect(server);
    server.takeSocket().closeConnection();
    assertEquals("1", client.raw().take());
    assertEquals(1000, client.takeClose());
  }

  @Test
  void cutsTheWholeConnection() throws Exception {
    IoClient client = IoClient.connect(server);
    FakeSocket socket = server.takeSocket();
    socket.dropConnection();
    assertEquals(1006, client.takeClose());
    assertEquals(DisconnectReason.TRANSPORT_ERROR, socket.takeDisconnect());
  }

  @Test
  void runsTheConnectHandlerBeforeTheHandlersOfEventsAndTheDisconnectHandlerLast()
      throws Exception {
    var order = new java.util.concurrent.LinkedBlockingQueue<String>();
    server
        .namespace("/")
        .onConnect(
            socket -> {
              socket.call("ready?"); // blocks until the client answers
              order.add("connect");
            })
        .on("a", (socket, args) -> order.add("a"))
        .on("b", (socket, args) -> order.add("b"))
        .onDisconnect((socket, reason) -> order.add("disconnect " + reason));
    IoClient client = IoClient.connect(server);
    assertEquals("20[\"ready?\"]", client.take());
    client.send("2[\"a\"]").send("2[\"b\"]").send("30[]").send("1");
    assertEquals("connect", order.poll(10, java.util.concurrent.TimeUnit.SECONDS));
    assertEquals("a", order.poll(10, java.util.concurrent.TimeUnit.SECONDS));
    assertEquals("b", order.poll(10, java.util.concurrent.TimeUnit.SECONDS));
    assertEquals(
        "disconnect CLIENT_DISCONNECT", order.poll(10, java.util.concurrent.TimeUnit.SECONDS));
  }

  @Test
  void showsHeadersQueryAndCookies() throws Exception {
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.sendHead(
          "GET /socket.io/?EIO=4&transport=polling&room=7 HTTP/1.1",
          "Host: a",
          "X-Token: t",
          "Cookie: a=1; b=\"2\"");
      String sid = RawClient.sid(raw.readResponse());
      new RawClient(server.url(), "/socket.io/").post("EIO=4&transport=polling&sid=" + sid, "40");
    }
    FakeSocket socket = server.takeSocket();
    assertEquals(List.of("t"), socket.headers().get("x-token"));
    assertEquals("t", socket.handshake().header("X-TOKEN"));
    assertEquals("7", socket.query().get("room"));
    assertEquals(Map.of("a", "1", "b", "\"2\""), socket.cookies());
    assertTrue(socket.toString().contains(socket.id()));
  }
}
