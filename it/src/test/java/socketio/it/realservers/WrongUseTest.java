package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.EncodingException;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;

/** Mistakes in a program are reported where they are made, and do not harm the connection. */
class WrongUseTest extends RealServerTest {
  WrongUseTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  @Test
  void anArgumentThatCannotBeEncoded() throws InterruptedException {
    connect();

    EncodingException error =
        assertThrows(EncodingException.class, () -> peer.root().emit("echo", new Thankless()));

    assertTrue(String.valueOf(error.getMessage()).contains("Thankless"), error::toString);
    assertEquals(List.of("fine"), peer.root().call("call", "fine").toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect",
        "connect_error",
        "disconnect",
        "disconnecting",
        "newListener",
        "removeListener"
      })
  void aReservedEventName(String name) throws InterruptedException {
    connect();

    assertNames(
        name,
        assertThrows(IllegalArgumentException.class, () -> peer.root().emit(name, "anything")));
    assertNames(
        name,
        assertThrows(
            IllegalArgumentException.class, () -> peer.root().events().on(name, args -> {})));
    assertEquals(List.of("fine"), peer.root().call("call", "fine").toList());
  }

  private static void assertNames(String name, Exception error) {
    assertTrue(String.valueOf(error.getMessage()).contains("'" + name + "'"), error::toString);
  }

  /** Has nothing that Jackson could serialise. */
  private static final class Thankless {}
}
