package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.DisconnectReason;

/** Socket.IO protocol: Sending and receiving data, Acknowledgement, and their encoding. */
class IoEventTest {
  private static final byte[] BYTES = {1, 2, 3, 4};

  @RegisterExtension final FakeServer server = FakeServer.create();

  /** "with the main namespace": {@code 2["foo"]}. */
  @Test
  void receivesAnEvent() throws Exception {
    IoClient.connect(server).send("2[\"foo\",1,\"2\",{\"3\":[true]}]");
    ReceivedEvent event = server.takeSocket().takeEvent();
    assertEquals("foo", event.name());
    assertEquals(List.of(1L, "2", Map.of("3", List.of(true))), event.args().toList());
    assertFalse(event.wantsAck());
    assertThrows(IllegalStateException.class, () -> event.ack("unasked"));
    server.assertExhausted();
  }

  /** "with a custom namespace": {@code 2/admin,["bar"]}. */
  @Test
  void sendsAnEventInACustomNamespace() throws Exception {
    server.namespace("/admin");
    IoClient client = IoClient.open(server).join("0/admin,", "0/admin,{");
    server.takeSocket("/admin").emit("bar");
    assertEquals("2/admin,[\"bar\"]", client.take());
  }

  @Test
  void sendsArgumentsOfAllKinds() throws Exception {
    IoClient client = IoClient.connect(server);
    server.takeSocket().emit("news", 1, "two", null, List.of(3.5), Map.of("k", true));
    assertEquals("2[\"news\",1,\"two\",null,[3.5],{\"k\":true}]", client.take());
  }

  /** "with binary data": {@code 51-["baz",{"_placeholder":true,"num":0}]} and one attachment. */
  @Test
  void receivesABinaryEvent() throws Exception {
    IoClient.connect(server).send("51-[\"baz\",{\"_placeholder\":true,\"num\":0}]").send(BYTES);
    ReceivedEvent event = server.takeSocket().takeEvent("baz");
    assertArrayEquals(BYTES, event.args().get(0, byte[].class));
  }

  /** "with multiple attachments": {@code 52-/admin,["baz",…,…]} and two attachments. */
  @Test
  void exchangesSeveralAttachmentsInACustomNamespace() throws Exception {
    server.namespace("/admin");
    IoClient client = IoClient.open(server).join("0/admin,", "0/admin,{");
    String packet =
        "52-/admin,[\"baz\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";
    client.send(packet).send(new byte[] {1, 2}).send(new byte[] {3, 4});
    FakeSocket socket = server.takeSocket("/admin");
    Args args = socket.takeEvent("baz").args();
    assertArrayEquals(new byte[] {1, 2}, args.get(0, byte[].class));
    assertArrayEquals(new byte[] {3, 4}, args.get(1, byte[].class));
    socket.emit("baz", new byte[] {1, 2}, new byte[] {3, 4});
    assertEquals(packet, client.take());
    assertArrayEquals(new byte[] {1, 2}, client.takeBinary());
    assertArrayEquals(new byte[] {3, 4}, client.takeBinary());
  }

  @Test
  void sendsAnEventToEverybodyInANamespace() throws Exception {
    server.namespace("/admin");
    IoClient one = IoClient.connect(server);
    IoClient two = IoClient.connect(server);
    IoClient other = IoClient.open(server).join("0/admin,", "0/admin,{");
    server.emit("news", "all");
    server.namespace("/admin").emit("news", "admins");
    assertEquals("2[\"news\",\"all\"]", one.take());
    assertEquals("2[\"news\",\"all\"]", two.take());
    assertEquals("2/admin,[\"news\",\"admins\"]", other.take());
    assertEquals(2, server.namespace("/").sockets().size());
  }

  /** "The receiver MUST respond with an ACK packet with the same event ID": {@code 312[]}. */
  @Test
  void acknowledgesAnEventThatAHandlerGets() throws Exception {
    server.on("foo", (socket, args) -> {});
    assertEquals("312[]", IoClient.connect(server).send("212[\"foo\"]").take());
  }

  /** "with a custom namespace": {@code 3/admin,13["bar"]}. */
  @Test
  void acknowledgesInACustomNamespace() throws Exception {
    server.namespace("/admin").onCall("foo", (socket, args) -> "bar");
    IoClient client = IoClient.open(server).join("0/admin,", "0/admin,{");
    assertEquals("3/admin,13[\"bar\"]", client.send("2/admin,13[\"foo\"]").take());
  }

  /** "with binary data": a BINARY_EVENT that is answered by an ACK. */
  @Test
  void acknowledgesABinaryEvent() throws Exception {
    server.onCall("foo", (socket, args) -> "bar");
    IoClient client = IoClient.connect(server);
    client.send("51-14[\"foo\",{\"_placeholder\":true,\"num\":0}]").send(BYTES);
    assertEquals("314[\"bar\"]", client.take());
  }

  /** "with binary data": {@code 61-15["bar",{"_placeholder":true,"num":0}]} and one attachment. */
  @Test
  void acknowledgesWithBinaryData() throws Exception {
    server.onCall("foo", (socket, args) -> Args.of("bar", BYTES));
    IoClient client = IoClient.connect(server).send("215[\"foo\"]");
    assertEquals("61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]", client.take());
    assertArrayEquals(BYTES, client.takeBinary());
  }

  @Test
  void acknowledgesWhenTheAnswerIsThere() throws Exception {
    var answer = new CompletableFuture<Object>();
    server.onCall("later", (socket, args) -> answer);
    IoClient client = IoClient.connect(server).send("21[\"later\"]").send("2[\"hi\"]");
    server.takeSocket().takeEvent("hi");
    answer.complete(Args.of(1, 2));
    assertEquals("31[1,2]", client.take());
  }

  @Test
  void letsATestAcknowledge() throws Exception {
    IoClient client = IoClient.connect(server).send("27[\"save\"]");
    ReceivedEvent event = server.takeSocket().takeEvent();
    assertTrue(event.wantsAck());
    event.ack("saved", 1);
    assertEquals("37[\"saved\",1]", client.take());
    assertThrows(IllegalStateException.class, () -> event.ack("again"));
  }

  /** "Server &gt; EVENT […] id: 13; Client &gt; ACK […] id: 13", with the ids of this server. */
  @Test
  void callsTheClient() throws Exception {
    server.namespace("/admin");
    server
        .namespace("/admin")
        .onConnect(socket -> socket.emit("sum", socket.call("add", 1, 2).get(0)));
    IoClient client = IoClient.open(server).join("0/admin,", "0/admin,{");
    assertEquals("2/admin,0[\"add\",1,2]", client.take());
    assertEquals("2/admin,[\"sum\",3]", client.send("3/admin,0[3]").take());
    server.assertExhausted();
  }

  /** "Client &gt; BINARY_ACK, data: ["bar", &lt;buffer&gt;], id: 15". */
  @Test
  void getsABinaryAcknowledgement() throws Exception {
    var reply = new CompletableFuture<Args>();
    server.onConnect(socket -> reply.complete(socket.call("foo")));
    IoClient client = IoClient.connect(server);
    assertEquals("20[\"foo\"]", client.take());
    client.send("61-0[\"bar\",{\"_placeholder\":true,\"num\":0}]").send(BYTES);
    assertArrayEquals(BYTES, RawClient.await(reply).get(1, byte[].class));
  }

  @Test
  void saysSoWhenTheClientDoesNotAcknowledge() throws Exception {
    IoClient.connect(server);
    FakeSocket socket = server.takeSocket();
    AssertionError complaint =
        assertThrows(AssertionError.class, () -> socket.call(Duration.ofMillis(20), "ask"));
    assertTrue(String.valueOf(complaint.getMessage()).contains("did not acknowledge \"ask\""));
  }

  @Test
  void saysSoWhenTheClientGoesBeforeItAcknowledges() throws Exception {
    IoClient client = IoClient.connect(server);
    FakeSocket socket = server.takeSocket();
    var call =
        CompletableFuture.supplyAsync(
            () -> assertThrows(SocketGoneException.class, () -> socket.call("ask")));
    assertEquals("20[\"ask\"]", client.take());
    client.raw().abort();
    assertEquals(DisconnectReason.TRANSPORT_ERROR, RawClient.await(call).reason());
    assertThrows(SocketGoneException.class, () -> socket.emit("too late"));
  }

  @Test
  void reportsAnAcknowledgementThatNobodyWaitsFor() throws Exception {
    IoClient client = IoClient.connect(server);
    FakeSocket socket = server.takeSocket();
    client.send("35[1]").send("2[\"hi\"]");
    socket.takeEvent("hi");
    AssertionError complaint = assertThrows(AssertionError.class, server::assertExhausted);
    assertTrue(String.valueOf(complaint.getMessage()).contains("id 5"));
  }

  /** "The payload is mandatory and MUST be a non-empty array. If […] not […] MUST close". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "2{}",
        "2[]",
        "2\"foo\"",
        "2[\"foo\"",
        "2[\"foo\"]x",
        "2null",
        "2[{}]",
        "2[null]",
        "2[\"connect\"]",
        "2[\"disconnect\"]",
        "3[1]",
        "30",
        "30{}",
        "30[",
        "51-[\"a\"]x",
        "5[\"a\",{\"_placeholder\":true,\"num\":0}]",
        "5-[\"a\"]",
        "50-[\"a\"]",
        "599999999999-[\"a\"]",
        "7",
        "9",
        "",
        "x",
        "1{}",
        "0[]",
        "0\"a\"",
        "4\"why\"",
        "2/admin",
        "2/admin,",
        "299999999999999999999[\"a\"]"
      })
  void closesTheConnectionOnAMalformedPacket(String packet) throws Exception {
    IoClient client = IoClient.connect(server).send(packet);
    assertEquals(1000, client.takeClose());
    assertEquals(DisconnectReason.PARSE_ERROR, server.takeSocket().takeDisconnect());
    assertThrows(AssertionError.class, server::assertExhausted);
  }

  @Test
  void closesTheConnectionOnTextInPlaceOfAnAttachment() throws Exception {
    IoClient client =
        IoClient.connect(server)
            .send("51-[\"a\",{\"_placeholder\":true,\"num\":0}]")
            .send("2[\"b\"]");
    assertEquals(1000, client.takeClose());
  }

  @Test
  void closesTheConnectionOnAnAttachmentThatBelongsToNothing() throws Exception {
    assertEquals(1000, IoClient.connect(server).send(BYTES).takeClose());
  }

  @Test
  void saysWhatArrivedInsteadOfTheEventThatIsWaitedFor() throws Exception {
    try (FakeServer hasty = FakeServer.builder().patience(Duration.ofMillis(50)).start()) {
      IoClient client = IoClient.connect(hasty).send("2[\"hello\"]").send("2[\"hullo\"]");
      client.send("0/unknown,").take(); // answered once both events have arrived
      FakeSocket socket = hasty.takeSocket();
      AssertionError complaint =
          assertThrows(AssertionError.class, () -> socket.takeEvent("hallo"));
      assertEquals(
          "no event \"hallo\" arrived in / within PT0.05S; not yet taken: [\"hello\", \"hullo\"];"
              + " the client is still connected",
          complaint.getMessage());
    }
  }

  @Test
  void saysWhoConnectedInsteadOfTheClientThatIsWaitedFor() throws Exception {
    try (FakeServer hasty = FakeServer.builder().patience(Duration.ofMillis(50)).start()) {
      hasty.namespace("/chat");
      IoClient.connect(hasty).send("0/admin,").take();
      AssertionError waited = assertThrows(AssertionError.class, () -> hasty.takeSocket("/chat"));
      assertEquals(
          "no client connected to /chat within PT0.05S; /: 1 not taken, 1 connected; requested"
              + " but not declared with namespace(…): [/admin]; open connections: 1",
          waited.getMessage());
      AssertionError unknown = assertThrows(AssertionError.class, () -> hasty.takeSocket("/admin"));
      assertEquals(
          "no client can join /admin: only [/, /chat] are declared; call namespace(\"/admin\") before"
              + " the client connects; /: 1 not taken, 1 connected; requested but not declared with"
              + " namespace(…): [/admin]; open connections: 1",
          unknown.getMessage());
    }
  }

  @Test
  void saysWhatWasUnexpected() throws Exception {
    server.on("known", (socket, args) -> {});
    server.on(
        "broken",
        (socket, args) -> {
          throw new IllegalStateException("oops");
        });
    IoClient.connect(server)
        .send("2[\"known\"]")
        .send("2[\"broken\"]")
        .send("2[\"taken\"]")
        .send("2[\"surprise\"]")
        .send("21[\"known\"]")
        .take(); // the handlers have run
    server.takeSocket().takeEvent("taken");
    AssertionError complaint = assertThrows(AssertionError.class, server::assertExhausted);
    assertEquals(
        "unexpected at the fake server: event \"surprise\" in /; the handler of \"broken\" in /"
            + " failed: java.lang.IllegalStateException: oops",
        complaint.getMessage());
  }
}
