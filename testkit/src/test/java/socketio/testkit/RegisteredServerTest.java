package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers in fields: one for the class, one for each test. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegisteredServerTest {
  @RegisterExtension static final FakeServer SHARED = FakeServer.create();

  private static String urlOfTheTestBefore = "";

  @RegisterExtension final FakeServer own = FakeServer.create();

  /** Field initialisers may use the server, too. */
  private final String url = own.url();

  @Test
  @Order(1)
  void leavesSomethingBehind() throws Exception {
    SHARED.on("kept", (socket, args) -> socket.emit("answer"));
    SHARED.inject(new Fault.Http(500), When.at(Phase.CLOSING));
    IoClient.connect(SHARED).send("2[\"unexpected\"]");
    IoClient.connect(SHARED).send("2[\"kept\"]").take();
    urlOfTheTestBefore = url;
  }

  @Test
  @Order(2)
  void findsTheSharedServerCleanWithItsScriptAndAnOwnServerAnew() throws Exception {
    assertEquals(0, SHARED.connectionCount());
    assertEquals(0, SHARED.pendingFaults().size());
    SHARED.assertExhausted();
    assertEquals("2[\"answer\"]", IoClient.connect(SHARED).send("2[\"kept\"]").take());
    assertNotEquals(urlOfTheTestBefore, url);
    assertSame(own.namespace("/"), own.namespace("/"));
  }
}
