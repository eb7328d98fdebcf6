package socketio.it.testkit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.Client;
import socketio.Reconnection;
import socketio.json.JsonParserProvider;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/** How long the fake server keeps the state of a lost connection. */
@Timeout(60)
class RecoveryTimeTest {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final Duration AWAY = Duration.ofSeconds(5);

  private final ManualLoop loop = new ManualLoop();
  private final FakeServer server = FakeServer.builder().loop(loop).recovery(KEPT).start();

  /** The auth payload of a client that wants its state back when it reconnects. */
  private final Map<String, Object> memory = new HashMap<>();

  private final Client client =
      Client.builder()
          .transport(FakeTransport.to(server))
          .parser(new RememberingParser())
          .loop(loop)
          .handlerExecutor(loop.handlerExecutor())
          .reconnection(Reconnection.defaults().delay(AWAY).jitter(0))
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void theTimeBeginsAnewWithEachLoss() throws Exception {
    var news = new ArrayList<Object>();
    client.on("news", args -> news.add(args.get(0)));
    client.connect(server.url());
    FakeSocket first = server.takeSocket();
    first.emit("news", 1);
    first.dropConnection();
    loop.advance(AWAY);
    FakeSocket second = server.takeSocket();
    assertTrue(second.recovered());

    loop.advance(KEPT.minus(AWAY).minusSeconds(1)); // a second before the first time is over
    second.dropConnection();
    second.emit("news", 2);
    loop.advance(AWAY);

    assertTrue(server.takeSocket().recovered());
    assertEquals(List.of(1L, 2L), news);
  }

  /** Remembers the id of the state and the offset of the last event, and sends them again. */
  private final class RememberingParser implements Parser {
    private final Parser parser = new JsonParserProvider().create();

    @Override
    public List<Frame> encode(Packet packet) {
      return parser.encode(
          packet instanceof Packet.Connect connect
              ? new Packet.Connect(connect.namespace(), Args.of(memory))
              : packet);
    }

    @Override
    public Decoder newDecoder() {
      Decoder decoder = parser.newDecoder();
      return frame -> remember(decoder.decode(frame));
    }

    private @Nullable Packet remember(@Nullable Packet packet) {
      if (packet instanceof Packet.Connect connect) {
        Map<?, ?> reply = (Map<?, ?>) requireNonNull(connect.data().get(0));
        memory.put("pid", requireNonNull(reply.get("pid")));
      } else if (packet instanceof Packet.Event event) {
        Args args = event.args();
        memory.put("offset", requireNonNull(args.get(args.size() - 1)));
      }
      return packet;
    }
  }
}
