package socketio.core.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.Client;
import socketio.ClientState;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.Harness;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Packet;

/** Where handlers run, and how their errors are reported. */
@Timeout(60)
class HandlerExecutorTest {
  private static String take(BlockingQueue<String> queue) throws InterruptedException {
    return String.valueOf(queue.poll(10, SECONDS));
  }

  @Tag("pain-18-android")
  @Test
  void givesWayToTheThreadsOfTheLibraryWhenItRejects() throws InterruptedException {
    BlockingQueue<String> log = new LinkedBlockingQueue<>();
    var test = Thread.currentThread();
    try (var h =
        new Harness(
            b ->
                b.handlerExecutor(
                    task -> {
                      throw new RejectedExecutionException("shut down");
                    }))) {
      h.client.on(
          "news", args -> log.add("news " + (Thread.currentThread() == test) + args.get(0)));
      FakeEngine engine = h.connect();
      engine.event("/", "news", 1);
      engine.event("/", "news", 2);
      assertEquals("news false1", take(log));
      assertEquals("news false2", take(log));
    }
  }

  @Test
  void runsWhatOnErrorThrowsWithoutHarm() {
    try (var h =
        new Harness(
            b ->
                b.onError(
                    error -> {
                      throw new IllegalStateException("onError");
                    }))) {
      assertSurvives(h);
    }
  }

  @Test
  void runsAnOnErrorThatRethrowsWithoutHarm() {
    try (var h =
        new Harness(
            b ->
                b.onError(
                    error -> {
                      throw (IllegalStateException) error;
                    }))) {
      assertSurvives(h);
    }
  }

  private static void assertSurvives(Harness h) {
    h.client.on(
        "news",
        args -> {
          throw new IllegalStateException("handler");
        });
    h.client.on("news", args -> h.log.add("second"));
    FakeEngine engine = h.connect();
    engine.event("/", "news");
    engine.event("/", "news");
    assertEquals(List.of("second", "second"), h.takeLog());
  }

  @Test
  void logsErrorsWhereNobodyWantsThem() throws InterruptedException {
    // With the default, the test can only check that the next event is delivered.
    BlockingQueue<String> log = new LinkedBlockingQueue<>();
    var parser = new ReferenceParser();
    var engines = new FakeEngines(parser);
    try (Client client =
        Client.builder().engine(engines).parser(parser).transport(new IdleTransport()).build()) {
      client.once(
          "news",
          args -> {
            throw new IllegalStateException("a test of the log");
          });
      client.on("news", args -> log.add("news"));
      var unused = client.async().connect(Harness.OPTIONS);
      engines.take().open().confirm("/").event("/", "news");
      assertEquals("news", take(log));
    }
  }

  @Test
  void runsConcurrentHandlersBesideEachOther() throws Exception {
    var together = new CountDownLatch(3);
    var done = new CountDownLatch(3);
    var executor = Executors.newCachedThreadPool();
    try (var h = new Harness(b -> b.concurrentHandlers().handlerExecutor(executor))) {
      h.client.on(
          "news",
          args -> {
            together.countDown();
            if (together.await(10, SECONDS)) {
              done.countDown();
            }
          });
      FakeEngine engine = h.connect();
      for (int i = 0; i < 3; i++) {
        engine.event("/", "news");
      }
      assertTrue(done.await(10, SECONDS));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void keepsReadingForConcurrentHandlersThatWait() throws Exception {
    var asked = new CountDownLatch(1);
    var executor = Executors.newCachedThreadPool();
    try (var h = new Harness(b -> b.concurrentHandlers().handlerExecutor(executor))) {
      var answer = new CompletableFuture<Args>();
      h.client.on(
          "ask",
          args -> {
            CompletableFuture<Args> call = h.client.call("question");
            asked.countDown();
            answer.complete(call.get(10, SECONDS));
          });
      h.client.on("flood", args -> answer.get(10, SECONDS));
      FakeEngine engine = h.connect();
      engine.event("/", "ask");
      h.loop.awaitTask();
      assertTrue(asked.await(10, SECONDS));
      engine.event("/", "flood", new byte[(8 << 20) + 1]);
      assertEquals(List.of(), engine.readings());
      engine.ack("/", engine.sent(Packet.Event.class).get(0).id(), "answer");
      assertEquals("answer", answer.get(10, SECONDS).get(0));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void runsHandlersInOrderOnTheThreadsOfTheLibraryByDefault() throws Exception {
    var seen = Collections.synchronizedList(new ArrayList<Integer>());
    var done = new CountDownLatch(1000);
    var parser = new ReferenceParser();
    var engines = new FakeEngines(parser);
    var thread = new CompletableFuture<Thread>();
    try (Client client =
        Client.builder().engine(engines).parser(parser).transport(new IdleTransport()).build()) {
      client.on(
          "news",
          Integer.class,
          number -> {
            thread.complete(Thread.currentThread());
            seen.add(number);
            done.countDown();
          });
      CompletableFuture<Void> connected = client.async().connect(Harness.OPTIONS);
      FakeEngine engine = engines.take().open().confirm("/");
      connected.get(10, SECONDS);
      for (int i = 0; i < 1000; i++) {
        engine.event("/", "news", i);
      }
      assertTrue(done.await(10, SECONDS));
      for (int i = 0; i < 1000; i++) {
        assertEquals(i, seen.get(i));
      }
      assertTrue(thread.get(10, SECONDS).isDaemon());
      assertNotSame(Thread.currentThread(), thread.get(10, SECONDS));
      assertSame(client, client.async().blocking());
      assertFalse(client.state() == ClientState.CLOSED);
    }
  }
}
