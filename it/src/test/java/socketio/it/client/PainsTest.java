package socketio.it.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.Namespace;
import socketio.Reconnection;
import socketio.testkit.FakeServer;

/** Complaints of users of other clients that no other test covers. */
@Timeout(60)
class PainsTest {
  private static final int EVENTS = 100_000;

  @RegisterExtension final FakeServer server = FakeServer.builder().recording(false).create();

  private ConnectOptions as(String user) {
    return ConnectOptions.to(server.url()).auth(Map.of("user", user));
  }

  /** Threads that may appear at any time: a worker that was idle for a while and comes back. */
  private static final int FEW_THREADS = 8;

  @Tag("pain-04-jvm-does-not-exit")
  @Test
  void events100kStartNoThreads() throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (Client client = Client.create()) {
      var received = new CountDownLatch(EVENTS);
      client.on("news", args -> received.countDown());
      client.connect(server.url());
      long before = threads.getTotalStartedThreadCount();

      for (int i = 0; i < EVENTS; i++) {
        server.emit("news", i);
      }

      assertTrue(received.await(30, SECONDS));
      long started = threads.getTotalStartedThreadCount() - before;
      assertTrue(started <= FEW_THREADS, () -> started + " threads were started");
    }
  }

  @Tag("pain-10-hidden-caches")
  @Test
  void fiveNamespacesOpenedClosedAndOpenedAgainAreOneConnection() throws Exception {
    IntStream.range(0, 5).forEach(i -> server.namespace("/n" + i));
    try (Client client = Client.create()) {
      client.connect(server.url());
      String id = client.engineId();
      List<Namespace> namespaces =
          IntStream.range(0, 5).mapToObj(i -> client.namespace("/n" + i)).toList();

      for (int round = 0; round < 3; round++) {
        for (Namespace namespace : namespaces) {
          namespace.connect();
        }
        assertEquals(1, server.connectionCount());
        assertEquals(id, client.engineId());
        namespaces.forEach(Namespace::disconnect);
        assertEquals(ClientState.CONNECTED, client.state());
      }
    }
  }

  @Tag("pain-10-hidden-caches")
  @Test
  void twoClientsOfOneAddressShareNothing() throws Exception {
    var users = new LinkedBlockingQueue<String>();
    server.onConnect(socket -> users.add(String.valueOf(socket.auth())));
    try (Client first = Client.create();
        Client second = Client.create()) {
      var received = new LinkedBlockingQueue<String>();
      first.on("news", args -> received.add("first"));
      first.connect(as("first"));
      second.connect(as("second"));

      assertEquals("{user=first}", users.take());
      assertEquals("{user=second}", users.take());
      assertEquals(2, server.connectionCount());
      assertNotEquals(first.engineId(), second.engineId());
      assertNotEquals(first.sid(), second.sid());
      first.disconnect();
      assertFalse(first.connected());
      assertTrue(second.connected());
      first.connect(as("third"));
      assertEquals("{user=third}", users.take());
      server.emit("news");
      assertEquals("first", received.take());
    }
  }

  @Tag("pain-24-logging")
  @Test
  void nothingIsLoggedOfALifeWithoutErrors() throws Exception {
    var connects = new LinkedBlockingQueue<Boolean>();
    server.onCall("ask", (socket, args) -> "answer");
    try (var log = new LogLines();
        Client client =
            Client.builder()
                .reconnection(Reconnection.defaults().delay(Duration.ofMillis(10)))
                .build()) {
      client.onConnect(() -> connects.add(true));
      client.connect(server.url());
      connects.take();
      assertEquals("answer", client.call("ask").get(0));
      server.dropConnections();
      connects.take();
      assertEquals("answer", client.call("ask").get(0));
      client.disconnect();
      assertEquals(List.of(), log.lines());
    }
  }
}
