package socketio.it.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.it.messages.Texts.assertText;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.AsyncClient;
import socketio.AsyncSimpleClient;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ConnectOptions;
import socketio.OfflinePolicy;
import socketio.TypeRef;
import socketio.testkit.FakeEngineServer;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.Fault;
import socketio.testkit.ManualLoop;

/** Texts about the arguments and the calls of clients, in both views. */
@Timeout(60)
class ClientMessagesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualLoop loop = new ManualLoop();
  private final FakeServer server = FakeServer.builder().loop(loop).start();
  private final Client client = builder().build();
  private final AsyncClient async = client.async();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private ClientBuilder builder() {
    return Client.builder()
        .transport(FakeTransport.to(server))
        .loop(loop)
        .handlerExecutor(loop.handlerExecutor())
        .reconnection(false);
  }

  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void typesThatAreNull() {
    String first = "a (the type of argument 0) must not be null";
    String third = "c (the type of argument 2) must not be null";
    assertText(
        first,
        () -> client.on("news", (Class<String>) null, text -> {}),
        () -> async.on("news", (TypeRef<String>) null, text -> {}),
        () -> client.onCall("ask", (Class<String>) null, text -> text),
        () -> async.onCall("ask", (TypeRef<String>) null, text -> text));
    assertText(
        third,
        () -> client.on("news", String.class, String.class, (Class<String>) null, (a, b, c) -> {}),
        () ->
            async.onCall("ask", String.class, String.class, (Class<String>) null, (a, b, c) -> a));
    Args args = Args.of("x");
    assertText(
        "type must not be null",
        () -> args.get(0, (Class<String>) null),
        () -> args.get(0, (TypeRef<String>) null));
  }

  /** {@code emit("x", null)} compiles to a null array. */
  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void aNullArrayIsOneNullArgument() throws InterruptedException {
    List<List<@Nullable Object>> received = new ArrayList<>();
    server.on("news", (socket, args) -> received.add(args.toList()));
    client.connect(server.url());
    client.emit("news", (Object[]) null);
    var unused = async.emit("news", (Object[]) null);
    loop.runAll();

    assertEquals(
        List.of(Args.of((Object) null).toList(), Args.of((Object[]) null).toList()), received);
  }

  @Test
  void everyEventInPlaceOfOne() {
    assertText(
        "event: \"*\" means every event; name one, or use onAny",
        () -> client.awaitEvent("*", SECOND),
        () -> async.awaitEvent("*", SECOND),
        () -> client.publisher("*"),
        () -> async.publisher("*"));
  }

  @Test
  void aSimpleClient() {
    try (AsyncSimpleClient simple = AsyncSimpleClient.of(builder())) {
      ConnectOptions two = ConnectOptions.to(server.url()).namespaces("/a", "/b");
      assertText(
          "options: a simple client connects one namespace, not [/a, /b]; use a Client for several",
          () -> simple.connect(two),
          () -> simple.blocking().connect(two));
      String never = "the client was never connected; call connect(…) first";
      assertText(never, simple.receive());
      assertText(never, simple.emit("news"));
      assertText(never, () -> simple.blocking().receive());
    }
  }

  @Test
  void aDemandOfNothing() throws InterruptedException {
    List<String> errors = new ArrayList<>();
    async
        .publisher("news")
        .subscribe(
            new Flow.Subscriber<Args>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(0);
              }

              @Override
              public void onNext(Args args) {}

              @Override
              public void onError(Throwable error) {
                errors.add(String.valueOf(error.getMessage()));
              }

              @Override
              public void onComplete() {}
            });
    loop.runAll();

    assertEquals(List.of("n: must be 1 or more, not 0"), errors);
  }

  @Test
  void waitsThatEnd() throws InterruptedException {
    client.connect(server.url());
    CompletableFuture<Args> late = async.awaitEvent("news", SECOND);
    loop.advance(SECOND);
    assertText("no event 'news' within PT1S", late);

    CompletableFuture<Args> event = async.awaitEvent("news", SECOND);
    CompletableFuture<Args> call = async.call(SECOND, "ask");
    client.disconnect();
    assertText("namespace / was disconnected (CLIENT_DISCONNECT)", event);
    assertText(
        "namespace / was disconnected (CLIENT_DISCONNECT) before the acknowledgement came", call);
  }

  @Test
  void aBlockingMethodOnTheThreadOfTheLoop() throws InterruptedException {
    client.connect(server.url());
    assertText(
        "this thread runs the client's loop, so a blocking method would wait for itself for ever:"
            + " use async(), or call it on another thread",
        () -> client.call("ask"),
        () -> client.awaitEvent("news", SECOND));
  }

  @Test
  void eventsThatWait() {
    try (AsyncClient patient =
        builder().offline(OfflinePolicy.buffer(10, 1000, Duration.ofHours(1))).buildAsync()) {
      CompletableFuture<Args> call = patient.call(SECOND, "ask");
      loop.advance(SECOND);
      assertText("event 'ask' was not sent within PT1S: there was no connection", call);
    }
  }

  @Test
  void aServerThatIsGone() throws InterruptedException {
    List<@Nullable Throwable> causes = new ArrayList<>();
    client.connect(server.url());
    client.onStateChange((from, to, cause) -> causes.add(cause));
    server.inject(new Fault.Stall());
    loop.advance(Duration.ofSeconds(46));

    String text = String.valueOf(causes.get(0));
    String expected =
        " for 45000 ms (ping interval and ping timeout): the network or the server is gone";
    assertTrue(text.contains("no ping from " + server.url()) && text.endsWith(expected), text);
  }

  @Test
  void aServerOfAnOlderProtocol() {
    try (FakeEngineServer old = FakeEngineServer.builder().path("/socket.io/").loop(loop).start();
        AsyncClient other =
            Client.builder()
                .transport(FakeTransport.to(old))
                .loop(loop)
                .handlerExecutor(loop.handlerExecutor())
                .reconnection(false)
                .buildAsync()) {
      old.onMessage((socket, frame) -> socket.send("0"));
      CompletableFuture<Void> connected = other.connect(old.url());
      loop.runAll();
      assertText(
          "the server confirmed namespace / without a session id: it is a Socket.IO 2.x server;"
              + " this client supports 3.x and 4.x",
          connected);
    }
  }
}
