package socketio.core.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.assertSays;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import socketio.Args;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ConnectionException;
import socketio.OnEvent;
import socketio.core.doubles.Harness;

/** Invalid class-based namespaces: each mistake is reported when it is made. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // methods that are found by reflection
class ClassNamespaceErrorsTest {
  private static final String HERE = ClassNamespaceErrorsTest.class.getName();

  private final Harness h = new Harness();
  private final Client client = h.client.blocking();

  @AfterEach
  void close() {
    h.close();
  }

  private void assertRejected(String message, ClientNamespace handlers) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> client.register(handlers));
    assertEquals("handlers: " + message.replace("~", HERE + "$"), error.getMessage());
    // It can be registered elsewhere, and the path is free.
    assertThrows(IllegalStateException.class, handlers::client);
    client.register(new Plain(handlers.path()));
    h.connect("/").event("/", "news");
    h.handlers.run();
    assertEquals(List.of(), h.errors);
  }

  private static class Plain extends ClientNamespace {
    Plain(String path) {
      super(path);
    }

    void trigger(String event) throws Exception {
      triggerEvent(event, Args.of());
    }
  }

  private static final class PlainAsync extends AsyncClientNamespace {
    PlainAsync(String path) {
      super(path);
    }

    void trigger(String event) throws Exception {
      triggerEvent(event, Args.of());
    }
  }

  private static class Overloaded extends ClientNamespace {
    void onNews(String text) {}

    void onNews(int number) {}
  }

  @Test
  void overloads() {
    assertRejected(
        "~Overloaded.onNews(int) and ~Overloaded.onNews(String) both handle 'news': only one"
            + " method can",
        new Overloaded());
  }

  private static class Twice extends ClientNamespace {
    void onMyEvent() {}

    void on_my_event() {}
  }

  @Test
  void twoNamesOfOneEvent() {
    assertRejected(
        "~Twice.onMyEvent() and ~Twice.on_my_event() both handle 'my_event': only one method can",
        new Twice());
  }

  private static class Annotated extends ClientNamespace {
    void onNews() {}

    @OnEvent("news")
    void other() {}
  }

  @Test
  void anAnnotationForTheEventOfAName() {
    assertRejected(
        "~Annotated.onNews() and ~Annotated.other() both handle 'news': only one method can",
        new Annotated());
  }

  private static class PrivateAbove extends Annotated2 {
    void onNews() {}
  }

  private static class Annotated2 extends ClientNamespace {
    private void onNews() {}
  }

  @Test
  void aPrivateMethodThatLooksOverridden() {
    assertRejected(
        "~PrivateAbove.onNews() and ~Annotated2.onNews() both handle 'news': only one method can",
        new PrivateAbove());
  }

  private static class TwoChanges extends ClientNamespace {
    void onConnectError() {}

    void onConnectError(ConnectionException error) {}
  }

  @Test
  void bothFormsOfOneChange() {
    assertRejected(
        "~TwoChanges.onConnectError() and ~TwoChanges.onConnectError(ConnectionException) both"
            + " handle 'connect_error': only one method can",
        new TwoChanges());
  }

  private static class Static extends ClientNamespace {
    static void onNews() {}
  }

  @Test
  void aStaticMethod() {
    assertRejected(
        "~Static.onNews() is static: only methods of the object itself handle events",
        new Static());
  }

  private static class Bare extends ClientNamespace {
    void on(String event) {}
  }

  private static class BareUnderscore extends ClientNamespace {
    void on_() {}
  }

  @Test
  void aNameWithoutAnEvent() {
    assertRejected(
        "~Bare.on(String) names no event; onMyEvent, on_my_event, @OnEvent(\"my event\") do",
        new Bare());
  }

  @Test
  void anUnderscoreWithoutAnEvent() {
    assertRejected(
        "~BareUnderscore.on_() names no event; onMyEvent, on_my_event, @OnEvent(\"my event\") do",
        new BareUnderscore());
  }

  private static class Varargs extends ClientNamespace {
    void onNews(String... words) {}
  }

  @Test
  void aVariableNumberOfArguments() {
    assertRejected(
        "~Varargs.onNews(String[]) has a variable number of parameters; take socketio.Args for"
            + " all arguments",
        new Varargs());
  }

  private static class Mixed extends ClientNamespace {
    void onNews(Args args, String last) {}
  }

  @Test
  void rawArgumentsBeforeOthers() {
    assertRejected(
        "~Mixed.onNews(Args, String) takes socketio.Args, which holds all further arguments,"
            + " before another parameter",
        new Mixed());
  }

  private static class Generic<T> extends ClientNamespace {
    void onNews(List<T> values) {}
  }

  @Test
  void aTypeThatIsNotKnown() {
    assertRejected(
        "~Generic.onNews(List) takes a java.util.List<T> as parameter 0, whose type variables"
            + " ~Generic does not define",
        new Generic<String>());
  }

  private static class Reserved extends ClientNamespace {
    void onDisconnecting() {}
  }

  private static class ReservedByAnnotation extends ClientNamespace {
    @OnEvent("connect")
    void connected() {}
  }

  @Test
  void aReservedName() {
    assertRejected(
        "~Reserved.onDisconnecting() is for 'disconnecting', a reserved name that no event has;"
            + " handle connection changes with onConnect, onConnectError and onDisconnect",
        new Reserved());
  }

  @Test
  void aReservedNameInAnAnnotation() {
    assertRejected(
        "~ReservedByAnnotation.connected() is for 'connect', a reserved name that no event has;"
            + " handle connection changes with onConnect, onConnectError and onDisconnect",
        new ReservedByAnnotation());
  }

  private static class Star extends ClientNamespace {
    @OnEvent("*")
    void every() {}
  }

  @Test
  void theStar() {
    assertRejected(
        "~Star.every() is for '*'; override triggerEvent to see every event", new Star());
  }

  private static class ConnectWithArgument extends ClientNamespace {
    void onConnect(String sid) {}
  }

  private static class DisconnectWithText extends ClientNamespace {
    void onDisconnect(String reason) {}
  }

  private static class StarWithOrder extends ClientNamespace {
    StarWithOrder() {
      super("*");
    }

    void onConnectError(ConnectionException error, String path) {}
  }

  @Test
  void aConnectMethodWithAnArgument() {
    assertRejected(
        "~ConnectWithArgument.onConnect(String) takes a String that it cannot get: it may take no"
            + " argument",
        new ConnectWithArgument());
  }

  @Test
  void aDisconnectMethodWithAnotherArgument() {
    assertRejected(
        "~DisconnectWithText.onDisconnect(String) takes a String that it cannot get: it may take one"
            + " DisconnectReason or no argument",
        new DisconnectWithText());
  }

  @Test
  void aConnectErrorMethodOfTheStarWithItsArgumentsTheWrongWayRound() {
    assertRejected(
        "~StarWithOrder.onConnectError(ConnectionException, String) takes a String that it cannot"
            + " get: it may take String, then ConnectionException, or fewer",
        new StarWithOrder());
  }

  @Test
  @SuppressWarnings("NullAway") // tests null
  void nothing() {
    assertSays(
        "handlers must not be null",
        assertThrows(NullPointerException.class, () -> client.register(null)));
    assertSays(
        "handlers must not be null",
        assertThrows(NullPointerException.class, () -> h.client.register(null)));
  }

  @Test
  @SuppressWarnings("NullAway") // tests null
  void aPathThatIsNone() {
    for (Map.Entry<Executable, String> use :
        List.<Map.Entry<Executable, String>>of(
            Map.entry(() -> new Plain("chat"), "namespace: 'chat' must begin with a slash"),
            Map.entry(
                () -> new AsyncClientNamespace("chat") {},
                "namespace: 'chat' must begin with a slash"),
            Map.entry(() -> new Plain("/a?b"), "namespace: '/a?b' contains the character U+003F"),
            Map.entry(() -> new Plain(""), "namespace: '' must begin with a slash"))) {
      assertSays(use.getValue(), assertThrows(IllegalArgumentException.class, use.getKey()));
    }
    assertSays(
        "namespace must not be null",
        assertThrows(NullPointerException.class, () -> new Plain(null)));
  }

  @Test
  void aSecondOneForTheSameNamespace() {
    client.register(new Plain("/chat"));
    var second = new Plain("/chat");
    String message = "handlers: namespace /chat is already handled by a " + HERE + "$Plain";
    assertEquals(
        message,
        assertThrows(IllegalStateException.class, () -> client.register(second)).getMessage());
    assertEquals(
        message,
        assertThrows(
                IllegalStateException.class,
                () -> h.client.register(new AsyncClientNamespace("/chat") {}))
            .getMessage());
    assertThrows(IllegalStateException.class, second::client);
  }

  @Test
  void oneThatIsRegisteredAlready() {
    var handlers = new Plain("/chat");
    client.register(handlers);
    String message =
        "handlers: this " + HERE + "$Plain is already registered with a client; create another one";
    assertEquals(
        message,
        assertThrows(IllegalStateException.class, () -> client.register(handlers)).getMessage());
    try (Client other =
        Client.builder().engine(h.engines).parser(h.parser).transport(h.transport).build()) {
      assertEquals(
          message,
          assertThrows(IllegalStateException.class, () -> other.register(handlers)).getMessage());
    }
  }

  @Test
  void useBeforeItIsRegistered() {
    var handlers = new Plain("/chat");
    var async = new PlainAsync("/chat");
    for (Executable use :
        List.<Executable>of(
            () -> handlers.emit("e"),
            () -> handlers.send("e"),
            () -> handlers.call("e"),
            () -> handlers.call(Duration.ofSeconds(1), "e"),
            () -> handlers.trigger("e"),
            handlers::disconnect,
            handlers::client,
            handlers::namespace,
            () -> async.emit("e"),
            () -> async.send("e"),
            () -> async.call("e"),
            () -> async.call(Duration.ofSeconds(1), "e"),
            () -> async.trigger("e"),
            async::disconnect,
            async::client,
            async::namespace)) {
      assertEquals(
          "the handlers of namespace /chat are not registered: pass them to a client's"
              + " register(…)",
          assertThrows(IllegalStateException.class, use).getMessage());
    }
    assertEquals("/chat", handlers.path());
    assertEquals("/chat", async.path());
    assertEquals("/", new ClientNamespace() {}.path());
    assertEquals("/", new AsyncClientNamespace() {}.path());
  }
}
