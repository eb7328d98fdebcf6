package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;

/** Values that JSON can represent and MessagePack, or Node's parser for it, cannot. */
class JsonValuesTest extends RealServerTest {
  JsonValuesTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  static Stream<List<Object>> values() {
    return Stream.of(
        List.of("high \ud83d alone", "low \ude00 alone", "turned round \ude00\ud83d"),
        // The shortest digits of what JavaScript rounds them to.
        List.of(1e300, 1152921504606847000L, new BigInteger("18446744073709552000")));
  }

  @Tag("pain-23-unicode")
  @ParameterizedTest
  @MethodSource("values")
  void valuesComeBackAsTheyWereSent(List<Object> values) throws InterruptedException {
    connect();

    assertEquals(values, peer.root().call("call", values.toArray()).toList());
  }
}
