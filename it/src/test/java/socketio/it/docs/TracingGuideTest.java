package socketio.it.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.spi.Packet;
import socketio.spi.WireTap;
import socketio.testkit.FakeServer;

/** The snippets of docs/guide.md that show what goes over the wire. */
@Timeout(60)
class TracingGuideTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();

  /** Where the guide prints to the console. */
  private void show(Object what) {
    shown.add(String.valueOf(what));
  }

  private List<String> takeShown(int count) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    while (taken.size() < count) {
      taken.add(String.valueOf(shown.poll(10, SECONDS)));
    }
    return taken;
  }

  /** An order and its acknowledgement, from a client that has sent a token. */
  private void order(Client client) throws InterruptedException {
    server.onCall("order", (socket, args) -> args.get(1));
    client.connect(
        ConnectOptions.to(server.url())
            .auth(Map.of("token", "s3cr3t"))
            .transports(TransportKind.WEBSOCKET));
    client.call("order", "tea", 2);
  }

  @Test
  void oneLineShowsEveryPacketWithItsContent() throws Exception {
    Client client = Client.builder().wireTap(line -> show(line)).build();

    order(client);
    assertEquals(
        List.of(
            "-> CONNECT / {\"token\": \"[redacted]\"}",
            "<- CONNECT / {\"sid\": \"[redacted]\"}",
            "-> EVENT / \"order\" #1 [\"tea\", 2]",
            "<- ACK / #1 [2]"),
        takeShown(4));
    client.close();
  }

  @Test
  void aTapOfOnesOwnShowsWhatItLikes() throws Exception {
    WireTap tap =
        new WireTap() {
          @Override
          public void received(Packet packet) {
            if (packet instanceof Packet.Ack ack) {
              show(ack.namespace() + " " + ack.args().toList());
            }
          }
        };
    Client client = Client.builder().wireTap(tap).build();

    order(client);
    assertEquals(List.of("/ [2]"), takeShown(1));
    client.close();
  }

  @Tag("pain-24-logging")
  @Test
  void oneLineLogsEveryPacketWithoutItsContent() throws Exception {
    Logger packets = Logger.getLogger("socketio.packets");
    packets.setLevel(Level.FINE);

    Handler console = console();
    packets.addHandler(console);
    try (Client client = Client.create()) {
      order(client);
      List<String> lines = takeShown(7);
      assertEquals("connecting to " + server.url() + "/socket.io/ with [websocket]", lines.get(1));
      assertEquals("-> CONNECT /, 19 bytes", lines.get(3));
      assertEquals("-> EVENT / \"order\" #1, 2 arguments, 19 bytes", lines.get(6));
    } finally {
      packets.removeHandler(console);
      packets.setLevel(null);
    }
  }

  private Handler console() {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        show(record.getMessage().replaceFirst("client \\d+ ", ""));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
