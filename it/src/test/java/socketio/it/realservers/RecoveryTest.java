package socketio.it.realservers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.AnnotationSupport;
import socketio.Client;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.Subscription;
import socketio.it.support.CuttableProxy;
import socketio.it.support.HandlerRecorder;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;

/** Connection state recovery with Node's server, when the TCP connection is cut. */
class RecoveryTest {
  private static final String LONG_MEMORY = "{\"connectionStateRecovery\": {}}";
  private static final String NO_MEMORY =
      "{\"connectionStateRecovery\": {\"maxDisconnectionDuration\": 1}}";

  @Nested
  @ParameterizedClass(name = "{0}")
  @MethodSource("socketio.it.support.Setup#eachMode")
  @RealServer(options = LONG_MEMORY)
  class AServerThatRemembers extends Loss {
    AServerThatRemembers(Setup setup, NodeServer server) throws Exception {
      super(setup, server);
    }

    @Test
    void deliversWhatWasMissedOnceAndInOrderAheadOfTheConnectHandler() throws Exception {
      String sid = connect();
      shout(0, 10);
      received.expect(range(0, 10));

      loseAndMiss(10, 20);

      List<Object> expected = new ArrayList<>(range(10, 20));
      expected.add("connect true");
      received.expect(expected);
      assertEquals(sid, client.sid());
      shout(20, 22);
      received.expect(range(20, 22));
      assertEquals(List.of("still there"), client.call("call", "still there").toList());
    }

    @Test
    void remembersThroughSeveralLosses() throws Exception {
      String sid = connect();
      shout(0, 1);
      received.expect(range(0, 1));
      for (int i = 1; i < 4; i++) {
        loseAndMiss(i, i + 1);
        received.expect(List.of(i, "connect true"));
        assertEquals(sid, client.sid());
      }
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @MethodSource("socketio.it.support.Setup#eachMode")
  @RealServer(options = LONG_MEMORY, parser = NodeServer.MSGPACK)
  class AServerThatRemembersByMessagePack extends AServerThatRemembers {
    AServerThatRemembersByMessagePack(Setup setup, NodeServer server) throws Exception {
      super(setup, server);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @MethodSource("socketio.it.support.Setup#eachMode")
  @RealServer(options = NO_MEMORY)
  class AServerThatHasForgotten extends Loss {
    AServerThatHasForgotten(Setup setup, NodeServer server) throws Exception {
      super(setup, server);
    }

    @Test
    void beginsAnewWithAFreshSid() throws Exception {
      String sid = connect();
      shout(0, 3);
      received.expect(range(0, 3));

      loseAndMiss(3, 5);

      received.expect(List.of("connect false"));
      assertNotEquals(sid, client.sid());
      shout(5, 6);
      received.expect(range(5, 6));
    }
  }

  /** A client whose connection can be cut, and a witness whose connection cannot. */
  @Timeout(60)
  abstract static class Loss {
    private final Setup setup;
    private final NodeServer server;
    private final CuttableProxy proxy;
    final HandlerRecorder received = new HandlerRecorder();
    private final String parser =
        AnnotationSupport.findAnnotation(getClass(), RealServer.class).orElseThrow().parser();
    private final Client witness = Client.builder().parser(parser).build();
    final Client client;

    Loss(Setup setup, NodeServer server) throws Exception {
      this.setup = setup;
      this.server = server;
      proxy = new CuttableProxy(server.url());
      client =
          setup
              .client()
              .reconnection(Reconnection.defaults().delay(Duration.ofMillis(20)).jitter(0))
              .parser(parser)
              .build();
    }

    @AfterEach
    void close() throws Exception {
      client.close();
      witness.close();
      proxy.close();
    }

    String connect() throws Exception {
      client.on("shout", Integer.class, received::add);
      client.onConnect(() -> received.add("connect " + client.recovered()));
      client.connect(setup.to(proxy.url()));
      received.expect(List.of("connect false"));
      witness.connect(server.url());
      @Nullable String sid = client.sid();
      assertNotNull(sid);
      return sid;
    }

    /** Sends numbers to the client; returns when the server has sent them. */
    void shout(int from, int to) throws InterruptedException {
      for (int i = from; i < to; i++) {
        witness.emit("shout", i);
      }
      witness.call("call");
    }

    /** Cuts the connection, sends numbers meanwhile, and lets the client come back. */
    void loseAndMiss(int from, int to) throws InterruptedException {
      BlockingQueue<DisconnectReason> lost = new LinkedBlockingQueue<>();
      Subscription subscription = client.onDisconnect(lost::add);
      // A server learns that polling has ended from the end of the pending request, or much later.
      awaitAnswer("writable", true);
      proxy.cut();
      assertNotNull(lost.poll(10, SECONDS), "the client has not noticed");
      subscription.close();
      awaitAnswer("population", 1L);
      shout(from, to);
      proxy.mend();
    }

    private void awaitAnswer(String question, Object answer) throws InterruptedException {
      while (!witness.call(question).toList().equals(List.of(answer))) {
        Thread.onSpinWait();
      }
    }

    static List<Integer> range(int from, int to) {
      return IntStream.range(from, to).boxed().toList();
    }
  }
}
