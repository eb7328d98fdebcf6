package socketio.core.client;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.OPTIONS;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import socketio.AsyncClient;
import socketio.CallHandler;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.EmitOptions;
import socketio.EventHandler;
import socketio.Events;
import socketio.OfflinePolicy;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.core.doubles.Harness;

/** Invalid arguments fail immediately, in both views, with a message that names them. */
class WrongArgumentsTest {
  private final Harness h = new Harness();
  private final AsyncClient async = h.client;
  private final Client client = async.blocking();

  @AfterEach
  void close() {
    h.close();
  }

  private static void assertIllegal(String message, Executable... uses) {
    for (Executable use : uses) {
      assertEquals(message, assertThrows(IllegalArgumentException.class, use).getMessage());
    }
  }

  private static void assertNull(String message, Executable... uses) {
    for (Executable use : uses) {
      assertEquals(message, assertThrows(NullPointerException.class, use).getMessage());
    }
  }

  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void namespacesThatAreNull() {
    assertNull(
        "namespace must not be null",
        () -> client.namespace(null),
        () -> async.namespace(null),
        () -> OPTIONS.namespaces((String) null),
        () -> OPTIONS.auth(null, "payload"),
        () -> OPTIONS.auth(null, () -> "payload"));
    assertNull("namespaces must not be null", () -> OPTIONS.namespaces((String[]) null));
  }

  @Test
  void namespacesWithoutASlash() {
    assertIllegal(
        "namespace: 'chat' must begin with a slash, as in \"/chat\"",
        () -> client.namespace("chat"),
        () -> async.namespace("chat"),
        () -> OPTIONS.namespaces("/", "chat"),
        () -> OPTIONS.auth("chat", "payload"),
        () -> OPTIONS.auth("chat", () -> "payload"));
    assertIllegal(
        "namespace: '' must begin with a slash, as in \"/\"",
        () -> client.namespace(""),
        () -> async.namespace(""));
  }

  @Test
  void timesThatAreNegative() {
    Duration negative = ofSeconds(-1);
    assertIllegal(
        "timeout: PT-1S must be more than zero",
        () -> client.call(negative, "ask"),
        () -> async.call(negative, "ask"),
        () -> client.namespace("/chat").call(negative, "ask"),
        () -> async.namespace("/chat").call(negative, "ask"),
        () -> client.awaitEvent("news", negative),
        () -> async.awaitEvent("news", negative),
        () -> client.namespace("/chat").connect(negative),
        () -> async.namespace("/chat").connect(negative),
        () -> EmitOptions.defaults().timeout(negative),
        () -> OPTIONS.timeout(negative),
        () -> Client.builder().callTimeout(negative));
    assertIllegal("timeout: PT-1S must not be negative", () -> client.await(negative));
    assertIllegal(
        "time: PT-1S must not be negative",
        () -> client.sleep(negative),
        () -> async.sleep(negative));
    assertIllegal("ttl: PT-1S must be more than zero", () -> OfflinePolicy.buffer(1, 1, negative));
    assertIllegal(
        "delay: PT-1S must not be negative", () -> Reconnection.defaults().delay(negative));
    assertIllegal(
        "maxDelay: PT-1S must not be negative", () -> Reconnection.defaults().maxDelay(negative));
    assertIllegal(
        "retryAfter: PT-1S must not be negative",
        () ->
            ConnectionException.builder(ConnectionException.Phase.HANDSHAKE, "no")
                .retryAfter(negative));
  }

  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void optionsThatAreNull() {
    assertNull(
        "options must not be null",
        () -> client.connect((ConnectOptions) null),
        () -> async.connect((ConnectOptions) null),
        () -> client.with(null),
        () -> async.with(null));
    assertNull(
        "url must not be null",
        () -> client.connect((String) null),
        () -> async.connect((String) null),
        () -> ConnectOptions.to((URI) null),
        () -> ConnectOptions.to((Supplier<String>) null),
        () -> ConnectOptions.toAsync(null));
    assertNull(
        "transports must not be null",
        () -> OPTIONS.transports((TransportKind[]) null),
        () -> OPTIONS.transports(TransportKind.POLLING, null));
    assertNull(
        "headers must not be null",
        () -> OPTIONS.headers((Supplier<Map<String, String>>) null),
        () -> OPTIONS.headers((Map<String, String>) null),
        () -> OPTIONS.headersAsync(null));
    assertNull(
        "query must not be null",
        () -> OPTIONS.query((Supplier<Map<String, String>>) null),
        () -> OPTIONS.query((Map<String, String>) null),
        () -> OPTIONS.queryAsync(null));
    assertNull("timeout must not be null", () -> OPTIONS.timeout(null));
  }

  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void eventsAndHandlersThatAreNull() {
    for (Events events : List.<Events>of(client, async, client.namespace("/chat"))) {
      assertNull(
          "event must not be null",
          () -> events.on(null, args -> {}),
          () -> events.once(null, args -> {}),
          () -> events.onCall(null, args -> null),
          () -> events.publisher(null),
          () -> events.hasHandlers(null),
          () -> events.off(null));
      assertNull(
          "handler must not be null",
          () -> events.on("news", (EventHandler) null),
          () -> events.once("news", null),
          () -> events.onCall("news", (CallHandler) null),
          () -> events.onAny(null),
          () -> events.prependAny(null),
          () -> events.onAnyOutgoing(null),
          () -> events.prependAnyOutgoing(null),
          () -> events.onConnect(null),
          () -> events.onConnectError(null),
          () -> events.onDisconnect(null));
    }
    assertNull(
        "handler must not be null",
        () -> client.onStateChange(null),
        () -> client.onReconnection(null),
        () -> client.onUpgrade(null),
        () -> client.onPing(null));
    assertNull(
        "event must not be null",
        () -> client.emit(null),
        () -> async.emit(null),
        () -> client.call((String) null, "value"),
        () -> async.call((String) null),
        () -> client.awaitEvent(null, ofSeconds(1)));
    assertNull(
        "task must not be null",
        () -> client.startBackgroundTask(null),
        () -> async.startBackgroundTask(null));
  }
}
