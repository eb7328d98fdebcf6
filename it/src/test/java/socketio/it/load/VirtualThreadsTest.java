package socketio.it.load;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.Client;
import socketio.it.support.Await;
import socketio.it.support.Setup;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/**
 * One client that 10,000 virtual threads call with at the same time, while its handlers, which run
 * on such threads, too, call as well. None of them pins its carrier, as far as the flight recorder
 * sees. Where the JVM has no virtual threads, fewer of the other kind get their answers.
 */
@Timeout(120)
class VirtualThreadsTest {
  private static final String PINNED = "jdk.VirtualThreadPinned";
  private static final int HANDLED = 100;

  private final FakeServer server =
      FakeServer.builder().recording(false).patience(Duration.ofSeconds(30)).start();
  private final ManyThreads threads = ManyThreads.start();

  @AfterEach
  void close() {
    threads.executor().shutdownNow();
    server.close();
  }

  @Tag("pain-21-blocking-and-futures")
  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachTransport")
  void allGetTheirAnswersAndNoneIsPinned(Setup setup, @TempDir Path folder) throws Exception {
    server.onCall("echo", (socket, args) -> args);
    try (Client client = setup.client().build();
        var recording = new Recording()) {
      client.onCall("ask", args -> client.call("echo", args.get(0)).get(0));
      client.connect(setup.to(server.url()));
      callAndHandle(client); // what is loaded once is: a class initializer pins
      recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
      recording.start();

      callAndHandle(client);

      assertEquals(List.of(), pinned(recording, folder));
      provokeOne();
      assertEquals(threads.virtual() ? 1 : 0, pinned(recording, folder).size());
    }
  }

  /** All threads make a call, and the server makes calls that a handler makes a call for. */
  private void callAndHandle(Client client) throws InterruptedException {
    var go = new CountDownLatch(1);
    List<Future<Args>> answers = new ArrayList<>();
    for (int i = 0; i < threads.count(); i++) {
      int number = i;
      answers.add(
          threads
              .executor()
              .submit(
                  () -> {
                    go.await();
                    return client.call("echo", number);
                  }));
    }
    FakeSocket socket = server.namespace("/").sockets().get(0);
    go.countDown();
    for (int i = 0; i < HANDLED; i++) {
      assertEquals(List.of((long) i), socket.call("ask", i).toList());
    }
    for (int i = 0; i < threads.count(); i++) {
      assertEquals(List.of((long) i), Await.result(answers.get(i)).toList());
    }
  }

  /** The pinned threads since the start of the recording, and where they were pinned. */
  private static List<String> pinned(Recording recording, Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "pinned", ".jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(PINNED))
        .map(VirtualThreadsTest::describe)
        .toList();
  }

  private static String describe(RecordedEvent event) {
    return event.getStackTrace() == null
        ? event.toString()
        : event.getStackTrace().getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
            .collect(joining("\n  at ", event.getDuration() + "\n  at ", "\n"));
  }

  /** Proves that the recording would have shown it. */
  private void provokeOne() throws IOException, InterruptedException {
    byte[] pinning;
    try (InputStream code =
        VirtualThreadsTest.class.getResourceAsStream("VirtualThreadsTest$Pinning.class")) {
      pinning = Objects.requireNonNull(code).readAllBytes();
    }
    var defined =
        threads.executor().submit(() -> MethodHandles.lookup().defineHiddenClass(pinning, true));
    Await.result(defined);
  }

  /** A class whose initializer, which the JVM calls, parks. */
  @SuppressWarnings("UnusedNestedClass") // used as bytes
  private static final class Pinning {
    static {
      LockSupport.parkNanos(1_000_000);
    }

    private Pinning() {}
  }
}
