package socketio.it.client;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Args;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.spi.ClientObserver;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.Fault;

/** An application that wants all of its code to run on one thread, as that of a user interface. */
@Timeout(60)
class HandlerThreadTest {
  private static final String UI = "user-interface";

  /** What happens on one connection. */
  private static final Set<String> EVENTS =
      Set.of(
          "event",
          "once",
          "any event",
          "any other event",
          "any outgoing event",
          "question",
          "error",
          "event in a class",
          "published event",
          "future of awaitEvent",
          "ping",
          "upgrade",
          "observed round trip",
          "observed acknowledgement");

  /** Including the steps before and after. */
  private static final Set<String> ALL = new TreeSet<>(EVENTS);

  static {
    ALL.addAll(
        Set.of(
            "connect",
            "connect in a class",
            "connect error",
            "disconnect",
            "state",
            "reconnection",
            "future of connect",
            "future of emit",
            "future of call",
            "future of disconnect",
            "future of close",
            "observed opening",
            "observed failure",
            "observed end",
            "observed traffic"));
  }

  @RegisterExtension
  final FakeServer server =
      FakeServer.builder()
          .pingInterval(Duration.ofMillis(50))
          .pingTimeout(Duration.ofSeconds(20))
          .create();

  private final ExecutorService ui =
      Executors.newSingleThreadExecutor(task -> new Thread(task, UI));

  /** The handlers that have run, and on which threads. */
  private final Map<String, Set<String>> ran = new TreeMap<>();

  private final AsyncClient client =
      Client.builder()
          .handlerExecutor(ui)
          .observer(new Watching())
          .onError(error -> ran("error"))
          .reconnection(Reconnection.defaults().delay(Duration.ofMillis(10)))
          .buildAsync();

  @AfterEach
  void close() {
    client.close();
    ui.shutdownNow();
  }

  private synchronized void ran(String what) {
    ran.computeIfAbsent(what, name -> new TreeSet<>()).add(Thread.currentThread().getName());
    notifyAll();
  }

  private synchronized void await(String what) throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(30);
    long left;
    while (!ran.containsKey(what) && (left = deadline - System.nanoTime()) > 0) {
      NANOSECONDS.timedWait(this, left);
    }
    assertTrue(ran.containsKey(what), () -> what + " is missing: " + ran);
  }

  private <T> CompletableFuture<T> watch(String what, CompletableFuture<T> future) {
    return future.whenComplete((value, error) -> ran(what));
  }

  @Tag("pain-18-android")
  @Test
  void runsAllThatIsTheApplications() throws Exception {
    server.namespace("/class");
    server.onCall("echo", (socket, args) -> args.get(0));
    listen();
    server.inject(new Fault.Http(503));
    var unused = client.connect(options());
    await("connect error");
    FakeSocket socket = connect();

    socket.emit("news", 1);
    socket.emit("unknown", 1);
    socket.emit("broken", 1);
    assertEquals("answer", socket.call("ask").get(0));
    server.takeSocket("/class").emit("notice", 1);
    Await.result(watch("future of emit", client.emit("some")));
    Await.result(watch("future of call", client.call("echo", 1)));
    for (String what : EVENTS) {
      await(what);
    }
    socket.dropConnection();
    await("reconnection");
    server.takeSocket();
    Await.result(watch("future of disconnect", client.disconnect()));
    await("disconnect");
    Await.result(watch("future of close", client.closeAsync()));

    assertEquals(ALL.stream().collect(toMap(what -> what, what -> Set.of(UI))), snapshot());
  }

  private synchronized Map<String, Set<String>> snapshot() {
    return Map.copyOf(ran);
  }

  private ConnectOptions options() {
    return ConnectOptions.to(server.url()).namespaces("/", "/class");
  }

  private FakeSocket connect() throws InterruptedException {
    Await.result(watch("future of connect", client.connect(options())));
    return server.takeSocket();
  }

  private void listen() {
    client.on("news", args -> ran("event"));
    client.once("news", args -> ran("once"));
    client.onAny((event, args) -> ran("any event"));
    client.on("*", args -> ran("any other event"));
    client.onAnyOutgoing((event, args) -> ran("any outgoing event"));
    client.on(
        "broken",
        args -> {
          throw new IllegalStateException("a handler's own");
        });
    client.onCall(
        "ask",
        args -> {
          ran("question");
          return "answer";
        });
    client.onConnect(() -> ran("connect"));
    client.onConnectError(error -> ran("connect error"));
    client.onDisconnect(reason -> ran("disconnect"));
    client.onStateChange((from, to, cause) -> ran("state"));
    client.onReconnection(event -> ran("reconnection"));
    client.onUpgrade((transport, failure) -> ran("upgrade"));
    client.onPing(() -> ran("ping"));
    client.blocking().register(new InAClass());
    client.publisher("news").subscribe(new Subscriber());
    var unused = watch("future of awaitEvent", client.awaitEvent("news", Duration.ofSeconds(30)));
  }

  /** A namespace of its own; its methods are found by reflection. */
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
  private final class InAClass extends ClientNamespace {
    InAClass() {
      super("/class");
    }

    void onConnect() {
      ran("connect in a class");
    }

    void onNotice(int number) {
      ran("event in a class");
    }
  }

  private final class Subscriber implements Flow.Subscriber<Args> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Args args) {
      ran("published event");
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }

  private final class Watching implements ClientObserver {
    @Override
    public void onOpened(TransportKind transport, Duration handshake) {
      ran("observed opening");
    }

    @Override
    public void onOpenFailed(TransportKind transport, @Nullable Throwable cause) {
      ran("observed failure");
    }

    @Override
    public void onClosed(
        TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
      ran("observed end");
    }

    @Override
    public void onRoundTrip(Duration time) {
      ran("observed round trip");
    }

    @Override
    public void onAcknowledged(String namespace, String event, Duration time) {
      ran("observed acknowledgement");
    }

    @Override
    public void onTraffic(Traffic traffic) {
      ran("observed traffic");
    }
  }
}
