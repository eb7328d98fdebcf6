package socketio.core.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ClientClosedException;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.Namespace;
import socketio.NotConnectedException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Packet;

/** The blocking API, on real threads and with the real loop. */
@Timeout(60)
class BlockingTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
  private final ReferenceParser parser = new ReferenceParser();
  private final FakeEngines engines = new FakeEngines(parser);
  private final ClientBuilder builder =
      Client.builder().engine(engines).parser(parser).transport(new IdleTransport());
  private final Client client = builder.build();

  @AfterEach
  void close() {
    client.close();
    threads.shutdownNow();
    oneThread.shutdownNow();
  }

  private FakeEngine connect(Client connecting) throws Exception {
    Future<?> connected =
        threads.submit(
            () -> {
              connecting.connect(OPTIONS);
              return null;
            });
    FakeEngine engine = engines.take().open().confirm("/");
    connected.get(10, SECONDS);
    return engine;
  }

  /** Acknowledges calls, those already received first, until the given number is reached. */
  private static void answer(FakeEngine engine, int calls) {
    Set<Long> answered = new HashSet<>();
    while (answered.size() < calls) {
      for (Packet.Event event : engine.sent(Packet.Event.class)) {
        if (answered.add(event.id())) {
          engine.ack("/", event.id(), event.args().get(0));
        }
      }
      Thread.onSpinWait();
    }
  }

  private static void awaitSent(FakeEngine engine, int packets) {
    while (engine.sent().size() < packets) {
      Thread.onSpinWait();
    }
  }

  private static Throwable failure(Future<?> future) {
    ExecutionException error =
        assertThrows(ExecutionException.class, () -> future.get(10, SECONDS));
    return Objects.requireNonNull(error.getCause());
  }

  @Test
  void connectThrowsWhatItsFutureFailsWith() throws Exception {
    Callable<Object> connecting =
        () -> {
          client.connect(OPTIONS);
          return "";
        };
    Future<Object> refused = threads.submit(connecting);
    engines.take().open().refuse("/", "no");
    assertInstanceOf(ConnectionException.class, failure(refused));
    connect(client);
    assertInstanceOf(IllegalStateException.class, failure(threads.submit(connecting)));
  }

  @Test
  void connectGivesUpWhenItIsInterrupted() throws Exception {
    var thread = new CompletableFuture<Thread>();
    Future<?> connecting =
        threads.submit(
            () -> {
              thread.complete(Thread.currentThread());
              client.connect(OPTIONS.retry(true));
              return null;
            });
    FakeEngine engine = engines.take();
    thread.get(10, SECONDS).interrupt();
    assertInstanceOf(InterruptedException.class, failure(connecting));
    client.await();
    assertTrue(engine.closed());
    assertEquals(ClientState.IDLE, client.state());
  }

  @Test
  void callReturnsInsideAHandler() throws Exception {
    FakeEngine engine = connect(client);
    var answer = new CompletableFuture<Object>();
    client.on("ask", args -> answer.complete(client.call("question", "a").get(0)));
    engine.event("/", "ask");
    answer(engine, 1);
    assertEquals("a", answer.get(10, SECONDS));
  }

  @Test
  void allOfSeveralCallsReturnsInsideAHandler() throws Exception {
    try (Client other = builder.handlerExecutor(oneThread).build()) {
      for (Client each : List.of(client, other)) {
        FakeEngine engine = connect(each);
        var answer = new CompletableFuture<Object>();
        each.on(
            "ask",
            args -> {
              CompletableFuture<Args> a = each.async().call("question", "a");
              CompletableFuture<Args> b = each.async().call("question", "b");
              CompletableFuture.allOf(a, b).join();
              answer.complete("" + a.join().get(0) + b.join().get(0));
            });
        engine.event("/", "ask");
        answer(engine, 2);
        assertEquals("ab", answer.get(10, SECONDS));
      }
    }
  }

  @Test
  void awaitReturnsInsideAHandler() throws Exception {
    FakeEngine engine = connect(client);
    var ended = new CompletableFuture<Boolean>();
    var thread = new CompletableFuture<Thread>();
    client.on(
        "wait",
        args -> {
          thread.complete(Thread.currentThread());
          ended.complete(client.await(ofSeconds(30)));
        });
    engine.event("/", "wait");
    while (thread.get(10, SECONDS).getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    engine.receive(new Packet.Disconnect("/"));
    assertTrue(ended.get(10, SECONDS));
  }

  @Test
  void disconnectAndCloseReturnInsideAHandler() throws Exception {
    FakeEngine engine = connect(client);
    var done = new CompletableFuture<Boolean>();
    client.on(
        "end",
        args -> {
          client.disconnect();
          client.close();
          done.complete(true);
        });
    engine.event("/", "end");
    assertTrue(done.get(10, SECONDS));
    assertTrue(engine.closed());
  }

  @Test
  void awaitReturnsAtOnceWhenThereIsNothingToWaitFor() throws Exception {
    client.await();
    assertTrue(client.await(ofSeconds(0)));
    FakeEngine engine = connect(client);
    assertFalse(client.await(ofMillis(1)));
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    assertFalse(client.await(ofMillis(1)), "it reconnects");
    client.disconnect();
    assertTrue(client.await(ofSeconds(10)));
    client.close();
    client.await();
    assertThrows(IllegalArgumentException.class, () -> client.await(ofSeconds(-1)));
  }

  @Test
  void idsOfCallsAreUniqueAcrossThreads() throws Exception {
    FakeEngine engine = connect(client);
    var start = new CountDownLatch(1);
    var callers = new ArrayList<Future<Object>>();
    for (int i = 0; i < 64; i++) {
      int number = i;
      callers.add(
          threads.submit(
              () -> {
                start.await();
                for (int j = 0; j < 10; j++) {
                  String question = number + "." + j;
                  assertEquals(question, client.call(ofSeconds(30), "q", question).get(0));
                }
                return number;
              }));
    }
    start.countDown();
    answer(engine, 640);
    for (Future<Object> caller : callers) {
      caller.get(10, SECONDS);
    }
    Set<Long> ids = new HashSet<>();
    engine.sent(Packet.Event.class).forEach(event -> ids.add(event.id()));
    assertEquals(640, ids.size());
  }

  @Test
  void callThrowsWhatItsFutureFailsWith() throws Exception {
    FakeEngine engine = connect(client);
    Callable<Object> calling = () -> client.call(ofSeconds(30), "ask");
    assertThrows(AckTimeoutException.class, () -> client.call(ofMillis(1), "ask"));
    Future<Object> lost = threads.submit(calling);
    awaitSent(engine, 3);
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    assertInstanceOf(DisconnectedException.class, failure(lost));
  }

  @Test
  void namespacesJoinAndLeave() throws Exception {
    FakeEngine engine = connect(client);
    Namespace chat = client.namespace("/chat");
    Future<Object> joining =
        threads.submit(
            () -> {
              chat.connect();
              return chat.connected();
            });
    awaitSent(engine, 2);
    assertFalse(joining.isDone());
    engine.confirm("/chat");
    assertEquals(true, joining.get(10, SECONDS));
    chat.connect();
    chat.connect(ofSeconds(10));
    assertTrue(chat.connected());
    assertFalse(chat.recovered());
    assertEquals(engine.id() + "/chat", chat.sid());
    chat.disconnect();
    assertFalse(chat.connected());
    assertThrows(ConnectionException.class, () -> chat.connect(ofMillis(1)));
  }

  @Test
  void joiningThrowsWhatItsFutureFailsWith() throws Exception {
    FakeEngine engine = connect(client);
    Namespace chat = client.namespace("/chat");
    Future<Object> refused =
        threads.submit(
            () -> {
              chat.connect();
              return "";
            });
    awaitSent(engine, 2);
    engine.refuse("/chat", "no");
    assertInstanceOf(ConnectionException.class, failure(refused));
    Client never = builder.build();
    assertThrows(NotConnectedException.class, () -> never.namespace("/chat").connect());
    never.close();
  }

  @Test
  void joiningIsWithdrawnWhenItIsInterrupted() throws Exception {
    FakeEngine engine = connect(client);
    var thread = new CompletableFuture<Thread>();
    Future<?> joining =
        threads.submit(
            () -> {
              thread.complete(Thread.currentThread());
              client.namespace("/chat").connect();
              return null;
            });
    awaitSent(engine, 2);
    thread.get(10, SECONDS).interrupt();
    assertInstanceOf(InterruptedException.class, failure(joining));
    engine.confirm("/chat");
    awaitSent(engine, 3);
    assertEquals(1, engine.sent(Packet.Disconnect.class).size());
    assertFalse(client.namespace("/chat").connected());
  }

  @Test
  void connectThatIsInterruptedLeavesNothingOfWhatHasJoined() throws Exception {
    var thread = new CompletableFuture<Thread>();
    Future<?> connecting =
        threads.submit(
            () -> {
              thread.complete(Thread.currentThread());
              client.connect(OPTIONS.namespaces("/", "/chat"));
              return null;
            });
    FakeEngine engine = engines.take().open().confirm("/");
    thread.get(10, SECONDS).interrupt();
    assertInstanceOf(InterruptedException.class, failure(connecting));
    client.await();
    assertTrue(engine.closed());
    assertFalse(client.connected());
  }

  /** Either the interrupt or the answer comes first, and the outcome is that of the first. */
  @RepeatedTest(200)
  void interruptAndAnswerAtTheSameMomentLeaveOneOutcome() throws Exception {
    var thread = new CompletableFuture<Thread>();
    Future<Boolean> joining =
        threads.submit(
            () -> {
              thread.complete(Thread.currentThread());
              try {
                client.connect(OPTIONS);
                return true;
              } catch (InterruptedException e) {
                return false;
              }
            });
    FakeEngine engine = engines.take().open();
    Thread connecting = thread.get(10, SECONDS);
    Future<?> interrupt = threads.submit(connecting::interrupt);
    engine.confirm("/");
    interrupt.get(10, SECONDS);
    if (joining.get(10, SECONDS)) {
      assertTrue(client.connected());
    } else {
      client.await();
      assertEquals(ClientState.IDLE, client.state());
    }
  }

  @RepeatedTest(200)
  void connectMayBeRepeatedTheMomentItHasThrown() throws Exception {
    Future<Object> twice =
        threads.submit(
            () -> {
              ConnectOptions options = OPTIONS.namespaces("/", "/chat");
              assertThrows(ConnectionException.class, () -> client.connect(options));
              assertEquals(ClientState.IDLE, client.state());
              assertFalse(client.connected());
              client.connect(options);
              return client.state();
            });
    engines.take().open().confirm("/").refuse("/chat", "not yet");
    engines.take().open().confirm("/", "/chat");
    assertEquals(ClientState.CONNECTED, twice.get(10, SECONDS));
  }

  @RepeatedTest(200)
  void connectMayBeRepeatedInADependentOfItsFuture() throws Exception {
    ConnectOptions options = OPTIONS.namespaces("/", "/chat");
    CompletableFuture<Void> twice =
        client.async().connect(options).exceptionallyCompose(e -> client.async().connect(options));
    engines.take().open().confirm("/").refuse("/chat", "not yet");
    engines.take().open().confirm("/", "/chat");
    twice.get(10, SECONDS);
    assertTrue(client.connected());
  }

  @Test
  void backgroundTasksRunOnDaemonsAndTellOnErrorWhatTheyThrow() throws Exception {
    var error = new CompletableFuture<Throwable>();
    try (Client other = builder.onError(error::complete).build()) {
      Thread thread =
          other.startBackgroundTask(
              () -> {
                throw new IllegalStateException("task");
              });
      assertTrue(thread.isDaemon());
      assertEquals("task", error.get(10, SECONDS).getMessage());
      other.async().startBackgroundTask(() -> {}).get(10, SECONDS);
      Future<?> failing =
          other
              .async()
              .startBackgroundTask(
                  () -> {
                    throw new IllegalStateException("async task");
                  });
      assertEquals("async task", failure(failing).getMessage());
    }
  }

  @Test
  void backgroundTasksMayThrowAnyException() throws Exception {
    for (Exception thrown : List.of(new IOException("task"), new InterruptedException("task"))) {
      var error = new CompletableFuture<Throwable>();
      Client.Task task =
          () -> {
            throw thrown;
          };
      try (Client other = builder.onError(error::complete).build()) {
        other.startBackgroundTask(task);
        assertSame(thrown, error.get(10, SECONDS));
        assertSame(thrown, failure(other.async().startBackgroundTask(task)));
      }
    }
  }

  @Test
  void sleepingEndsWithTheTimeOrWithTheClient() throws Exception {
    client.sleep(ofMillis(1));
    client.async().sleep(ofMillis(1)).get(10, SECONDS);
    CompletableFuture<Void> cancelled = client.async().sleep(ofSeconds(1000));
    assertTrue(cancelled.cancel(false));
    CompletableFuture<Void> sleeping = client.async().sleep(ofSeconds(1000));
    client.close();
    assertInstanceOf(ClientClosedException.class, failure(sleeping));
    assertInstanceOf(ClientClosedException.class, failure(client.async().sleep(ofMillis(1))));
    assertThrows(IllegalArgumentException.class, () -> client.sleep(ofSeconds(-1)));
    assertThrows(
        IllegalArgumentException.class, () -> failure(client.async().sleep(ofSeconds(-1))));
  }
}
