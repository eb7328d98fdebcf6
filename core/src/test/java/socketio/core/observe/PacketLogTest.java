package socketio.core.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import socketio.AsyncNamespace;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Engine;
import socketio.spi.Packet;

/** The log of packets and connections. */
class PacketLogTest {
  private final Logger logger = Logger.getLogger("socketio.packets");
  private final Lines lines = new Lines();
  private final Harness h = new Harness();
  private final String client = h.client.toString().replace(" (IDLE)", "");

  /** Collects log records. */
  private static final class Lines extends Handler {
    final List<String> raw = new ArrayList<>();
    RuntimeException fault = new IllegalStateException("the log is broken");
    boolean broken;

    @Override
    public void publish(LogRecord record) {
      if (broken) {
        throw fault;
      }
      raw.add(record.getLevel() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void addLogHandler() {
    lines.setLevel(Level.ALL);
    logger.addHandler(lines);
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.FINE);
  }

  @AfterEach
  void close() {
    h.close();
    logger.removeHandler(lines);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }

  private List<String> takeLines() {
    String begin = "FINE " + client + " ";
    List<String> taken =
        lines.raw.stream()
            .map(line -> line.startsWith(begin) ? line.substring(begin.length()) : line)
            .map(line -> line.replaceAll(", \\d+ bytes?$", ""))
            .toList();
    lines.raw.clear();
    return taken;
  }

  @Test
  void logsTheLifeCycleOfAConnection() {
    var unused =
        h.client.connect(
            ConnectOptions.to("http://localhost:3000/?token=secret").query("token", "secret"));
    h.advance(ofMillis(30));
    FakeEngine engine = h.engine().open().confirm("/");
    engine.failUpgrade(new IOException("GET /?token=secret"));
    engine.upgrade(Engine.Limits.NONE);
    engine.end(
        DisconnectReason.TRANSPORT_ERROR,
        ConnectionException.builder(Phase.CONNECT, "reset").build());
    h.advance(ofSeconds(1));
    h.client.blocking().disconnect();

    assertEquals(
        List.of(
            "IDLE > CONNECTING",
            "connecting to http://localhost:3000/socket.io/ with [polling, websocket]",
            "opened with polling in 30 ms",
            "-> CONNECT /",
            "<- CONNECT /",
            "CONNECTING > CONNECTED",
            "upgrade to websocket failed: class java.io.IOException",
            "upgraded to websocket",
            "closed websocket: TRANSPORT_ERROR: reset",
            "CONNECTED > WAITING",
            "reconnecting in 1000 ms, attempt 1",
            "WAITING > CONNECTING",
            "connecting to http://localhost:3000/socket.io/ with [polling, websocket]",
            "CONNECTING > IDLE",
            "opening with polling failed: CLIENT_DISCONNECT"),
        takeLines());
  }

  @Test
  void logsPacketsWithoutTheirContent() {
    h.client.namespace("/chat").onCall("news", args -> "secret");
    FakeEngine engine = h.connect("/chat");
    takeLines();
    AsyncNamespace chat = h.client.namespace("/chat");
    var order = chat.emit("order", "secret", new byte[3]);
    var answer = chat.call("ask\nme", "secret");
    engine.call("/chat", 5, "news", Map.of("a", "secret"), 2, new byte[7], new byte[1]);
    engine.ack("/chat", 1);
    h.handlers.run();

    assertTrue(order.isDone() && answer.isDone());
    assertEquals(
        List.of(
            "-> EVENT /chat \"order\", 2 arguments, 1 attachment",
            "-> EVENT /chat \"ask\\u000ame\" #1, 1 argument",
            "<- EVENT /chat \"news\" #5, 4 arguments, 2 attachments",
            "<- ACK /chat #1, 0 arguments",
            "-> ACK /chat #5, 1 argument"),
        takeLines());
  }

  @Test
  void logsTheSizeOfAPacket() {
    FakeEngine engine = h.connect();
    lines.raw.clear();
    engine.event("/", "a", "é€", new byte[1000]);

    // The text is "<number>-1:é€".
    assertTrue(lines.raw.get(0).endsWith(", 1 attachment, 1009 bytes"), lines.raw.get(0));
  }

  @Test
  void namesEachClientDifferently() {
    try (var other = new Harness()) {
      assertNotEquals(h.client.toString(), other.client.toString());
      assertTrue(h.client.toString().matches("client \\d+ \\(IDLE\\)"), h.client.toString());
      assertEquals(h.client.toString(), h.client.blocking().toString());
    }
  }

  @Test
  void isSilentAtItsDefaultLevel() {
    logger.setLevel(null);
    h.connect();

    assertEquals(List.of(), takeLines());
  }

  @Test
  void mayBeSwitchedOnWhileAConnectionIsOpen() {
    logger.setLevel(null);
    FakeEngine engine = h.connect();
    logger.setLevel(Level.FINE);
    engine.event("/", "news");

    assertEquals(List.of("<- EVENT / \"news\", 0 arguments"), takeLines());
  }

  @Test
  void doesNoHarmIfTheLogIsBroken() {
    lines.broken = true;
    FakeEngine engine = h.connect();
    h.client.blocking().emit("order");

    assertFalse(engine.sent(Packet.Event.class).isEmpty());
    assertEquals(ClientState.CONNECTED, h.client.state());
  }
}
