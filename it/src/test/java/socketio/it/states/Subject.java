package socketio.it.states;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import socketio.AsyncClient;
import socketio.AsyncSimpleClient;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.Reconnection;
import socketio.it.support.Await;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** A client of its own for one call, brought to a moment. */
final class Subject {
  /** What is closed when the call has ended, and what a call may be made on. */
  private final AsyncClient client;

  private final AsyncSimpleClient simple;
  private final boolean isSimple;

  private Subject(ClientBuilder builder, boolean isSimple) {
    this.isSimple = isSimple;
    client = builder.buildAsync();
    simple = AsyncSimpleClient.of(builder);
  }

  /** A server, and its sockets by id. */
  static final class Server implements AutoCloseable {
    private final FakeServer fake = FakeServer.builder().recording(false).start();
    private final Map<String, CompletableFuture<FakeSocket>> sockets = new ConcurrentHashMap<>();

    Server() {
      fake.onConnect(socket -> of(socket.id()).complete(socket));
      for (String path : List.of("/", "/chat")) {
        fake.namespace(path).onCall("ask", (socket, args) -> "answer");
      }
    }

    private CompletableFuture<FakeSocket> of(String id) {
      return sockets.computeIfAbsent(id, key -> new CompletableFuture<>());
    }

    FakeSocket socket(String id) throws InterruptedException {
      return Await.result(of(id));
    }

    ConnectOptions options() {
      return ConnectOptions.to(fake.url()).namespaces("/", "/chat");
    }

    String url() {
      return fake.url();
    }

    @Override
    public void close() {
      fake.close();
    }
  }

  static Subject create(Moment moment, boolean isSimple) {
    ClientBuilder builder =
        Client.builder()
            .callTimeout(Duration.ofSeconds(20))
            .reconnection(
                Reconnection.defaults()
                    .delay(Duration.ofHours(1))
                    .maxDelay(Duration.ofHours(1))
                    .jitter(0))
            .onError(error -> {});
    return new Subject(
        moment == Moment.LOOP ? builder.handlerExecutor(Runnable::run) : builder, isSimple);
  }

  /** Connects, and whatever else the moment needs. */
  void bringTo(Moment moment, Server server) throws InterruptedException {
    if (moment == Moment.FRESH) {
      return;
    }
    Await.result(
        isSimple
            ? simple.connect(ConnectOptions.to(server.url()))
            : client.connect(server.options()));
    switch (moment) {
      case WAITING -> {
        var waiting = new CountDownLatch(1);
        if (!isSimple) {
          client.onStateChange(
              (from, to, cause) -> {
                if (to == ClientState.WAITING) {
                  waiting.countDown();
                }
              });
        }
        String id = Objects.requireNonNull(isSimple ? simple.sid() : client.sid());
        server.socket(id).dropConnection();
        if (isSimple) {
          while (simple.connected()) {
            Thread.onSpinWait();
          }
        } else if (!waiting.await(20, TimeUnit.SECONDS)) {
          throw new AssertionError("the connection was not lost");
        }
        if (!isSimple) {
          // The state changes first, and the namespaces in the same task of the loop.
          Await.result(client.clearBuffer());
        }
      }
      case DISCONNECTED -> Await.result(isSimple ? simple.disconnect() : client.disconnect());
      case CLOSED -> Await.result(isSimple ? simple.closeAsync() : client.closeAsync());
      default -> {}
    }
  }

  /** Runs a call in a handler of this client. */
  void inHandler(Server server, Runnable call) throws InterruptedException {
    client.on("go", args -> call.run());
    server.socket(Objects.requireNonNull(client.sid())).emit("go");
  }

  /** Ends what still waits. */
  void close() throws InterruptedException {
    Await.result(client.closeAsync());
    Await.result(simple.closeAsync());
  }

  /** The objects on which the methods of a type are called. */
  List<Object> receivers(Class<?> type) {
    return List.<Object>of(
            client,
            client.namespace("/chat"),
            client.blocking(),
            client.blocking().namespace("/chat"),
            simple,
            simple.blocking())
        .stream()
        .filter(type::isInstance)
        .toList();
  }
}
