package socketio.it.realservers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.Args;
import socketio.AsyncSimpleClient;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.EventTimeoutException;
import socketio.IncomingEvent;
import socketio.Reconnection;
import socketio.SimpleClient;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.TransportMode;

/** Events that an application pulls, from a server that sends as fast as it can. */
@ParameterizedClass(name = "{0}")
@EnumSource(TransportMode.class)
@RealServer
@Timeout(120)
class PullingTest {
  /** Several times what a client keeps before it stops reading. */
  private static final int FLOOD = 30_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ConnectOptions options;

  PullingTest(TransportMode mode, NodeServer server) {
    options = ConnectOptions.to(server.url()).transports(mode.kinds());
  }

  private static SimpleClient simple() {
    return SimpleClient.of(
        Client.builder().reconnection(Reconnection.defaults().delay(Duration.ofMillis(10))));
  }

  private static List<Object> described(IncomingEvent event) {
    return List.of(event.name(), event.args().toList());
  }

  @Test
  void aSimpleClientReceivesEverythingInOrderWhenItIsReady() throws InterruptedException {
    try (SimpleClient client = simple()) {
      client.connect(options);
      client.emit("flood", FLOOD);
      assertEquals("behind it", client.call(PATIENCE, "call", "behind it").get(0));
      assertEquals(List.of("hello", List.of("/")), described(client.receive(PATIENCE)));
      for (long i = 0; i < FLOOD; i++) {
        assertEquals(List.of("numbered", List.of(i)), described(client.receive(PATIENCE)));
      }
      assertThrows(EventTimeoutException.class, () -> client.receive(Duration.ZERO));
    }
  }

  @Test
  void aSimpleClientAcknowledgesWithNothing() throws InterruptedException {
    try (SimpleClient client = simple()) {
      client.connect(options.namespaces("/chat"));
      client.emit("ask-me", "why");
      assertEquals(List.of("hello", List.of("/chat")), described(client.receive(PATIENCE)));
      assertEquals(List.of("question", List.of("why")), described(client.receive(PATIENCE)));
      assertEquals(List.of("answered", List.of()), described(client.receive(PATIENCE)));
    }
  }

  @Test
  void aSimpleClientHidesThatItReconnects() throws InterruptedException {
    try (SimpleClient client = simple()) {
      client.connect(options);
      assertEquals("hello", client.receive(PATIENCE).name());
      client.emit("drop");
      assertEquals("hello", client.receive(PATIENCE).name());
      client.emit("echo", 1);
      assertEquals(List.of("echo", List.of(1L)), described(client.receive(PATIENCE)));
    }
  }

  @Test
  void anAsynchronousSimpleClientReceives() throws InterruptedException {
    AsyncSimpleClient client = simple().async();
    CompletableFuture<List<Object>> echoed =
        client
            .connect(options)
            .thenCompose(connected -> client.emit("echo", 1))
            .thenCompose(sent -> client.receive())
            .thenCompose(hello -> client.receive(PATIENCE))
            .thenApply(PullingTest::described);
    assertEquals(List.of("echo", List.of(1L)), Await.result(echoed));
    Await.result(client.closeAsync());
  }

  @Test
  void aSubscriberGetsEverythingOneByOne() throws InterruptedException {
    try (Client client = Client.create()) {
      var done = new CountDownLatch(1);
      var wrong = new AtomicReference<Object>();
      client
          .publisher("numbered")
          .subscribe(
              new Flow.Subscriber<>() {
                private final AtomicReference<Flow.Subscription> own = new AtomicReference<>();
                private long next;

                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                  own.set(subscription);
                  subscription.request(1);
                }

                @Override
                public void onNext(Args args) {
                  if (!Objects.equals(args.get(0), next++)) {
                    wrong.compareAndSet(null, args.toList());
                  }
                  if (next == FLOOD) {
                    done.countDown();
                  }
                  Objects.requireNonNull(own.get()).request(1);
                }

                @Override
                public void onError(Throwable error) {
                  wrong.set(error);
                }

                @Override
                public void onComplete() {}
              });
      client.connect(options);
      client.emit("flood", FLOOD);
      assertTrue(done.await(60, SECONDS), "the flood did not end");
      assertEquals(null, wrong.get());
    }
  }

  @Test
  void aHandlerMayWaitForAnEvent() throws InterruptedException {
    try (Client client = Client.create()) {
      var answer = new CompletableFuture<Object>();
      client.on(
          "hello",
          args -> {
            CompletableFuture<Args> echo = client.async().awaitEvent("echo", PATIENCE);
            client.emit("echo", 7);
            answer.complete(echo.get().get(0, Integer.class));
          });
      client.connect(options);
      assertEquals(7, Await.result(answer));
    }
  }
}
