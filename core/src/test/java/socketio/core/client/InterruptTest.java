package socketio.core.client;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertSays;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.EmitOptions;
import socketio.OfflinePolicy;
import socketio.SimpleClient;
import socketio.SocketIOException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ReferenceParser;
import socketio.core.runtime.Blocking;
import socketio.core.runtime.SharedThreads;
import socketio.core.runtime.TimedLoop;
import socketio.spi.Packet;

/** The rule for interrupts, on real threads and with the real loop. */
@Timeout(60)
class InterruptTest {
  private static final long MARK = 1 << 20;

  private final ReferenceParser parser = new ReferenceParser();
  private final FakeEngines engines = new FakeEngines(parser);
  private final ClientBuilder builder =
      Client.builder().engine(engines).parser(parser).transport(new IdleTransport());
  private final Client client = builder.build();

  @AfterEach
  void close() {
    assertFalse(Thread.interrupted(), "a test leaves its thread interrupted");
    client.close();
  }

  private FakeEngine connect() throws Exception {
    CompletableFuture<Void> connected = client.async().connect(OPTIONS);
    FakeEngine engine = engines.take().open().confirm("/");
    connected.get(10, SECONDS);
    return engine;
  }

  /** A call on a thread of its own. */
  private static final class Caller {
    private final FutureTask<@Nullable Object> result;
    private final CompletableFuture<Boolean> flag = new CompletableFuture<>();
    final Thread thread;

    Caller(Callable<? extends @Nullable Object> call) {
      result =
          new FutureTask<>(
              () -> {
                try {
                  return call.call();
                } finally {
                  flag.complete(Thread.currentThread().isInterrupted());
                }
              });
      thread = new Thread(result);
      thread.setDaemon(true);
      thread.start();
    }

    static Caller of(Executable action) {
      return new Caller(
          () -> {
            try {
              action.execute();
            } catch (Exception e) {
              throw e;
            } catch (Throwable e) {
              throw new AssertionError(e);
            }
            return null;
          });
    }

    Caller awaitBlocked() {
      Set<Thread.State> blocked = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
      while (!blocked.contains(thread.getState())) {
        assertTrue(thread.isAlive(), "it did not wait");
        Thread.onSpinWait();
      }
      return this;
    }

    void interruptBlocked() {
      awaitBlocked().thread.interrupt();
      assertInterrupted();
    }

    void assertInterrupted() {
      ExecutionException error =
          assertThrows(ExecutionException.class, () -> result.get(10, SECONDS));
      assertInstanceOf(InterruptedException.class, error.getCause());
      assertFalse(flag.join(), "the exception replaces the flag");
    }
  }

  private static void assertInterruptedBefore(Executable action) {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, action);
    assertFalse(Thread.currentThread().isInterrupted(), "the exception replaces the flag");
  }

  @Test
  void aThreadThatIsInterruptedBeginsNothing() throws Exception {
    assertInterruptedBefore(() -> client.connect(OPTIONS));
    assertEquals(0, engines.count());
    FakeEngine engine = connect();
    assertInterruptedBefore(() -> client.call("ask"));
    assertInterruptedBefore(() -> client.call(ofSeconds(1), "ask"));
    assertInterruptedBefore(() -> client.namespace("/").call("ask"));
    assertInterruptedBefore(() -> client.with(EmitOptions.defaults().asVolatile()).call("ask"));
    assertInterruptedBefore(() -> client.awaitEvent("news", ofMinutes(1)));
    assertInterruptedBefore(() -> client.sleep(ofMinutes(1)));
    assertInterruptedBefore(() -> client.await());
    assertInterruptedBefore(() -> client.await(ofMinutes(1)));
    assertEquals(List.of(), engine.sent(Packet.Event.class));
    client.disconnect();
    assertInterruptedBefore(() -> client.await());
    assertInterruptedBefore(() -> client.sleep(java.time.Duration.ZERO));
  }

  @Test
  void aSimpleClientOfAThreadThatIsInterruptedBeginsNothing() throws Exception {
    try (SimpleClient simple = SimpleClient.of(builder)) {
      assertInterruptedBefore(() -> simple.connect(OPTIONS));
      assertEquals(0, engines.count());
      CompletableFuture<Void> connected = simple.async().connect(OPTIONS);
      FakeEngine engine = engines.take().open().confirm("/");
      connected.get(10, SECONDS);
      engine.event("/", "news", 1);
      assertInterruptedBefore(() -> simple.emit("e"));
      assertInterruptedBefore(() -> simple.call("ask"));
      assertInterruptedBefore(() -> simple.call(ofSeconds(1), "ask"));
      assertInterruptedBefore(() -> simple.receive());
      assertInterruptedBefore(() -> simple.receive(ofSeconds(1)));
      assertEquals(List.of(), engine.sent(Packet.Event.class));
      assertEquals("news", simple.receive(ofSeconds(10)).name());
    }
  }

  @Test
  void anInterruptEndsAWait() throws Exception {
    Caller.of(() -> client.connect(OPTIONS)).interruptBlocked();
    client.await();
    assertEquals(ClientState.IDLE, client.state());
    assertTrue(engines.take().closed());

    connect();
    Caller.of(() -> client.await()).interruptBlocked();
    Caller.of(() -> client.await(ofMinutes(1))).interruptBlocked();
    Caller.of(() -> client.sleep(ofMinutes(1))).interruptBlocked();
    Caller.of(() -> client.awaitEvent("news", ofMinutes(1))).interruptBlocked();
    Caller.of(() -> client.call("ask")).interruptBlocked();
    assertTrue(client.connected());
  }

  @Test
  void anInterruptEndsACallThatIsPaced() throws Exception {
    FakeEngine engine = connect();
    engine.queue(MARK + 1);
    client.emit("filler");
    Caller.of(() -> client.call("ask")).interruptBlocked();
    engine.drain(0);
    assertEquals(1, engine.sent(Packet.Event.class).size());
  }

  @Test
  void anInterruptEndsAnEmitOfASimpleClientThatIsPaced() throws Exception {
    try (SimpleClient simple = SimpleClient.of(builder)) {
      CompletableFuture<Void> connected = simple.async().connect(OPTIONS);
      FakeEngine engine = engines.take().open().confirm("/");
      connected.get(10, SECONDS);
      engine.queue(MARK + 1);
      Caller.of(() -> simple.emit("e")).interruptBlocked();
      engine.drain(0);
    }
  }

  /** Whichever comes first: the acknowledgement is not lost, nor is the interrupt. */
  @RepeatedTest(20)
  void anAcknowledgementThatArrivesWithAnInterruptIsReturned() throws Exception {
    FakeEngine engine = connect();
    var call = new Caller(() -> client.call("ask").get(0));
    call.awaitBlocked();
    var interrupting = new Thread(call.thread::interrupt);
    interrupting.start();
    engine.ack("/", 1, "yes");
    interrupting.join();
    try {
      assertEquals("yes", call.result.get(10, SECONDS));
    } catch (ExecutionException e) {
      assertInstanceOf(InterruptedException.class, e.getCause());
      assertFalse(call.flag.join());
    }
  }

  /** A future that gets its value at the moment of the interrupt. */
  private static final class Tie extends CompletableFuture<String> {
    @Override
    public String get() throws InterruptedException {
      complete("value");
      throw new InterruptedException();
    }
  }

  @Test
  void aValueThatArrivesWithAnInterruptIsReturnedAndTheFlagIsKept() throws Exception {
    SharedThreads threads = SharedThreads.acquire();
    try {
      assertEquals("value", Blocking.call(new TimedLoop(threads), Tie::new));
      assertTrue(Thread.interrupted());
    } finally {
      threads.release();
    }
  }

  @Test
  void anEmitThatNeedNotWaitIsSentAndTheFlagIsKept() throws Exception {
    FakeEngine engine = connect();
    Thread.currentThread().interrupt();
    client.emit("first");
    client.send("second");
    client.with(EmitOptions.defaults().asVolatile()).emit("third");
    client.with(EmitOptions.defaults().retries(1)).emit("fourth");
    assertTrue(Thread.interrupted());
    assertEquals(
        List.of("first", "message", "third", "fourth"),
        engine.sent(Packet.Event.class).stream().map(Packet.Event::name).toList());
  }

  @Test
  void anEmitThatWouldBePacedIsRefusedAndTheFlagIsKept() throws Exception {
    FakeEngine engine = connect();
    engine.queue(MARK + 1);
    client.emit("filler");
    Thread.currentThread().interrupt();
    SocketIOException error = assertThrows(SocketIOException.class, () -> client.emit("e"));
    assertTrue(Thread.interrupted());
    assertSays("nothing was sent", error);
    engine.drain(0);
    assertEquals(1, engine.sent(Packet.Event.class).size());
  }

  @Test
  void endingWorksOnAThreadThatIsInterruptedAndDoesNotWait() throws Exception {
    try (Client buffering = builder.offline(OfflinePolicy.buffer(10, 1000, ofMinutes(1))).build()) {
      CompletableFuture<Void> buffered = buffering.async().emit("e");
      Thread.currentThread().interrupt();
      buffering.namespace("/").clearBuffer();
      buffering.clearBuffer();
      assertTrue(Thread.interrupted());
      assertThrows(ExecutionException.class, () -> buffered.get(10, SECONDS));
    }
    FakeEngine engine = connect();
    engine.linger();
    Thread.currentThread().interrupt();
    client.namespace("/").disconnect();
    client.disconnect();
    client.close();
    client.async().close();
    assertTrue(Thread.interrupted());
    assertEquals(ClientState.CLOSED, client.state());
    assertTrue(engine.closed());
    assertFalse(engine.ended());
    engine.lose(socketio.DisconnectReason.CLIENT_DISCONNECT);
    client.async().closeAsync().get(10, SECONDS);
  }

  @Test
  void aRefusalThatArrivedBeforeTheInterruptIsNotReplaced() throws Exception {
    SharedThreads threads = SharedThreads.acquire();
    try {
      var refusal = ConnectionException.builder(ConnectionException.Phase.NAMESPACE, "no").build();
      var loop = new TimedLoop(threads);
      assertThrows(
          ConnectionException.class,
          () ->
              Blocking.call(
                  loop,
                  () -> {
                    Thread.currentThread().interrupt();
                    return CompletableFuture.failedFuture(refusal);
                  }));
      assertTrue(Thread.interrupted());
    } finally {
      threads.release();
    }
    assertNull(client.sid());
  }
}
