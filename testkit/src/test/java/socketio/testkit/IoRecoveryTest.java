package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connection state recovery, as the reference server does it. */
class IoRecoveryTest {
  private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");
  private static final Pattern LAST = Pattern.compile("\"([^\"]+)\"]$");

  @RegisterExtension
  final FakeServer server = FakeServer.builder().recovery(Duration.ofMinutes(2)).create();

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }

  private record Lost(FakeSocket socket, String pid, String offset) {
    String connect() {
      return "0{\"pid\":\"%s\",\"offset\":\"%s\"}".formatted(pid, offset);
    }
  }

  /** A client that received one event and lost its connection. */
  private Lost lose() throws Exception {
    IoClient client = IoClient.open(server);
    String pid = find(PID, client.send("0").take());
    FakeSocket socket = server.takeSocket();
    socket.emit("first");
    String offset = find(LAST, client.take());
    client.raw().abort();
    socket.takeDisconnect();
    return new Lost(socket, pid, offset);
  }

  /** Without an acknowledgement id every event carries its offset as the last argument. */
  @Test
  void appendsAnOffsetToEvents() throws Exception {
    IoClient client = IoClient.connect(server);
    FakeSocket socket = server.takeSocket();
    socket.emit("news", 1);
    socket.emit("news", 2);
    String first = client.take();
    String second = client.take();
    assertTrue(first.startsWith("2[\"news\",1,\""));
    assertNotEquals(find(LAST, first), find(LAST, second));
  }

  /** Missed events come before the CONNECT packet, which has the same ids again. */
  @Test
  void sendsWhatWasMissedAndThenConfirms() throws Exception {
    Lost lost = lose();
    lost.socket().emit("missed", 1);
    server.emit("missed", 2);
    IoClient back = IoClient.open(server).send(lost.connect());
    assertTrue(back.take().startsWith("2[\"missed\",1,\""));
    assertTrue(back.take().startsWith("2[\"missed\",2,\""));
    assertEquals(
        "0{\"sid\":\"%s\",\"pid\":\"%s\"}".formatted(lost.socket().id(), lost.pid()), back.take());
    FakeSocket again = server.takeSocket();
    assertTrue(again.recovered());
    assertEquals(lost.socket().id(), again.id());
    again.emit("live");
    assertTrue(back.take().startsWith("2[\"live\",\""));
  }

  @Test
  void recoversAgainAfterAnotherLoss() throws Exception {
    Lost lost = lose();
    IoClient back = IoClient.open(server).send(lost.connect());
    back.take();
    FakeSocket again = server.takeSocket();
    again.emit("second");
    String offset = find(LAST, back.take());
    back.raw().abort();
    again.takeDisconnect();
    again.emit("third");
    IoClient third = IoClient.open(server).send(new Lost(again, lost.pid(), offset).connect());
    assertTrue(third.take().startsWith("2[\"third\",\""));
  }

  @Test
  void startsAnewForAnUnknownStateOrOffset() throws Exception {
    Lost lost = lose();
    for (Lost wrong :
        new Lost[] {
          new Lost(lost.socket(), "unknown", lost.offset()),
          new Lost(lost.socket(), lost.pid(), "unknown")
        }) {
      String answer = IoClient.open(server).send(wrong.connect()).take();
      assertTrue(answer.startsWith("0{"), answer);
      assertNotEquals(lost.pid(), find(PID, answer));
      assertFalse(server.takeSocket().recovered());
    }
  }

  @Test
  void doesNotRecoverAClientThatLeft() throws Exception {
    IoClient client = IoClient.open(server);
    String pid = find(PID, client.send("0").take());
    FakeSocket socket = server.takeSocket();
    socket.emit("first");
    String offset = find(LAST, client.take());
    client.send("1");
    socket.takeDisconnect();
    String answer = IoClient.open(server).send(new Lost(socket, pid, offset).connect()).take();
    assertNotEquals(pid, find(PID, answer));
  }

  @Test
  void forgetsTheStateAfterItsTime() throws Exception {
    try (FakeServer forgetful = FakeServer.builder().recovery(Duration.ofMillis(1)).start()) {
      IoClient client = IoClient.open(forgetful);
      String pid = find(PID, client.send("0").take());
      FakeSocket socket = forgetful.takeSocket();
      socket.emit("first");
      String offset = find(LAST, client.take());
      client.raw().abort();
      socket.takeDisconnect();
      while (true) { // until the millisecond is over
        try {
          socket.emit("kept");
        } catch (SocketGoneException e) {
          break;
        }
      }
      String answer = IoClient.open(forgetful).send(new Lost(socket, pid, offset).connect()).take();
      assertNotEquals(pid, find(PID, answer));
    }
  }

  @Test
  void forgetsAllStatesWhenItRestarts() throws Exception {
    Lost lost = lose();
    server.restart();
    String answer = IoClient.open(server).send(lost.connect()).take();
    assertNotEquals(lost.pid(), find(PID, answer));
  }
}
