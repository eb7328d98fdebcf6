package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;

/** An engine, its network and its listener's diary, for tests to extend. */
abstract class EngineTest {
  static final String SID = "lv_VI97HAXpY6yYWAAAC";
  static final String HANDSHAKE =
      "0{\"sid\":\""
          + SID
          + "\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
          + "\"maxPayload\":1000000}";
  static final String NO_UPGRADES = HANDSHAKE.replace("\"websocket\"", "");

  final ManualLoop loop = new ManualLoop();
  final FakeNetwork network = new FakeNetwork();
  final Diary diary = new Diary();
  Duration timeout = Duration.ofSeconds(10);
  URI uri = URI.create("http://example.com:8080");
  String path = "/socket.io/";
  Map<String, String> query = Map.of();
  Map<String, List<String>> headers = Map.of();
  CookieHandler cookies = new CookieManager();
  long maxMessageSize = 10_000_000;
  UnaryOperator<EngineConfig.Builder> options = builder -> builder;
  @Nullable Engine opened;

  void open(TransportKind... transports) {
    EngineConfig config =
        options
            .apply(EngineConfig.builder(uri, network, loop))
            .path(path)
            .query(query)
            .headers(headers)
            .transports(List.of(transports))
            .timeout(timeout)
            .maxMessageSize(maxMessageSize)
            .cookies(cookies)
            .build();
    loop.run(() -> opened = new EngineIoProvider().open(config, diary));
  }

  Engine engine() {
    return Objects.requireNonNull(opened);
  }

  /** Opens over polling, without an upgrade unless the handshake offers one. */
  void openPolling(String handshake) {
    open(TransportKind.POLLING, TransportKind.WEBSOCKET);
    network.get().answer(handshake);
    loop.run();
  }

  void openChannel(String handshake) {
    open(TransportKind.WEBSOCKET);
    network.channel().open();
    network.channel().text(handshake);
    loop.run();
  }

  /** Opens over polling and up to the open channel of an upgrade, the probe sent. */
  void openProbing() {
    openPolling(HANDSHAKE);
    network.channel().open();
    loop.run();
  }

  void send(String... texts) {
    loop.run(() -> engine().send(frames(texts)));
  }

  static List<Frame> frames(String... texts) {
    List<Frame> frames = new ArrayList<>();
    Arrays.stream(texts).forEach(text -> frames.add(new Frame.Text(text)));
    return frames;
  }

  void sendBinary(byte... data) {
    loop.run(() -> engine().send(List.of(new Frame.Binary(data))));
  }

  /** Answers the GET in flight. */
  void poll(String payload) {
    network.get().answer(payload);
    loop.run();
  }

  /** Answers the POST in flight; its body. */
  String posted() {
    FakeNetwork.Exchange post = network.post();
    post.answer("ok");
    loop.run();
    return post.body();
  }

  void receive(String packet) {
    network.channel().text(packet);
    loop.run();
  }

  void close() {
    loop.run(() -> engine().close());
  }

  ConnectionException failure() {
    return assertInstanceOf(ConnectionException.class, diary.cause);
  }

  void assertEnded(DisconnectReason reason) {
    assertEquals(reason, diary.reason, () -> "diary: " + diary.lines);
    assertEquals(0, loop.timers(), "timers left");
  }

  void assertFailed(ConnectionException.Phase phase, String... words) {
    ConnectionException failure = failure();
    assertEquals(phase, failure.phase());
    assertWords(failure, words);
    assertEquals(0, loop.timers(), "timers left");
  }

  static void assertWords(@Nullable Throwable failure, String... words) {
    assertNotNull(failure);
    String message = String.valueOf(failure.getMessage());
    for (String word : words) {
      assertTrue(message.contains(word), () -> "no \"" + word + "\" in: " + message);
    }
    assertTrue(!message.contains(SID), () -> "a session id in: " + message);
  }

  /** Records the callbacks of an engine. */
  static class Diary implements Engine.Listener {
    final List<String> lines = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    @Nullable DisconnectReason reason;
    @Nullable Throwable cause;
    @Nullable Throwable upgradeError;
    final List<Duration> roundTrips = new ArrayList<>();
    int pings;
    Runnable onOpen = () -> {};
    Runnable onMessage = () -> {};
    Runnable onPing = () -> {};

    @Override
    public void onOpen(String sid) {
      write("open " + sid);
      onOpen.run();
    }

    @Override
    public void onMessage(Frame frame) {
      write("message " + FakeNetwork.show(frame));
      messages.add(FakeNetwork.show(frame));
      onMessage.run();
    }

    @Override
    public void onUpgrade(TransportKind transport) {
      write("upgrade " + transport);
    }

    @Override
    public void onUpgradeError(TransportKind transport, Throwable cause) {
      write("upgrade error " + transport);
      upgradeError = cause;
    }

    @Override
    public void onPing() {
      assertEquals(null, reason, "a ping after the end");
      pings++;
      onPing.run();
    }

    @Override
    public void onRoundTrip(Duration time) {
      roundTrips.add(time);
    }

    @Override
    public void onDrain() {
      write("drain");
    }

    @Override
    public void onClose(DisconnectReason reason, @Nullable Throwable cause) {
      write("close " + reason);
      this.reason = reason;
      this.cause = cause;
    }

    private void write(String line) {
      assertEquals(null, reason, () -> line + " after the end");
      lines.add(line);
    }
  }
}
