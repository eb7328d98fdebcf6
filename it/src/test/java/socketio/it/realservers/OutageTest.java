package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.AsyncEmitter;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.EmitOptions;
import socketio.OfflinePolicy;
import socketio.Reconnection;
import socketio.it.support.Await;
import socketio.it.support.CuttableProxy;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;

/** Events emitted without a connection, or while it breaks. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.support.Setup#eachMode")
@RealServer
@Timeout(120)
class OutageTest {
  private static final int CALLS = 200;

  private final Setup setup;
  private final CuttableProxy proxy;
  private final Client client;

  OutageTest(Setup setup, NodeServer server) throws Exception {
    this.setup = setup;
    proxy = new CuttableProxy(server.url());
    client =
        setup
            .client()
            .reconnection(Reconnection.defaults().delay(Duration.ofMillis(20)).jitter(0))
            .offline(OfflinePolicy.buffer(1000, 1 << 20, Duration.ofMinutes(1)))
            .build();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    proxy.close();
  }

  private ConnectOptions options() {
    return setup.to(proxy.url());
  }

  @Test
  void whatWasEmittedBeforeConnectingLeavesFirst() throws Exception {
    client.onConnect(() -> client.emit("numbered", 3));
    for (int i = 0; i < 3; i++) {
      client.emit("numbered", i);
    }
    CompletableFuture<Args> early = client.async().call("call", "early");

    client.connect(options());

    assertEquals(List.of("early"), Await.result(early).toList());
    assertCounted(4);
  }

  @Test
  void whatWasEmittedDuringAnOutageArrivesOnceAndInOrder() throws Exception {
    BlockingQueue<Reconnection.Event> steps = new LinkedBlockingQueue<>();
    client.onReconnection(steps::add);
    client.connect(options());
    client.call("call");
    proxy.cut();
    while (!(steps.take() instanceof Reconnection.Event.Failed)) {
      // until the client has met the outage
    }
    for (int i = 0; i < 100; i++) {
      client.emit("numbered", i);
    }
    proxy.mend();
    while (!(steps.take() instanceof Reconnection.Event.Succeeded)) {
      // until it is over
    }

    assertCounted(100);
  }

  /** Checks that the server gets so many events, in order. */
  private void assertCounted(long expected) throws InterruptedException {
    List<?> report;
    do {
      report = client.call("numbered-report").toList();
    } while (report.get(0) instanceof Long count && count < expected);
    assertEquals(List.of(expected, List.of()), report);
  }

  @Test
  void everyEventWithRetriesIsAcknowledgedHoweverOftenTheConnectionBreaks() throws Exception {
    client.connect(options());
    AsyncEmitter reliable =
        client.async().with(EmitOptions.defaults().retries(100).timeout(Duration.ofSeconds(5)));
    List<CompletableFuture<Args>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(reliable.call("call", i));
    }
    for (int cut = 1; cut <= 4; cut++) {
      Await.result(calls.get(CALLS * cut / 5));
      proxy.cut();
      proxy.mend();
    }
    for (int i = 0; i < CALLS; i++) {
      assertEquals(List.of((long) i), Await.result(calls.get(i)).toList());
    }
    Await.result(
        client.async().namespace("/").connect()); // the last cut may follow the last answer
    assertTrue(client.connected());
  }
}
