package socketio.it.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import kotlin.Metadata;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.OnEvent;
import socketio.it.support.Await;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** Class-based namespaces as the Kotlin compiler makes them of functions, and Kotlin's Unit. */
@ParameterizedClass
@ValueSource(strings = {"json", "msgpack"})
@Timeout(60)
@SuppressWarnings({
  "UnusedMethod",
  "UnusedVariable",
  "EffectivelyPrivate",
  "FutureReturnValueIgnored"
}) // the client calls them and waits
class KotlinHandlersTest {
  private final FakeServer server;
  private final Client client;
  private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

  KotlinHandlersTest(String parser) {
    server = FakeServer.builder().parser(ParsersTest.parser(parser)).create();
    client = Client.builder().parser(parser).onError(errors::add).build();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private FakeSocket connect() throws InterruptedException {
    client.connect(server.url());
    return server.takeSocket();
  }

  /** What kotlinc 2.2 compiles to; {@code my_app_main} is its module. */
  @Metadata
  private static class Compiled extends ClientNamespace {
    public final String onInternalNews$my_app_main(String text) {
      return "internal " + text;
    }

    public final void onDefault(String text, int count) {}

    public final Object onUnit() {
      return Unit.INSTANCE;
    }

    @OnEvent("some event")
    public final String annotated$my_app_main() {
      return "annotated";
    }

    private static Unit onConnect$lambda$0(Compiled object) {
      return Unit.INSTANCE;
    }

    private static void onConnect$local(Compiled object, int number) {}
  }

  /** The same without the annotation that Kotlin's compiler adds. */
  private static class Plain extends ClientNamespace {
    public final String onNews$Flash() {
      return "plain";
    }
  }

  @Test
  void internalFunctionsHaveTheirOwnName() throws InterruptedException {
    client.register(new Compiled());
    FakeSocket socket = connect();

    assertEquals(List.of("internal a"), socket.call("internalNews", "a").toList());
    assertEquals(List.of("internal b"), socket.call("internal_news", "b").toList());
    assertEquals(List.of("annotated"), socket.call("some event").toList());
    assertNull(errors.peek());
  }

  @Test
  void aDollarInJavaIsPartOfTheName() throws InterruptedException {
    client.register(new Plain());
    FakeSocket socket = connect();

    assertEquals(List.of("plain"), socket.call("news$Flash").toList());
    assertEquals(List.of(), socket.call("news").toList());
  }

  @Metadata
  private static class Suspending extends ClientNamespace {
    public final Object onNews$my_app_main(String text, Continuation<? super String> rest) {
      return text;
    }
  }

  @Metadata
  private static class WithStatic extends ClientNamespace {
    public static void onNews() {}
  }

  @Test
  void suspendFunctionsAndStaticOnesAreRejected() {
    String name = getClass().getName();
    assertEquals(
        "handlers: "
            + name
            + "$Suspending.onNews$my_app_main(String, Continuation) is a suspend function, which"
            + " cannot be called from here; make it a plain function that blocks or returns a"
            + " CompletionStage",
        assertThrows(IllegalArgumentException.class, () -> client.register(new Suspending()))
            .getMessage());
    assertEquals(
        "handlers: "
            + name
            + "$WithStatic.onNews() is static: only methods of the object itself handle events",
        assertThrows(IllegalArgumentException.class, () -> client.register(new WithStatic()))
            .getMessage());
  }

  private static class AsyncUnits extends AsyncClientNamespace {
    CompletableFuture<Unit> onMethodStage() {
      return CompletableFuture.supplyAsync(() -> Unit.INSTANCE);
    }

    CompletableFuture<Void> onVoidStage() {
      return CompletableFuture.runAsync(() -> {});
    }

    @Nullable Void onVoid() {
      return null;
    }

    Unit onMethod() {
      return Unit.INSTANCE;
    }
  }

  @Test
  void aUnitIsAnEmptyAcknowledgement() throws InterruptedException {
    client.async().register(new AsyncUnits());
    client.onCall("function", args -> Unit.INSTANCE);
    client.onCall("stage", args -> CompletableFuture.completedFuture(Unit.INSTANCE));
    client.async().onCall("async", args -> CompletableFuture.supplyAsync(() -> Unit.INSTANCE));
    server.onCall("server", (socket, args) -> Unit.INSTANCE);
    FakeSocket socket = connect();

    for (String event :
        List.of(
            "function",
            "stage",
            "async",
            "method",
            "method_stage",
            "void_stage",
            "void",
            "function")) {
      assertEquals(List.of(), socket.call(event).toList(), event);
    }
    assertEquals(List.of(), client.call("server").toList());
    assertEquals(List.of(), Await.result(client.async().call("server")).toList());
    assertNull(errors.poll(0, SECONDS));
  }

  @Test
  void aUnitReturnedByABlockingMethodIsAnEmptyAcknowledgement() throws InterruptedException {
    client.register(new Compiled());
    assertEquals(List.of(), connect().call("unit").toList());
  }
}
