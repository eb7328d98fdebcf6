package socketio.core.handlers;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertSays;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ConnectionException;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.NotConnectedException;
import socketio.OnEvent;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Handlers that are the methods of a class. */
@SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"}) // methods are found by reflection
class ClassNamespaceTest {
  private final Harness h = new Harness();
  private final Client client = h.client.blocking();

  @AfterEach
  void close() {
    h.close();
  }

  private FakeEngine connect(ClientNamespace handlers) {
    client.register(handlers);
    return h.connect(handlers.path());
  }

  private List<@Nullable Object> answers(FakeEngine engine) {
    h.handlers.run();
    return engine.sent(Packet.Ack.class).stream()
        .<@Nullable Object>map(ack -> ack.args().toList())
        .toList();
  }

  private class Named extends ClientNamespace {
    Named() {
      super("/chat");
    }

    public void onMyEvent() {
      h.log.add("camel");
    }

    protected void on_other_Event() {
      h.log.add("exact");
    }

    @OnEvent("spaced event")
    private void anyName() {
      h.log.add("annotated");
    }

    @OnEvent("renamed")
    void onOriginal() {
      h.log.add("renamed");
    }

    void once() {
      h.log.add("not a handler");
    }

    void onHTTPStatus2Done() {
      h.log.add("acronym");
    }

    void on2fa() {
      h.log.add("uncased");
    }
  }

  @Test
  void handleTheEventsOfTheirNames() {
    FakeEngine engine = connect(new Named());
    Map<String, List<String>> expected =
        Map.ofEntries(
            Map.entry("myEvent", List.of("camel")),
            Map.entry("my_event", List.of("camel")),
            Map.entry("MyEvent", List.of()),
            Map.entry("other_Event", List.of("exact")),
            Map.entry("otherEvent", List.of()),
            Map.entry("other_event", List.of()),
            Map.entry("spaced event", List.of("annotated")),
            Map.entry("anyName", List.of()),
            Map.entry("renamed", List.of("renamed")),
            Map.entry("original", List.of()),
            Map.entry("ce", List.of()),
            Map.entry("once", List.of()),
            Map.entry("hTTPStatus2Done", List.of("acronym")),
            Map.entry("http_status2_done", List.of("acronym")),
            Map.entry("2fa", List.of("uncased")));
    expected.forEach(
        (event, called) -> {
          engine.event("/chat", event);
          assertEquals(called, h.takeLog(), event);
        });
    assertEquals(List.of(), h.errors);
  }

  private static class Base<T> extends ClientNamespace {
    final List<Object> got = new ArrayList<>();

    private void onOwn(List<T> values) {
      got.add(values);
    }

    void onArray(T[] values) {
      got.add(values[0]);
    }

    void onOverridden(T value) {
      got.add("not called: " + value);
    }

    void onPlain(Map<String, ? extends T> values) {
      got.add(values);
    }
  }

  private interface Mixin<V> {
    default String onMixedIn(V value) {
      return "mixed " + value;
    }
  }

  private static final class Sub extends Base<Integer> implements Mixin<String> {
    @Override
    void onOverridden(Integer value) {
      got.add("overridden " + (value + 1));
    }
  }

  @Test
  void mayBeInheritedAndGeneric() {
    var handlers = new Sub();
    FakeEngine engine = connect(handlers);
    engine.event("/", "own", List.of(1));
    engine.event("/", "array", (Object) new Integer[] {2});
    engine.event("/", "overridden", 3);
    engine.event("/", "plain", Map.of("a", 4));
    engine.call("/", 7, "mixed_in", "x");
    assertEquals(List.of(List.of("mixed x")), answers(engine));
    assertEquals(List.of(List.of(1), 2, "overridden 4", Map.of("a", 4)), handlers.got);
    assertEquals(List.of(), h.errors);
    engine.event("/", "overridden", "text");
    h.handlers.run();
    assertSays("event 'overridden', argument 0 as java.lang.Integer: ", h.errors.get(0));
  }

  private class Typed extends ClientNamespace {
    void onPrimitives(int a, double b, boolean c) {
      h.log.add(a + " " + b + " " + c);
    }

    void onObjects(@Nullable String a, List<String> b) {
      h.log.add(a + " " + b);
    }

    void onRaw(Args args) {
      h.log.add("raw " + args.toList());
    }

    void onRest(String first, Args args) {
      h.log.add(first + " " + args + " " + args.toList());
      if (args.size() > 0) {
        h.log.add(args.get(0) + " " + args.get(0, Integer.class));
      }
      assertThrows(IndexOutOfBoundsException.class, () -> args.get(args.size()));
      assertThrows(IndexOutOfBoundsException.class, () -> args.get(-1, String.class));
    }
  }

  @Test
  void getTypedArguments() {
    FakeEngine engine = connect(new Typed());
    engine.event("/", "primitives", 1, 2.5, true, "ignored");
    engine.event("/", "objects", null, List.of("b"));
    engine.event("/", "raw");
    engine.event("/", "raw", 1, null);
    assertEquals(List.of("1 2.5 true", "null [b]", "raw []", "raw [1, null]"), h.takeLog());
    assertEquals(List.of(), h.errors);
  }

  @Test
  void getFurtherArgumentsAsTheyAre() {
    FakeEngine engine = connect(new Typed());
    engine.event("/", "rest", "a", 1, "b");
    engine.event("/", "rest", "a");
    assertEquals(List.of("a Args[2] [1, b]", "1 1", "a Args[0] []"), h.takeLog());
    engine.event("/", "rest");
    assertEquals(List.of(), h.takeLog());
    assertSays(
        "event 'rest' has 0 argument(s), but its handler takes a java.lang.String as argument"
            + " 0",
        h.errors.get(0));
  }

  @Test
  void areNotCalledWithWrongArguments() {
    FakeEngine engine = connect(new Typed());
    engine.call("/", 1, "primitives", 1, 2.5);
    engine.call("/", 2, "primitives", 1, "x", true);
    engine.call("/", 3, "primitives", null, 2.5, true);
    engine.call("/", 4, "objects", "a", 5);
    assertEquals(List.of(), answers(engine));
    assertEquals(List.of(), h.takeLog());
    assertEquals(
        List.of(
            "event 'primitives' has 2 argument(s), but its handler takes a boolean as"
                + " argument 2; take fewer, or let the server send it",
            "event 'primitives', argument 1 as double: argument 1 is a java.lang.String, not a"
                + " double",
            "event 'primitives', argument 0 as int: argument 0 is null, which int cannot hold: use"
                + " a type that is not primitive",
            "event 'objects', argument 1 as java.util.List<java.lang.String>: argument 1 is a"
                + " java.lang.Integer, not a java.util.List<java.lang.String>"),
        h.errors.stream().map(Throwable::getMessage).toList());
    h.errors.forEach(error -> assertInstanceOf(DecodingException.class, error));
  }

  private static class Answering extends ClientNamespace {
    final CompletableFuture<String> later = new CompletableFuture<>();

    String onOne() {
      return "one";
    }

    Args onSeveral() {
      return Args.of("a", "b");
    }

    void onNothing() {}

    @Nullable Object onNull() {
      return null;
    }

    CompletableFuture<String> onLater() {
      return later;
    }

    String onFailing() {
      throw new IllegalStateException("failed");
    }

    void onChecked() throws Exception {
      throw new Exception("checked");
    }
  }

  @Test
  void answerWithWhatTheyReturn() {
    var handlers = new Answering();
    FakeEngine engine = connect(handlers);
    for (String event : List.of("later", "one", "several", "nothing", "null", "unknown")) {
      engine.call("/", 1, event);
    }
    engine.call("/", 1, "failing");
    engine.call("/", 1, "checked");
    h.handlers.run();
    handlers.later.complete("late");
    assertEquals(
        List.of(
            List.of("one"), List.of("a", "b"), List.of(), List.of(), List.of(), List.of("late")),
        answers(engine));
    assertEquals(
        List.of("failed", "checked"), h.errors.stream().map(Throwable::getMessage).toList());
  }

  @Test
  void reportWhatTheirStageFailsWith() {
    var handlers = new Answering();
    FakeEngine engine = connect(handlers);
    engine.call("/", 1, "later");
    h.handlers.run();
    var failure = new IllegalStateException("late");
    handlers.later.completeExceptionally(failure);
    assertEquals(List.of(), answers(engine));
    assertEquals(List.of(failure), h.errors);
  }

  private class Changes extends ClientNamespace {
    Changes() {
      super("/chat");
    }

    void onConnect() {
      h.log.add("connect " + namespace().connected() + " " + namespace().sid());
    }

    void onConnectError(ConnectionException error) {
      h.log.add("connect_error " + error.namespace());
    }

    void onDisconnect(DisconnectReason reason) {
      h.log.add("disconnect " + reason);
    }
  }

  private class SilentChanges extends ClientNamespace {
    void on_connect() {
      h.log.add("connect");
    }

    void on_connect_error() {
      h.log.add("connect_error");
      throw new IllegalArgumentException("wrong number of arguments");
    }

    void onDisconnect() {
      h.log.add("disconnect");
      throw new IllegalArgumentException("wrong number of arguments");
    }
  }

  @Test
  void handleConnectionChanges() {
    FakeEngine engine = connect(new Changes());
    assertEquals(List.of("connect true engine-1/chat"), h.takeLog());
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/chat");
    assertEquals(List.of("disconnect TRANSPORT_ERROR", "connect true engine-2/chat"), h.takeLog());
    h.engine().receive(new Packet.Disconnect("/chat"));
    var unused = h.client.connect(OPTIONS.namespaces("/chat"));
    h.engine().open().refuse("/chat", "no");
    assertEquals(List.of("disconnect SERVER_DISCONNECT", "connect_error /chat"), h.takeLog());
  }

  @Test
  void handleConnectionChangesWithoutArgumentsAndOnce() {
    FakeEngine engine = connect(new SilentChanges());
    engine.receive(new Packet.Disconnect("/"));
    var unused = h.client.connect(OPTIONS);
    h.engine().open().refuse("/", "no");
    assertEquals(List.of("connect", "disconnect", "connect_error"), h.takeLog());
    assertEquals(2, h.errors.size());
  }

  @Test
  void areNotDeceivedByAnEventWithTheNameOfAConnectionChange() {
    FakeEngine engine = connect(new SilentChanges());
    assertEquals(List.of("connect"), h.takeLog());
    engine.event("/", "connect");
    engine.event("/", "disconnect");
    assertEquals(List.of(), h.takeLog());
    assertEquals(List.of(), h.errors);
  }

  @Test
  void areFoundWhenConnectNamesNoNamespaces() {
    client.register(new Changes());
    client.register(new ClientNamespace("*") {});
    h.client.namespace("/news").on("e", args -> {});
    var unused = h.client.connect(OPTIONS);
    h.engine().open();
    assertEquals(Map.of("Connect/chat", 1, "Connect/news", 1), h.engine().tally());
  }

  @Test
  void mayBeRegisteredOnAConnectionAndJoinedLater() throws Exception {
    h.connect("/");
    var handlers = new Changes();
    client.register(handlers);
    assertEquals(Map.of("Connect/", 1), h.engine().tally());
    var joining =
        new FutureTask<>(
            () -> {
              handlers.namespace().connect();
              return handlers.namespace().connected();
            });
    new Thread(joining).start();
    h.until(() -> h.engine().tally().containsKey("Connect/chat"));
    h.engine().confirm("/chat");
    assertTrue(joining.get());
    assertEquals(List.of("connect true engine-1/chat"), h.takeLog());
  }

  @Test
  void mayBeRegisteredForAConnectedNamespace() {
    FakeEngine engine = h.connect("/");
    client.register(new Typed());
    engine.event("/", "raw", 1);
    assertEquals(List.of("raw [1]"), h.takeLog());
  }

  @Test
  void emitInTheirNamespace() {
    var handlers = new Changes();
    FakeEngine engine = connect(handlers);
    handlers.emit("news", 1);
    handlers.send("text");
    assertEquals(
        List.of("/chat news [1]", "/chat message [text]"),
        engine.sent(Packet.Event.class).stream()
            .map(event -> event.namespace() + " " + event.name() + " " + event.args().toList())
            .toList());
    assertSame(client, handlers.client());
    assertSame(client.namespace("/chat"), handlers.namespace());
    assertEquals("/chat", handlers.path());
  }

  @Test
  void disconnectTheirNamespaceAlone() {
    var handlers = new Changes();
    client.register(handlers);
    FakeEngine engine = h.connect("/", "/chat");
    handlers.disconnect();
    assertEquals(List.of(new Packet.Disconnect("/chat")), engine.sent(Packet.Disconnect.class));
    assertTrue(client.connected());
    assertEquals(
        List.of("connect true engine-1/chat", "disconnect CLIENT_DISCONNECT"), h.takeLog());
  }

  private static class AsyncChat extends AsyncClientNamespace {
    AsyncChat() {
      super("/chat");
    }

    CompletableFuture<Void> onConnect() {
      return emit("hi");
    }

    CompletableFuture<Object> onQuestion(String text) {
      return call("lookup", text).thenApply(answer -> answer.toList().get(0));
    }

    CompletableFuture<Void> onDisconnect() {
      return send("too late");
    }
  }

  @Test
  void mayBeAsynchronous() {
    var handlers = new AsyncChat();
    h.client.register(handlers);
    FakeEngine engine = h.connect("/chat");
    engine.call("/chat", 5, "question", "who");
    h.handlers.run();
    List<Packet.Event> sent = engine.sent(Packet.Event.class);
    assertEquals(List.of("hi", "lookup"), sent.stream().map(Packet.Event::name).toList());
    engine.ack("/chat", sent.get(1).id(), "me");
    assertEquals(List.of(List.of("me")), answers(engine));
    assertSame(h.client, handlers.client());
    assertSame(h.client.namespace("/chat"), handlers.namespace());
    var disconnected = handlers.disconnect();
    Harness.assertCompleted(disconnected);
    h.handlers.run();
    assertInstanceOf(NotConnectedException.class, h.errors.get(0));
  }

  private class Traced extends ClientNamespace {
    Traced() {
      super("/chat");
    }

    @Override
    protected @Nullable Object triggerEvent(String event, Args args) throws Exception {
      h.log.add(event + " " + args.toList());
      Object result = super.triggerEvent(event.equals("alias") ? "news" : event, args);
      return event.equals("unknown") ? "caught" : result;
    }

    String onNews(String text) {
      return "news " + text;
    }

    void onDisconnect(DisconnectReason reason) {
      h.log.add("method " + reason);
    }
  }

  @Test
  void maySeeEveryEventFirst() {
    FakeEngine engine = connect(new Traced());
    engine.call("/chat", 1, "news", "a");
    engine.call("/chat", 2, "alias", "b");
    engine.call("/chat", 3, "unknown");
    assertEquals(List.of(List.of("news a"), List.of("news b"), List.of("caught")), answers(engine));
    engine.receive(new Packet.Disconnect("/chat"));
    var unused = h.client.connect(OPTIONS);
    h.engine().open().refuse("/chat", "no");
    List<String> log = h.takeLog();
    assertEquals(
        List.of(
            "connect []",
            "news [a]",
            "alias [b]",
            "unknown []",
            "disconnect [SERVER_DISCONNECT]",
            "method SERVER_DISCONNECT"),
        log.subList(0, 6));
    assertTrue(log.get(6).startsWith("connect_error [socketio.ConnectionException"), log.get(6));
  }
}
