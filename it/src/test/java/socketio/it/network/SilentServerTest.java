package socketio.it.network;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.DisconnectReason;
import socketio.NotConnectedException;
import socketio.it.support.CuttableProxy;
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.Setup;
import socketio.testkit.FakeServer;

/** A server that neither reads nor sends any more, and does not close the connection either. */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#eachTransport")
@Timeout(60)
class SilentServerTest {
  private static final int FLOOD = (64 << 20) / PacedEmitter.EVENT_BYTES;

  private final Setup setup;

  SilentServerTest(Setup setup) {
    this.setup = setup;
  }

  @Tag("pain-07-dead-connection")
  @Test
  void endsInOnePingTimeoutWhichLetsTheEmitterGo() throws Exception {
    try (FakeServer server =
            FakeServer.builder()
                .recording(false)
                .pingInterval(Duration.ofMillis(200))
                .pingTimeout(Duration.ofSeconds(1))
                .start();
        var proxy = new CuttableProxy(server.url());
        Client client = setup.client().reconnection(false).build()) {
      DisconnectRecorder disconnects = DisconnectRecorder.of(client);
      client.connect(setup.to(proxy.url()));
      proxy.stall();

      PacedEmitter emitter = PacedEmitter.start(client, FLOOD);

      assertInstanceOf(NotConnectedException.class, emitter.awaitEnd());
      disconnects.assertNext(DisconnectReason.PING_TIMEOUT, "no ping", "1200 ms");
      proxy.flow();
      disconnects.assertNoMore();
    }
  }
}
