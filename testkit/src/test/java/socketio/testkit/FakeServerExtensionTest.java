package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers as parameters. */
@ExtendWith(FakeServerExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FakeServerExtensionTest {
  private static @Nullable FakeServer first;
  private @Nullable FakeServer own;

  @BeforeEach
  void isGivenTheServerOfTheTest(FakeServer server) {
    own = server;
  }

  @AfterEach
  void isGivenTheSameServerAfterwards(FakeServer server) {
    assertSame(own, server);
  }

  @AfterAll
  static void closesTheServers() {
    FakeServer last = Objects.requireNonNull(first);
    assertThrows(IllegalStateException.class, () -> last.url());
  }

  @Test
  @Order(1)
  void isGivenTheServerOfBeforeEach(FakeServer server) throws Exception {
    assertSame(own, server);
    first = server;
    IoClient.connect(server);
    assertEquals(1, server.connectionCount());
  }

  @Test
  @Order(2)
  void isGivenAnotherServerThanTheTestBefore(FakeServer server) {
    assertNotSame(first, server);
    assertEquals(0, server.connectionCount());
  }
}
