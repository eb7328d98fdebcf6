package socketio.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.okhttp.OkHttpTransport;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.testkit.FakeServer;

/** The snippets of docs/plugins.md, here or in the examples, word for word. */
class PluginGuideTest {
  private static final Pattern SNIPPET =
      Pattern.compile("```java example\n(.*?)```", Pattern.DOTALL);
  private static final Pattern RULE = Pattern.compile("```\n(module .*?)```", Pattern.DOTALL);

  static final class CountingTransport implements Transport {
    final LongAdder requests = new LongAdder();
    final LongAdder frames = new LongAdder();
    private final Transport inner;

    CountingTransport(Transport inner) {
      this.inner = inner;
    }

    @Override
    public Set<TransportKind> kinds() {
      return inner.kinds();
    }

    @Override
    public long maxMessageSize(TransportKind kind) {
      return inner.maxMessageSize(kind);
    }

    @Override
    public CompletableFuture<Response> exchange(Request request) {
      requests.increment();
      return inner.exchange(request); // the same future: its cancel must reach the library
    }

    @Override
    public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
      requests.increment();
      return inner.connect(
          kind,
          request,
          new Channel.Listener() {
            @Override
            public void onOpen(Response handshake) {
              listener.onOpen(handshake);
            }

            @Override
            public void onFrame(Frame frame) {
              frames.increment();
              listener.onFrame(frame);
            }

            @Override
            public void onDrain() {
              listener.onDrain();
            }

            @Override
            public void onClose(int code, String reason) {
              listener.onClose(code, reason);
            }

            @Override
            public void onFailure(Throwable cause, @Nullable Response response) {
              listener.onFailure(cause, response);
            }
          });
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @Test
  void aTransportAroundATransportSeesEveryRequestAndFrame() throws Exception {
    try (FakeServer server = FakeServer.start();
        var transport = new CountingTransport(OkHttpTransport.create());
        Client client = Client.builder().transport(transport).build()) {
      var events = new CountDownLatch(10);
      client.onAny((event, args) -> events.countDown());
      client.connect(ConnectOptions.to(server.url()).transports(TransportKind.WEBSOCKET));
      for (int i = 0; i < 10; i++) {
        server.emit("news", i);
      }
      assertTrue(events.await(5, TimeUnit.SECONDS));

      assertEquals(1, transport.requests.sum());
      assertEquals(1 + 1 + 10, transport.frames.sum()); // of Engine.IO, of the namespace, events
    }
  }

  @TestFactory
  Stream<DynamicTest> everyExampleOfTheGuideIsInASource() throws IOException {
    String sources = sources();
    String guide = Files.readString(Path.of("../docs/plugins.md"));
    List<MatchResult> snippets =
        Stream.of(SNIPPET, RULE).flatMap(pattern -> pattern.matcher(guide).results()).toList();
    assertEquals(12, snippets.size());
    return snippets.stream()
        .map(snippet -> normal(snippet.group(1)))
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.lines().findFirst().orElse(""),
                    () -> assertTrue(sources.contains(snippet), snippet)));
  }

  /** The examples, and this test. */
  private static String sources() throws IOException {
    Path self = Path.of("src/test/java/socketio/it/docs/PluginGuideTest.java");
    try (Stream<Path> files = Files.walk(Path.of("../examples"))) {
      return Stream.concat(files.filter(file -> file.toString().endsWith(".java")), Stream.of(self))
          .map(file -> normal(read(file)))
          .collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String normal(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
  }
}
