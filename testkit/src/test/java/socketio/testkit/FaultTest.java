package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.DisconnectReason;

/** Every fault as a raw client sees it, over real sockets. */
class FaultTest {
  @RegisterExtension
  final FakeServer server = FakeServer.builder().pingInterval(Duration.ofMillis(200)).create();

  private RawClient http() {
    return new RawClient(server.url(), "/socket.io/");
  }

  @Test
  void dropsTheConnectionAtOnce() throws Exception {
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.DropConnection());
    assertEquals(1006, client.takeClose());
    assertEquals(DisconnectReason.TRANSPORT_ERROR, server.takeSocket().takeDisconnect());
    assertEquals(List.of(), server.pendingFaults());
    IoClient.connect(server);
  }

  @Test
  void dropsTheNextConnectionIfThereIsNone() throws Exception {
    server.inject(new Fault.DropConnection(true));
    assertEquals(1, server.pendingFaults().size());
    String sid = RawClient.sid(http().get("EIO=4&transport=polling").body());
    assertEquals(400, http().get("EIO=4&transport=polling&sid=" + sid).statusCode());
    IoClient.connect(server);
  }

  @Test
  void dropsTheConnectionInPlaceOfAChosenPacket() throws Exception {
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.DropConnection(), When.sending("42[\"third\""));
    FakeSocket socket = server.takeSocket();
    socket.emit("first");
    socket.emit("second");
    socket.emit("third");
    assertEquals("2[\"first\"]", client.take());
    assertEquals("2[\"second\"]", client.take());
    assertEquals(1006, client.takeClose());
  }

  @Test
  void dropsTheConnectionInPlaceOfReadingAPacket() throws Exception {
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.DropConnection(), When.receiving("42").skip(1));
    client.send("2[\"first\"]").send("2[\"second\"]");
    assertEquals(1006, client.takeClose());
    FakeSocket socket = server.takeSocket();
    assertEquals("first", socket.takeEvent().name());
    socket.takeDisconnect();
    server.assertExhausted();
  }

  /** Sends a request that is never answered; the JDK's client would retry it. */
  private void assertDropped(String query, String... headers) throws Exception {
    try (RawSocket raw = new RawSocket(server.port())) {
      var lines = new ArrayList<String>();
      lines.add("GET /socket.io/?" + query + " HTTP/1.1");
      lines.add("Host: a");
      lines.addAll(List.of(headers));
      raw.sendHead(lines.toArray(new String[0]));
      assertEquals(0, raw.readToEnd().length);
    }
  }

  private void assertWebSocketDropped(String query) throws Exception {
    assertDropped(
        query,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }

  @Test
  void dropsTheConnectionWhileItOpens() throws Exception {
    server.inject(new Fault.DropConnection(), When.at(Phase.OPENING).times(2));
    assertDropped("EIO=4&transport=polling");
    assertWebSocketDropped("EIO=4&transport=websocket");
    assertEquals(0, server.connectionCount());
    IoClient.connect(server);
  }

  @Test
  void dropsTheConnectionWhileItProbes() throws Exception {
    String query = http().openPolling();
    server.inject(new Fault.DropConnection(), When.at(Phase.PROBING));
    assertWebSocketDropped(query.replace("polling", "websocket"));
    server.inject(new Fault.DropConnection(), When.sending("3probe"));
    RawWebSocket raw = http().webSocket(query.replace("polling", "websocket"));
    raw.send("2probe");
    assertEquals(1006, raw.takeClose());
    assertEquals("ok", http().post(query, "40").body());
  }

  @Test
  void dropsTheConnectionAfterTheUpgrade() throws Exception {
    server.inject(new Fault.DropConnection(), When.at(Phase.WEBSOCKET));
    String query = http().openPolling();
    RawWebSocket raw = http().webSocket(query.replace("polling", "websocket"));
    raw.send("2probe").send("5");
    assertEquals("3probe", raw.take());
    assertEquals(1006, raw.takeClose());
  }

  @Test
  void dropsTheConnectionWhileItCloses() throws Exception {
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.DropConnection(), When.at(Phase.CLOSING));
    client.raw().send("1");
    assertEquals(1006, client.takeClose());
  }

  @Test
  void stallsAndGoesOnWhereItWas() throws Exception {
    server.on("hi", (socket, args) -> socket.emit("answer"));
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.Stall());
    client.send("2[\"hi\"]");
    CompletableFuture<HttpResponse<String>> opening =
        http().send("GET", "EIO=4&transport=polling", null);
    FakeSocket socket = server.takeSocket();
    socket.emit("held");
    assertThrows(AssertionError.class, () -> socket.call(Duration.ofMillis(100), "nothing"));
    assertFalse(opening.isDone());
    server.clearFaults();
    assertEquals("2[\"held\"]", client.take());
    assertEquals("20[\"nothing\"]", client.take());
    assertEquals("2[\"answer\"]", client.take());
    assertTrue(RawClient.await(opening).body().startsWith("0{"));
  }

  @Test
  void stallsForATime() throws Exception {
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.Stall(Duration.ofMillis(50)));
    server.emit("held");
    assertEquals("2[\"held\"]", client.take());
  }

  @Test
  void sendsGarbage() throws Exception {
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.BadPacket());
    assertEquals("9garbage", client.raw().take());
    server.inject(new Fault.BadPacket("42["), When.sending("42[\"news\""));
    server.emit("news");
    assertEquals("2[", client.take());
    assertEquals("2[\"news\"]", client.take());
  }

  @Test
  void answersTheHandshakeWithGarbage() throws Exception {
    server.inject(new Fault.BadPacket("<html>"), When.at(Phase.OPENING).times(2));
    assertEquals("<html>", http().get("EIO=4&transport=polling").body());
    assertEquals("<html>", http().webSocket("EIO=4&transport=websocket").take());
  }

  @Test
  void sendsMoreThanAnyoneWants() throws Exception {
    String query = http().openPolling();
    server.inject(new Fault.OversizedPayload(3_000_000));
    assertEquals(3_000_000, http().get(query).body().length());
  }

  @Test
  void restartsAndKnowsNoSession() throws Exception {
    int port = server.port();
    String query = http().openPolling();
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.Restart());
    assertEquals(1006, client.takeClose());
    assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", http().get(query).body());
    assertEquals(port, server.port());
    IoClient.connect(server);
  }

  @Test
  void refusesConnectionsWhileItIsDown() throws Exception {
    http().openPolling();
    server.restart(Duration.ofMillis(300));
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> http().get("EIO=4&transport=polling"));
    assertTrue(refused.getCause() instanceof ConnectException, refused.toString());
    while (true) { // until it is up again, on the same port
      try {
        http().get("EIO=4&transport=polling");
        break;
      } catch (ExecutionException e) {
        assertTrue(e.getCause() instanceof IOException);
      }
    }
    IoClient.connect(server);
  }

  @Test
  void answersARequestByAnotherStatus() throws Exception {
    server.inject(new Fault.Http(503, "later"));
    HttpResponse<String> busy = http().get("EIO=4&transport=polling");
    assertEquals(503, busy.statusCode());
    assertEquals("later", busy.body());
    String query = http().openPolling();
    server.inject(new Fault.Http(502), When.at(Phase.POLLING));
    assertEquals(502, http().post(query, "40").statusCode());
    assertEquals(200, http().post(query, "40").statusCode());
  }

  @Test
  void answersAPollLate() throws Exception {
    String query = http().openPolling();
    http().post(query, "40");
    server.inject(new Fault.SlowPoll(Duration.ofMillis(100)));
    long before = System.nanoTime();
    assertTrue(http().get(query).body().startsWith("40{"));
    assertTrue(System.nanoTime() - before >= 100_000_000);
  }

  @Test
  void refusesEveryUpgrade() throws Exception {
    server.inject(new Fault.RefuseUpgrade(), When.always());
    String query = http().openPolling();
    for (int i = 0; i < 2; i++) {
      assertThrows(
          ExecutionException.class, () -> http().webSocket(query.replace("polling", "websocket")));
    }
    assertEquals("ok", http().post(query, "40").body());
    server.clearFaults();
    http().webSocket(query.replace("polling", "websocket"));
  }

  @Test
  void neverAnswersAnUpgrade() throws Exception {
    server.inject(new Fault.HangUpgrade());
    String query = http().openPolling();
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.sendHead(
          "GET /socket.io/?" + query.replace("polling", "websocket") + " HTTP/1.1",
          "Host: a",
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
      assertEquals("2", http().get(query).body()); // a ping later
      assertEquals(0, raw.available());
    }
  }

  @Test
  void neverAnswersAProbe() throws Exception {
    server.inject(new Fault.NoPong());
    String query = http().openPolling();
    RawWebSocket raw = http().webSocket(query.replace("polling", "websocket"));
    raw.send("2probe");
    assertEquals("2", http().get(query).body()); // a ping later
    assertTrue(raw.isEmpty());
  }

  @Test
  void sendsNoPings() throws Exception {
    server.inject(new Fault.NoPing());
    IoClient silent = IoClient.connect(server);
    IoClient other = IoClient.connect(server);
    assertEquals("2", other.raw().take());
    server.emit("still there");
    assertEquals("2[\"still there\"]", silent.take());
  }

  @Test
  void cutsAFrame() throws Exception {
    try (RawSocket raw =
        RawSocket.webSocket(server.port(), "/socket.io/?EIO=4&transport=websocket")) {
      raw.send(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '4', '0'});
      FakeSocket socket = server.takeSocket();
      server.inject(new Fault.TruncatedFrame(), When.sending("42"));
      socket.emit("news", "0123456789");
      String all = new String(raw.readToEnd(), StandardCharsets.ISO_8859_1);
      assertTrue(all.endsWith("42[\"news\",\""), all);
      assertEquals(DisconnectReason.TRANSPORT_ERROR, socket.takeDisconnect());
    }
  }

  @Test
  void cutsThePollAndTheHandshake() throws Exception {
    String query = http().openPolling();
    server.inject(new Fault.TruncatedFrame());
    http().post(query, "40");
    assertThrows(ExecutionException.class, () -> http().get(query));
    server.inject(new Fault.TruncatedFrame(), When.at(Phase.OPENING));
    assertThrows(ExecutionException.class, () -> http().get("EIO=4&transport=polling"));
  }

  @Test
  void leavesTheLastAttachmentOut() throws Exception {
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.HalfBinaryEvent());
    server.emit("text", 1);
    server.emit("bin", new byte[] {1}, new byte[] {2});
    server.emit("next");
    assertEquals("2[\"text\",1]", client.take());
    assertTrue(client.take().startsWith("52-[\"bin\","));
    assertEquals(1, client.takeBinary()[0]);
    assertEquals("2[\"next\"]", client.take());
  }

  @Test
  void announcesAnotherNumberOfAttachments() throws Exception {
    IoClient client = IoClient.connect(server);
    server.inject(new Fault.WrongAttachmentCount(3));
    server.emit("bin", new byte[] {1});
    assertEquals("53-[\"bin\",{\"_placeholder\":true,\"num\":0}]", client.take());
  }

  @Test
  void acknowledgesTwice() throws Exception {
    server.inject(new Fault.DuplicateAck());
    server.onCall("sum", (socket, args) -> 3);
    IoClient client = IoClient.connect(server).send("21[\"sum\"]");
    assertEquals("31[3]", client.take());
    assertEquals("31[3]", client.take());
    assertEquals("32[3]", client.send("22[\"sum\"]").take());
  }

  @Test
  void strikesAsOftenAsItIsToldAndListsWhatIsPending() throws Exception {
    server.inject(new Fault.Http(500), When.next().skip(1).times(2));
    assertEquals(200, http().get("EIO=4&transport=polling").statusCode());
    assertEquals(500, http().get("EIO=4&transport=polling").statusCode());
    assertEquals(
        List.of("Http[status=500, body=injected HTTP 500] (next after 1 others, 2 times)"),
        server.pendingFaults());
    assertEquals(500, http().get("EIO=4&transport=polling").statusCode());
    assertEquals(200, http().get("EIO=4&transport=polling").statusCode());
    assertEquals(List.of(), server.pendingFaults());
  }
}
