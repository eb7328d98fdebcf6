package socketio.it.chaos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.it.chaos.ChaosPlan.Course;
import socketio.it.chaos.ChaosPlan.Cut;
import socketio.it.chaos.ChaosPlan.Disaster;
import socketio.it.chaos.ChaosPlan.Forecast;
import socketio.it.chaos.ChaosPlan.Welcome;

/** Chaos follows from its seed, and is no worse than a network. */
@Timeout(60)
class ChaosProxyTest {
  private static final int BYTES = 20_000;

  @Test
  void aSeedMeansTheSameEachTimeAndAnotherSeedSomethingElse() {
    assertEquals(describe(1), describe(1));
    assertTrue(!describe(1).equals(describe(2)));
  }

  private static List<Object> describe(long seed) {
    var plan = new ChaosPlan(seed);
    List<Object> all = new ArrayList<>();
    for (int connection = 0; connection < 20; connection++) {
      all.add(plan.welcome(connection));
      for (Course course : List.of(plan.up(connection), plan.down(connection))) {
        all.add(course.cut());
        for (int i = 0; i < 100; i++) {
          all.addAll(List.of(course.slice(1000), course.pauseMillis()));
        }
      }
    }
    Forecast forecast = plan.forecast();
    for (int i = 0; i < 20; i++) {
      all.add(forecast.next());
    }
    return all;
  }

  @Test
  void everySortOfTroubleHappens() {
    Set<Welcome> welcomes = EnumSet.noneOf(Welcome.class);
    Set<Cut> cuts = EnumSet.noneOf(Cut.class);
    Set<Disaster> disasters = EnumSet.noneOf(Disaster.class);
    var plan = new ChaosPlan(1);
    Forecast forecast = plan.forecast();
    for (int i = 0; i < 300; i++) {
      welcomes.add(plan.welcome(i));
      cuts.add(plan.up(i).cut());
      disasters.add(forecast.next().disaster());
    }
    assertEquals(EnumSet.allOf(Welcome.class), welcomes);
    assertEquals(EnumSet.allOf(Cut.class), cuts);
    assertEquals(EnumSet.allOf(Disaster.class), disasters);
  }

  /** The bytes that pass are a prefix of those that were sent. */
  @Test
  void whatPassesIsABeginningOfWhatWasSent() throws Exception {
    byte[] sent = bytes();
    int cut = 0;
    for (long seed = 1; seed <= 8; seed++) {
      byte[] received = exchange(seed, sent, false);
      assertArrayEquals(Arrays.copyOf(sent, received.length), received);
      cut += received.length < sent.length ? 1 : 0;
    }
    assertTrue(cut > 0, "nothing was cut");
  }

  @Test
  void everythingPassesInPeace() throws Exception {
    byte[] sent = bytes();
    for (long seed = 1; seed <= 8; seed++) {
      assertArrayEquals(sent, exchange(seed, sent, true));
    }
  }

  private static byte[] bytes() {
    var bytes = new byte[BYTES];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /** Sends bytes through chaos and returns those that arrived. */
  private static byte[] exchange(long seed, byte[] sent, boolean peace) throws Exception {
    var received = new ByteArrayOutputStream();
    var plan = new ChaosPlan(seed);
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var proxy = new ChaosProxy("http://127.0.0.1:" + server.getLocalPort(), plan);
        Socket client = connect(proxy, peace)) {
      var sender =
          new Thread(
              () -> {
                try {
                  client.getOutputStream().write(sent);
                  client.shutdownOutput();
                } catch (IOException e) {
                  return; // cut
                }
              });
      sender.start();
      if (peace || plan.welcome(0) == Welcome.PASS) {
        try (Socket accepted = server.accept()) {
          accepted.getInputStream().transferTo(received);
        } catch (IOException e) {
          assertTrue(received.size() < sent.length, "cut after the end");
        }
      }
      sender.join();
    }
    return received.toByteArray();
  }

  private static Socket connect(ChaosProxy proxy, boolean peace) throws IOException {
    if (peace) {
      proxy.makePeace();
    }
    return new Socket(InetAddress.getLoopbackAddress(), URI.create(proxy.url()).getPort());
  }
}
