package socketio.it.load;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.EncodingException;
import socketio.it.load.PayloadSizes.Direction;
import socketio.it.load.PayloadSizes.Kind;
import socketio.it.load.PayloadSizes.Transfer;
import socketio.it.support.Commands;
import socketio.it.support.Setup;
import socketio.it.support.TransportMode;
import socketio.testkit.FakeServer;

/**
 * Payloads from one byte to 64 MiB, both ways and with a checksum, in a JVM that has no more heap
 * than a few times the largest of them.
 */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#eachTransport")
@Timeout(240)
class PayloadSizesTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST = 64 * MEBIBYTE;

  /** The largest message that OkHttp sends, less what surrounds a text. */
  private static final int MOST_OF_OKHTTP = 16 * MEBIBYTE - 100;

  /** For everything but payloads, including the young generation. */
  private static final int BASE = 24 * MEBIBYTE;

  /** Beside the heap: no library keeps a whole payload there. */
  private static final int DIRECT = 24 * MEBIBYTE;

  private final Setup setup;
  private final FakeServer server = PayloadSizes.startServer(4 * MOST);

  PayloadSizesTest(Setup setup) {
    this.setup = setup;
  }

  @AfterEach
  void close() {
    server.close();
  }

  private boolean isOkHttpsWebSocket() {
    return setup.library().equals("okhttp") && setup.mode() == TransportMode.WEBSOCKET;
  }

  /**
   * Less than three times what goes over the wire: the application's array, the client's, and one
   * copy. Polling carries four bytes for three.
   */
  @Tag("pain-12-payloads")
  @Test
  void binaryTakesThreeTimesItsSizeOnTheWire(@TempDir Path folder) throws Exception {
    int onTheWire = setup.mode() == TransportMode.POLLING ? MOST / 3 * 4 : MOST;

    assertArrive(folder, Kind.BINARY, 3L * onTheWire + BASE);
  }

  /**
   * A text that is sent is there as the application's string, as a packet, as bytes, and as what
   * the network library masks; one that comes takes less.
   */
  @Tag("pain-12-payloads")
  @Test
  void textTakesFourTimesItsSize(@TempDir Path folder) throws Exception {
    assertArrive(folder, Kind.TEXT, 4L * MOST + BASE);
  }

  private void assertArrive(Path folder, Kind kind, long heap) throws Exception {
    List<Transfer> transfers = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      int most = isOkHttpsWebSocket() && direction == Direction.UP ? MOST_OF_OKHTTP : MOST;
      Stream.of(1, 1000, MEBIBYTE, most)
          .forEach(size -> transfers.add(new Transfer(kind, direction, size)));
    }

    String printed = run(folder, heap, transfers);

    assertEquals(
        transfers.stream().map(each -> each + " unchanged").collect(joining("\n")),
        printed.lines().filter(line -> !line.startsWith("SLF4J")).collect(joining("\n")));
  }

  /** The collector moves what is large, so that no heap is lost between payloads. */
  private String run(Path folder, long heap, List<Transfer> transfers) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Commands.java(),
                "-XX:+UseSerialGC",
                "-Xmn8m",
                "-Xmx" + heap / MEBIBYTE + "m",
                "-XX:MaxDirectMemorySize=" + DIRECT / MEBIBYTE + "m",
                "-classpath",
                Commands.classPath(),
                PayloadSizes.class.getName(),
                server.url(),
                setup.library(),
                setup.mode().name()));
    transfers.forEach(transfer -> command.add(transfer.toString()));
    return Commands.run(folder, command);
  }

  @Tag("pain-12-payloads")
  @Test
  void whatIsTooLargeFailsAtTheCallWithBothSizes() throws Exception {
    int limit = 16 * MEBIBYTE;
    try (FakeServer strict = PayloadSizes.startServer(isOkHttpsWebSocket() ? 4 * MOST : limit);
        Client client = setup.client().reconnection(false).build()) {
      client.connect(setup.to(strict.url()));
      String engineId = String.valueOf(client.engineId());

      EncodingException error =
          assertThrows(
              EncodingException.class, () -> client.emit("take-BINARY", new byte[limit + 1]));

      String message = String.valueOf(error.getMessage());
      assertTrue(message.contains("16,777,217 bytes"), message);
      assertTrue(
          message.contains(setup.mode() == TransportMode.POLLING ? "12,582,9" : "16,777,216"),
          message);
      assertEquals("a small one", client.call("echo", "a small one").get(0));
      assertEquals(engineId, client.engineId());
    }
  }
}
