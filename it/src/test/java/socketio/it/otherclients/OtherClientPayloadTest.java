package socketio.it.otherclients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/**
 * A server that accepts short payloads only: the reference client splits its packets. The official
 * Java client ignores the limit.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.otherclients.OtherSetup#javaScript")
class OtherClientPayloadTest extends OtherClientTest {
  private static final int MANY = 200;

  OtherClientPayloadTest(OtherSetup setup) {
    super(setup, FakeServer.builder().maxPayload(1000));
  }

  @Test
  void theClientKeepsToTheLargestPayloadThatItWasTold() throws InterruptedException {
    FakeSocket socket = join("/");

    for (long i = 0; i < MANY; i++) {
      client().emit("/", "up", i, "x".repeat(200));
    }

    List<Long> all = LongStream.range(0, MANY).boxed().toList();
    assertEquals(all, all.stream().map(any -> socket.takeEvent("up").args().get(0)).toList());
    server.assertExhausted();
  }
}
