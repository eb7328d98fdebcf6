package socketio.core.link;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.TransportKind;
import socketio.core.doubles.Harness;

/** Connect options from suppliers, which are called before every attempt. */
@Timeout(60)
class SupplierTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  @Tag("pain-02-token-refresh")
  @Test
  void areAskedBeforeEveryAttempt() throws InterruptedException {
    var attempt = new AtomicInteger();
    var unused =
        h.client.connect(
            ConnectOptions.to(() -> "http://host-" + attempt.incrementAndGet())
                .headers(() -> Map.of("X-Attempt", "" + attempt.get()))
                .query(() -> Map.of("attempt", "" + attempt.get()))
                .auth(() -> Map.of("attempt", attempt.get())));
    for (int i = 1; i <= 2; i++) {
      h.loop.awaitTask();
      var config = h.engine().config();
      assertEquals("host-" + i, config.uri().getHost());
      assertEquals(Map.of("attempt", "" + i), config.query(TransportKind.POLLING));
      assertEquals(Map.of("X-Attempt", List.of("" + i)), config.headers(TransportKind.POLLING));
      h.engine().open().confirm("/");
      assertEquals(Map.of("attempt", i), h.engine().authOf("/"));
      h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
      h.loop.advance(ofSeconds(1));
    }
  }

  private static <T> Supplier<CompletableFuture<T>> failing(Throwable cause) {
    return () -> CompletableFuture.failedFuture(cause);
  }

  /** Never on the test's thread, so that another thread always submits the continuation. */
  private static void completeElsewhere(CompletableFuture<Object> future, Object value) {
    var unused = CompletableFuture.runAsync(() -> future.complete(value));
  }

  @Tag("pain-02-token-refresh")
  @Test
  void mayAnswerLater() throws InterruptedException {
    CompletableFuture<Object> token = new CompletableFuture<>();
    CompletableFuture<Void> result = h.client.connect(OPTIONS.auth(() -> token));
    completeElsewhere(token, Map.of("token", 1));
    h.loop.awaitTask();
    h.engine().open().confirm("/");
    assertCompleted(result);
    assertEquals(Map.of("token", 1), h.engine().authOf("/"));
  }

  @Test
  void runOnAThreadOfTheLibraryOutsideTheLoop() throws InterruptedException {
    var thread = new AtomicReference<@Nullable Thread>();
    var unused =
        h.client.connect(
            OPTIONS.auth(
                () -> {
                  thread.set(Thread.currentThread());
                  return null;
                }));
    h.loop.awaitTask();
    assertNotSame(Thread.currentThread(), thread.get());
    assertEquals(1, h.engines.count());
  }

  @Test
  void failTheAttemptWhenTheyThrow() throws InterruptedException {
    var cause = new IllegalArgumentException("token service is down");
    ConnectionException error =
        prepareError(
            OPTIONS.auth(
                () -> {
                  throw cause;
                }));
    assertSays("the supplier of auth failed", error);
    Throwable failure = error.getCause();
    assertSame(cause, failure == null ? null : failure.getCause());
  }

  @Test
  void failTheAttemptWhenTheirStageFails() throws InterruptedException {
    var cause = new IllegalStateException("token service is down");
    ConnectionException error = prepareError(OPTIONS.headersAsync(failing(cause)));
    assertEquals("the supplier of headers failed", error.getMessage());
    Throwable failure = error.getCause();
    assertSame(cause, failure == null ? null : failure.getCause());
  }

  @Test
  void failTheAttemptWhenTheyGiveTheWrongThing() throws InterruptedException {
    assertSays(
        "url: the supplier must give a String, not null",
        prepareError(ConnectOptions.to(() -> null)));
    assertSays(
        "url: the supplier must give a String, not null",
        prepareError(ConnectOptions.toAsync(() -> CompletableFuture.completedFuture(null))));
    assertSays("url: must begin with http", prepareError(ConnectOptions.to(() -> "example.com")));
    assertSays(
        "headers: the supplier must give a Map<String, String>, not null",
        prepareError(OPTIONS.headers(() -> null)));
    assertSays(
        "query: the supplier's map must hold Strings only, and no null",
        prepareError(OPTIONS.query(() -> Collections.singletonMap("a", null))));
    assertSays(
        "name: not a valid HTTP header name",
        prepareError(OPTIONS.headers(() -> Map.of("a b", "c"))));
  }

  private ConnectionException prepareError(ConnectOptions options) throws InterruptedException {
    h.watch(h.client, "/");
    CompletableFuture<Void> result = h.client.connect(options);
    h.loop.awaitTask();
    assertTrue(h.takeLog().contains("/ connect_error PREPARE retry=false"));
    assertEquals(0, h.engines.count());
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(Phase.PREPARE, error.phase());
    return error;
  }

  @Test
  void giveAddressQueryAndHeadersAsStages() throws InterruptedException {
    var token = new CompletableFuture<Map<String, String>>();
    CompletableFuture<Void> result =
        h.client.connect(
            ConnectOptions.toAsync(() -> CompletableFuture.completedFuture("http://late"))
                .query(Map.of("a", "1"))
                .queryAsync(() -> CompletableFuture.completedFuture(Map.of("b", "2")))
                .headersAsync(() -> token));
    var unused = CompletableFuture.runAsync(() -> token.complete(Map.of("X-Token", "t")));
    h.loop.awaitTask();
    h.engine().open().confirm("/");
    assertCompleted(result);
    var config = h.engine().config();
    assertEquals("late", config.uri().getHost());
    assertEquals(Map.of("a", "1", "b", "2"), config.query(TransportKind.POLLING));
    assertEquals(Map.of("X-Token", List.of("t")), config.headers(TransportKind.POLLING));
  }

  @Test
  void areNotValues() {
    Callable<String> callable = () -> "token";
    Runnable runnable = () -> {};
    var stage = CompletableFuture.completedFuture("token");
    Function<String, String> function = name -> name;
    for (Object value : List.of(callable, runnable, stage, function)) {
      for (Executable auth :
          List.<Executable>of(
              () -> OPTIONS.auth(value),
              () -> OPTIONS.auth("/a", value),
              () -> OPTIONS.auth((Object) (Supplier<String>) () -> "token"))) {
        assertSays(
            "; to have it called before every attempt, pass a java.util.function.Supplier of the"
                + " value, or of a CompletionStage of it",
            assertThrows(IllegalArgumentException.class, auth));
      }
    }
  }

  @Test
  void failTheAttemptWhenTheyTakeTooLong() {
    CompletableFuture<Void> result =
        h.client.connect(OPTIONS.auth(() -> new CompletableFuture<Object>()).timeout(ofSeconds(2)));
    h.loop.advance(ofSeconds(2));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(Phase.PREPARE, error.phase());
    assertSays("the suppliers of url, query, headers and auth took more than PT2S", error);
  }

  @Test
  void shareTheTimeoutWithTheEngineAndTheServer() throws InterruptedException {
    CompletableFuture<Object> token = new CompletableFuture<>();
    CompletableFuture<Void> result =
        h.client.connect(OPTIONS.auth(() -> token).timeout(ofSeconds(3)));
    h.loop.advance(ofSeconds(2));
    completeElsewhere(token, 1);
    h.loop.awaitTask();
    h.loop.advance(ofSeconds(1));
    assertEquals(Phase.HANDSHAKE, failure(ConnectionException.class, result).phase());
  }

  @Test
  void areRetriedOnReconnection() throws InterruptedException {
    var attempt = new AtomicInteger();
    var unused =
        h.client.connect(
            OPTIONS.auth(
                () -> {
                  if (attempt.incrementAndGet() == 2) {
                    throw new IllegalStateException("down");
                  }
                  return attempt.get();
                }));
    h.loop.awaitTask();
    h.engine().open().confirm("/");
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.loop.advance(ofSeconds(1));
    h.loop.awaitTask();
    assertEquals(ClientState.WAITING, h.client.state());
    h.loop.advance(ofSeconds(2));
    h.loop.awaitTask();
    h.engine().open();
    assertEquals(3, h.engine().authOf("/"));
  }

  @Test
  void areAskedAgainWhenANamespaceIsJoinedAgain() throws InterruptedException {
    var asked = new AtomicInteger();
    var unused =
        h.client.connect(
            OPTIONS
                .namespaces("/", "/admin")
                .auth("/admin", () -> asked.incrementAndGet())
                .waitForNamespaces(false));
    h.loop.awaitTask();
    h.engine().open().confirm("/");
    h.engine().refuse("/admin", "token expired");
    CompletableFuture<Void> joined = h.client.namespace("/admin").connect();
    h.loop.awaitTask();
    assertEquals(2, h.engine().authOf("/admin"));
    h.engine().confirm("/admin");
    assertCompleted(joined);
  }

  @Test
  void nameTheNamespaceThatTheyFailFor() throws InterruptedException {
    var unused =
        h.client.connect(OPTIONS.auth("/late", failing(new IllegalStateException("down"))));
    h.loop.awaitTask();
    h.engine().open().confirm("/");
    CompletableFuture<Void> joined = h.client.namespace("/late").connect();
    h.loop.awaitTask();
    ConnectionException error = failure(ConnectionException.class, joined);
    assertEquals("/late", error.namespace());
    assertEquals(Phase.PREPARE, error.phase());
    assertTrue(h.client.connected());
  }

  @Test
  void areForgottenWhenTheyAnswerAfterTheEnd() throws InterruptedException {
    CompletableFuture<Object> token = new CompletableFuture<>();
    var unused = h.client.connect(OPTIONS.namespaces("/").auth("/late", () -> token));
    h.loop.awaitTask();
    h.engine().open().confirm("/");
    CompletableFuture<Void> joined = h.client.namespace("/late").connect();
    var left = h.client.namespace("/late").disconnect();
    assertCompleted(left);
    failure(DisconnectedException.class, joined);
    completeElsewhere(token, 1);
    h.loop.awaitTask();
    assertEquals(1, h.engine().sent().size(), "nothing but CONNECT of /");
  }
}
