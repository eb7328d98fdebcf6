package socketio.it.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.it.support.Await;
import socketio.it.support.TransportMode;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.testkit.FakeEngineServer;

/** Invalid MessagePack packets end the connection, once and with a reason. */
@Timeout(60)
class HostileMsgpackTest {
  /** An event named "e" with one more argument, which follows. */
  private static final String EVENT = "83a47479706502a36e7370a12fa46461746192a165";

  static Stream<Arguments> hostile() {
    return Stream.of(
            Arguments.of("cut short", EVENT + "a3", "it is cut short"),
            Arguments.of("too deep", EVENT + "91".repeat(100_000), "nested more than 500 deep"),
            Arguments.of("too long", EVENT + "dbffffffff", "it is cut short"),
            Arguments.of(
                "of a wrong type", EVENT.replace("7065" + "02", "7065" + "c0") + "01", "no type"),
            Arguments.of("with an unknown extension", EVENT + "d40701", "an extension of type 7"))
        .flatMap(
            arguments ->
                Stream.of(TransportMode.POLLING, TransportMode.WEBSOCKET)
                    .map(
                        mode ->
                            Arguments.of(
                                mode, arguments.get()[0], arguments.get()[1], arguments.get()[2])));
  }

  @Tag("pain-09-crashes-inside")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("hostile")
  void whatIsNotAPacketIsOneParseError(TransportMode mode, String name, String hex, String reason)
      throws Exception {
    Frame confirmation =
        MsgpackPacketParser.create()
            .encode(new Packet.Connect("/", Args.of(Map.of("sid", "s"))))
            .get(0);
    var confirmed = new AtomicBoolean();
    var causes = new CompletableFuture<@Nullable Throwable>();
    var disconnected = new CompletableFuture<DisconnectReason>();
    List<DisconnectReason> reasons = new CopyOnWriteArrayList<>();
    try (FakeEngineServer server = FakeEngineServer.builder().path("/socket.io/").start();
        Client client = Client.builder().parser("msgpack").reconnection(false).build()) {
      server.onMessage(
          (socket, frame) -> {
            if (!confirmed.getAndSet(true)) {
              socket.send(confirmation);
            }
          });
      client.onDisconnect(
          disconnection -> {
            reasons.add(disconnection);
            disconnected.complete(disconnection);
          });
      client.onStateChange(
          (from, to, cause) -> {
            if (from == ClientState.CONNECTED) {
              causes.complete(cause);
            }
          });
      client.connect(ConnectOptions.to(server.url()).transports(mode.kinds()));

      server.takeSocket().send(HexFormat.of().parseHex(hex));

      @Nullable Throwable cause = Await.result(causes);
      assertTrue(
          Stream.iterate(cause, c -> c != null, c -> c.getCause())
              .anyMatch(
                  c ->
                      c instanceof DecodingException
                          && String.valueOf(c.getMessage()).contains(reason)),
          () -> "" + cause);
      assertEquals(DisconnectReason.PARSE_ERROR, Await.result(disconnected));
    }
    assertEquals(List.of(DisconnectReason.PARSE_ERROR), reasons);
  }
}
