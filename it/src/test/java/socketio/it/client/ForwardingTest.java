package socketio.it.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.AsyncClientNamespace;
import socketio.AsyncEmitter;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.EncodingException;
import socketio.it.support.Await;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** Received arguments are sent again as they are. */
@ParameterizedClass
@ValueSource(strings = {"json", "msgpack"})
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // the client waits for it
class ForwardingTest {
  private final FakeServer server;
  private final Client client;
  private FakeSocket socket;

  @SuppressWarnings("NullAway.Init") // set before each test
  ForwardingTest(String parser) {
    server = FakeServer.builder().parser(ParsersTest.parser(parser)).create();
    client = Client.builder().parser(parser).build();
  }

  private static final class Chat extends ClientNamespace {}

  private static final class AsyncChat extends AsyncClientNamespace {
    AsyncChat() {
      super("/async");
    }
  }

  private final Chat chat = new Chat();
  private final AsyncChat asyncChat = new AsyncChat();

  @BeforeEach
  void connect() throws InterruptedException {
    client.register(chat);
    client.async().register(asyncChat);
    server.namespace("/async").onCall("echo", (from, args) -> args);
    server.onCall("echo", (from, args) -> args);
    client.connect(server.url());
    socket = server.takeSocket();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private Args received() throws InterruptedException {
    return client.call("echo", 1, null, "text", List.of(true), Map.of("a", 2.5));
  }

  private static List<@Nullable Object> values(@Nullable Object... before) {
    var all = new ArrayList<@Nullable Object>(Arrays.asList(before));
    all.addAll(Arrays.asList(1L, null, "text", List.of(true), Map.of("a", 2.5)));
    return all;
  }

  @Test
  void byEveryEmitter() throws InterruptedException {
    Args args = received();
    for (Emitter emitter :
        List.of(
            client,
            client.namespace("/"),
            chat,
            client.with(EmitOptions.defaults().timeout(Duration.ofSeconds(20))))) {
      emitter.emit("relay", args);
      assertEquals(values(), socket.takeEvent("relay").args().toList());
      emitter.emit("relay", "room", args);
      assertEquals(values("room"), socket.takeEvent("relay").args().toList());
      emitter.send(args);
      assertEquals(values(), socket.takeEvent("message").args().toList());
      assertEquals(values(), emitter.call("echo", args).toList());
      assertEquals(
          values("room"), emitter.call(Duration.ofSeconds(20), "echo", "room", args).toList());
    }
  }

  @Test
  void byEveryAsynchronousEmitter() throws InterruptedException {
    Args args = received();
    for (AsyncEmitter emitter :
        List.of(
            client.async(),
            client.async().namespace("/"),
            client.async().with(EmitOptions.defaults().timeout(Duration.ofSeconds(20))))) {
      Await.result(emitter.emit("relay", "room", args));
      assertEquals(values("room"), socket.takeEvent("relay").args().toList());
      assertEquals(values(), Await.result(emitter.call("echo", args)).toList());
    }
    assertEquals(values("room"), Await.result(asyncChat.call("echo", "room", args)).toList());
  }

  @Test
  void byHandlersAndTheServer() throws InterruptedException {
    client.onCall("return", args -> Args.of("first", args, Args.of(), args));
    Args args = socket.call("return", 7, new byte[] {8});
    assertEquals(5, args.size());
    assertArrayEquals(new byte[] {8}, (byte[]) args.get(4));

    client.onCall("same", answer -> answer);
    assertEquals(values(), socket.call("same", received()).toList());
    client.onCall("later", answer -> CompletableFuture.completedFuture(answer));
    assertEquals(values("x"), socket.call("later", "x", received()).toList());

    var call = client.async().call("ask");
    socket.takeEvent("ask").ack("acked", received());
    assertEquals(values("acked"), Await.result(call).toList());
    var event = client.async().awaitEvent("pushed", Duration.ofSeconds(20));
    socket.emit("pushed", received());
    assertEquals(values(), Await.result(event).toList());
  }

  @Test
  void notInsideAnotherValue() throws InterruptedException {
    Args args = received();
    for (Object nested :
        List.of(List.of(args), Map.of("a", args), new Object[] {args}, List.of(Args.of(1)))) {
      assertThrows(EncodingException.class, () -> client.emit("relay", "x", nested));
      assertThrows(
          EncodingException.class, () -> Await.result(client.async().emit("relay", "x", nested)));
    }
  }
}
