package socketio.it.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.it.messages.Texts.assertText;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Client;
import socketio.testkit.EchoServer;
import socketio.testkit.FakeEngineServer;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.Fault;
import socketio.testkit.ManualLoop;
import socketio.testkit.ReceivedEvent;
import socketio.testkit.When;

/** Texts about the arguments of the testkit. */
@Timeout(60)
class TestkitMessagesTest {
  @Test
  void settings() {
    var builder = FakeServer.builder();
    assertText("port: 65536 must be between 0 and 65535", () -> builder.port(65_536));
    assertText(
        "path: 'x' must begin and end with a slash, as in \"/socket.io/\"",
        () -> builder.path("x"),
        () -> FakeEngineServer.builder().path("x"));
    assertText(
        "pingInterval: PT0S must be more than zero", () -> builder.pingInterval(Duration.ZERO));
    assertText(
        "pingTimeout: PT0S must be more than zero", () -> builder.pingTimeout(Duration.ZERO));
    assertText(
        "upgradeTimeout: PT0S must be more than zero", () -> builder.upgradeTimeout(Duration.ZERO));
    assertText("patience: PT0S must be more than zero", () -> builder.patience(Duration.ZERO));
    assertText("maxPayload: 0 must be 1 or more", () -> builder.maxPayload(0));
  }

  @Test
  void faults() {
    Duration negative = Duration.ofSeconds(-1);
    assertText("bytes: 0 must be 1 or more", () -> new Fault.OversizedPayload(0));
    assertText(
        "status: 101 must be between 200 and 599",
        () -> new Fault.Http(101),
        () -> new Fault.RefuseUpgrade(101));
    assertText("time: PT-1S must not be negative", () -> new Fault.Stall(negative));
    assertText("downtime: PT-1S must not be negative", () -> new Fault.Restart(negative));
    assertText("delay: PT-1S must not be negative", () -> new Fault.SlowPoll(negative));
    assertText("times: 0 must be 1 or more", () -> When.next().times(0));
    assertText("skip: -1 must not be negative", () -> When.next().skip(-1));
  }

  @Test
  void aLoop() {
    var loop = new ManualLoop();
    assertText("time: PT-1S must not be negative", () -> loop.advance(Duration.ofSeconds(-1)));
    List<String> texts = new ArrayList<>();
    loop.execute(
        () ->
            texts.add(
                String.valueOf(
                    assertThrows(IllegalStateException.class, loop::runAll).getMessage())));
    loop.runAll();
    assertEquals(
        List.of("a task of the loop cannot run the loop: call this method from the test"), texts);
    String here = Thread.currentThread().getName();
    assertEquals(
        "a ManualLoop may be run only by the thread that created it, " + here + ", not by another",
        Texts.of(
            CompletableFuture.runAsync(loop::runAll, task -> new Thread(task, "another").start())));
  }

  @Test
  void anEvent() throws Exception {
    try (FakeServer server = FakeServer.start();
        Client client = Client.builder().transport(FakeTransport.to(server)).build()) {
      assertText(
          "path: 'chat' must begin with a slash, as in \"/chat\"", () -> server.namespace("chat"));
      client.connect(server.url());
      var socket = server.takeSocket();
      client.emit("news");
      ReceivedEvent news = socket.takeEvent("news");
      assertText(
          "the client sent \"news\" without asking for an acknowledgement", () -> news.ack("x"));
      var unused = client.async().call("ask");
      ReceivedEvent ask = socket.takeEvent("ask");
      ask.ack("x");
      assertText("\"ask\" has been acknowledged already", () -> ask.ack("y"));
    }
  }

  @Test
  void anEchoServer() {
    String text =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> EchoServer.main("x=1"))
                .getMessage());
    String expected = "not a setting: \"x=1\"; expected name=value, where name is one of [";
    assertEquals(expected, text.substring(0, expected.length()));
  }
}
