package socketio.it.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Args;
import socketio.Client;
import socketio.EventHandler;
import socketio.Events;
import socketio.Reconnection;
import socketio.testkit.FakeServer;

/** A handler that is registered again. */
@Timeout(60)
class DuplicateHandlersTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  private final EventHandler raw = args -> {};
  private final EventHandler.Of1<String> typed = text -> {};
  private final Events.ConnectHandler connected = () -> {};

  @Tag("pain-15-duplicate-handlers")
  @Test
  void areToldOfOnceEach() {
    try (var log = new LogLines();
        Client client = Client.create()) {
      client.on("news", raw);
      client.on("news", String.class, typed);
      client.onConnect(connected);
      assertEquals(List.of(), log.lines());

      client.on("news", raw);
      client.on("news", String.class, typed);
      client.onConnect(connected);

      List<String> lines = log.lines();
      assertEquals(3, lines.size(), lines::toString);
      assertTold("again for the event 'news'", raw, lines.get(0));
      assertTold("again for the event 'news'", typed, lines.get(1));
      assertTold("again and will", connected, lines.get(2));
    }
  }

  private static void assertTold(String what, Object handler, String line) {
    assertTrue(line.startsWith("WARNING " + handler.getClass().getName()), line);
    assertTrue(line.contains(what), line);
  }

  @Tag("pain-15-duplicate-handlers")
  @Test
  void areNotWhatIsRegisteredForAnotherEventOrHasBeenRemoved() {
    try (var log = new LogLines();
        Client client = Client.create()) {
      client.on("news", raw).close();
      client.on("news", raw);
      client.on("weather", raw);
      client.once("news", raw);
      client.namespace("/other").on("news", raw);
      client.publisher("news").subscribe(new Nobody());
      client.publisher("news").subscribe(new Nobody());

      assertEquals(List.of(), log.lines());
    }
  }

  @Tag("pain-15-duplicate-handlers")
  @Test
  void areToldOfWhenAConnectHandlerRegistersAtAReconnection() throws Exception {
    var connects = new LinkedBlockingQueue<Boolean>();
    try (var log = new LogLines();
        Client client =
            Client.builder()
                .reconnection(Reconnection.defaults().delay(Duration.ofMillis(10)))
                .build()) {
      client.onConnect(
          () -> {
            client.on("news", args -> {}); // the same object each time, as it captures nothing
            connects.add(true);
          });
      client.connect(server.url());
      connects.take();
      assertEquals(List.of(), log.lines());

      server.dropConnections();
      connects.take();

      assertEquals(1, log.lines().size(), log.lines()::toString);
    }
  }

  /** Asks for nothing. */
  private static final class Nobody implements Flow.Subscriber<Args> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(Args item) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onComplete() {}
  }
}
