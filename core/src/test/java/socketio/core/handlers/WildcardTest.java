package socketio.core.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertSays;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import socketio.Args;
import socketio.AsyncClientNamespace;
import socketio.AsyncNamespace;
import socketio.ClientNamespace;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.EventHandler;
import socketio.Namespace;
import socketio.Subscription;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** The namespace "*", the event "*", and which handlers an event is routed to. */
class WildcardTest {
  private final Harness h = new Harness();
  private final AsyncNamespace chat = h.client.namespace("/chat");
  private final AsyncNamespace all = h.client.namespace("*");

  @AfterEach
  void close() {
    h.close();
  }

  @SuppressWarnings("UnusedMethod") // called by the client
  private class OfChat extends ClientNamespace {
    OfChat() {
      super("/chat");
    }

    void onNews(Args args) {
      h.log.add("class of /chat " + args.toList());
    }

    void onConnect() {
      h.log.add("class of /chat connect");
    }
  }

  @SuppressWarnings("UnusedMethod") // called by the client
  private class OfAll extends ClientNamespace {
    OfAll() {
      super("*");
    }

    void onNews(String namespace, String text) {
      h.log.add("class of * [" + namespace + ", " + text + "]");
    }

    String onWhere(String namespace) {
      return namespace;
    }

    void onConnect(String namespace) {
      h.log.add("class of * connect " + namespace);
    }

    void onConnectError(String namespace, ConnectionException error) {
      h.log.add("class of * connect_error " + namespace + " " + error.namespace());
    }

    void onDisconnect(DisconnectReason reason) {
      h.log.add("class of * disconnect " + reason);
    }
  }

  private EventHandler log(String who) {
    return args -> h.log.add(who + " " + args.toList());
  }

  @Test
  void anEventGoesToTheFirstOfAllLevelsAndToNoOther() {
    Deque<Subscription> levels = new ArrayDeque<>();
    h.client.blocking().register(new OfAll());
    h.client.blocking().register(new OfChat());
    levels.push(all.on("*", log("* of *")));
    levels.push(all.on("news", log("news of *")));
    levels.push(chat.on("*", log("* of /chat")));
    levels.push(chat.on("news", log("news of /chat")));
    FakeEngine engine = h.connect("/chat", "/");
    h.takeLog();
    var seen = new ArrayList<String>();
    while (!levels.isEmpty()) {
      engine.event("/chat", "news", "x");
      seen.addAll(h.takeLog());
      levels.pop().close();
    }
    engine.event("/chat", "news", "x");
    engine.event("/", "news", "x");
    seen.addAll(h.takeLog());

    assertEquals(
        List.of(
            "news of /chat [x]",
            "* of /chat [news, x]",
            "news of * [/chat, x]",
            "* of * [news, /chat, x]",
            "class of /chat [x]",
            "class of * [/, x]"),
        seen);
    assertEquals(List.of(), h.errors);
  }

  @Test
  void handlersOfANamespaceDoNotHideThoseOfTheStarForOtherEvents() {
    chat.on("other", log("other of /chat"));
    all.on("news", log("news of *"));
    FakeEngine engine = h.connect("/chat");
    engine.event("/chat", "news", "x");
    engine.event("/chat", "other", "y");
    assertEquals(List.of("news of * [/chat, x]", "other of /chat [y]"), h.takeLog());
  }

  @Test
  void aClassDoesNotHideTheClassOfTheStarForOtherEvents() {
    h.client.blocking().register(new OfAll());
    h.client.blocking().register(new OfChat());
    FakeEngine engine = h.connect("/chat");
    engine.call("/chat", 1, "where");
    assertEquals(List.of("class of /chat connect"), h.takeLog());
    assertEquals(List.of("/chat"), engine.sent(Packet.Ack.class).get(0).args().toList());
  }

  @Test
  void aClassThatSeesEveryEventHidesTheClassOfTheStar() {
    h.client.blocking().register(new OfAll());
    h.client
        .blocking()
        .register(
            new ClientNamespace("/chat") {
              @Override
              protected @Nullable Object triggerEvent(String event, Args args) {
                h.log.add("seen " + event);
                return null;
              }
            });
    FakeEngine engine = h.connect("/chat");
    engine.event("/chat", "where");
    assertEquals(List.of("seen connect", "seen where"), h.takeLog());
  }

  @Test
  void aClassOfTheStarMaySeeEveryEvent() {
    h.client.register(
        new AsyncClientNamespace("*") {
          @Override
          protected @Nullable Object triggerEvent(String event, Args args) {
            h.log.add(event + " " + args.toList());
            return "answer";
          }
        });
    FakeEngine engine = h.connect("/chat");
    engine.call("/chat", 1, "news", "x");
    h.handlers.run();
    engine.receive(new Packet.Disconnect("/chat"));
    assertEquals(
        List.of("connect [/chat]", "news [/chat, x]", "disconnect [/chat, SERVER_DISCONNECT]"),
        h.takeLog());
    assertEquals(List.of("answer"), engine.sent(Packet.Ack.class).get(0).args().toList());
  }

  @Test
  void typedHandlersOfTheStarGetTheNamespaceFirst() {
    all.on("news", String.class, Integer.class, (path, number) -> h.log.add(path + number));
    all.onCall("sum", String.class, Integer.class, (path, number) -> path + number);
    FakeEngine engine = h.connect("/chat");
    engine.event("/chat", "news", 1);
    engine.call("/chat", 1, "sum", 5);
    engine.event("/chat", "news", "wrong");
    assertEquals(List.of("/chat1"), h.takeLog());
    assertEquals(List.of("/chat5"), engine.sent(Packet.Ack.class).get(0).args().toList());
    assertSays("event 'news', argument 1 as java.lang.Integer: ", h.errors.get(0));
  }

  @Test
  void argumentsBehindThePathAreReadAsUsual() {
    all.on(
        "news",
        args ->
            h.log.add(
                args.size()
                    + " "
                    + args.get(0)
                    + " "
                    + args.get(1)
                    + " "
                    + args
                    + " "
                    + args.get(1, Integer.class)));
    all.on("none", args -> args.get(1));
    FakeEngine engine = h.connect("/chat");
    engine.event("/chat", "news", 1);
    engine.event("/chat", "none");
    assertEquals(List.of("2 /chat 1 Args[2] 1"), h.takeLog());
    assertEquals(IndexOutOfBoundsException.class, h.errors.get(0).getClass().getSuperclass());
  }

  @Test
  void onceAndOffWorkForTheStar() {
    all.once("news", log("once"));
    all.on("other", log("other"));
    FakeEngine engine = h.connect("/chat", "/");
    engine.event("/chat", "news");
    engine.event("/", "news");
    all.off("other");
    engine.event("/", "other");
    assertEquals(List.of("once [/chat]"), h.takeLog());
  }

  @Test
  void anyHandlersOfTheStarAreCalledAfterThoseOfTheNamespace() {
    all.onAny((event, args) -> h.log.add("any of * " + event + args.toList()));
    all.onAnyOutgoing((event, args) -> h.log.add("out of * " + event + args.toList()));
    chat.onAny((event, args) -> h.log.add("any of /chat " + event + args.toList()));
    chat.onAnyOutgoing((event, args) -> h.log.add("out of /chat " + event + args.toList()));
    chat.on("news", log("handler"));
    FakeEngine engine = h.connect("/chat", "/");
    engine.event("/chat", "news", 1);
    engine.event("/", "news", 2);
    var unused = chat.emit("hello", 3);
    unused = h.client.emit("hello", 4);
    assertEquals(
        List.of(
            "any of /chat news[1]",
            "any of * news[/chat, 1]",
            "handler [1]",
            "any of * news[/, 2]",
            "out of /chat hello[3]",
            "out of * hello[/chat, 3]",
            "out of * hello[/, 4]"),
        h.takeLog());
  }

  @Test
  void anEventNamedStarIsNotTakenForTheEventOfItsHandler() {
    chat.on("*", log("* of /chat"));
    h.connect("/chat").event("/chat", "*", 1);
    assertEquals(List.of("* of /chat [*, 1]"), h.takeLog());
  }

  @Test
  void changesGoToFunctionsBeforeMethodsAndToTheNamespaceBeforeTheStar() {
    h.client.blocking().register(new OfAll());
    h.client.blocking().register(new OfChat());
    Subscription ofAll = all.onConnect(() -> h.log.add("function of *"));
    Subscription ofChat = chat.onConnect(() -> h.log.add("function of /chat"));
    FakeEngine engine = h.connect("/", "/chat");
    assertEquals(List.of("function of *", "function of /chat"), h.takeLog());
    ofChat.close();
    engine.receive(new Packet.Disconnect("/chat"));
    var unused = chat.connect();
    engine.confirm("/chat");
    assertEquals(List.of("class of * disconnect SERVER_DISCONNECT", "function of *"), h.takeLog());
    ofAll.close();
    engine.receive(new Packet.Disconnect("/chat"));
    unused = chat.connect();
    engine.confirm("/chat");
    assertEquals(
        List.of("class of * disconnect SERVER_DISCONNECT", "class of /chat connect"), h.takeLog());
  }

  @Test
  void changesOfAnyNamespaceReachTheClassOfTheStarWithItsPath() {
    h.client.blocking().register(new OfAll());
    h.connect("/");
    var unused = chat.connect();
    h.engine().refuse("/chat", "no");
    assertEquals(
        List.of("class of * connect /", "class of * connect_error /chat /chat"), h.takeLog());
  }

  @Test
  void aHandlerThatRemovesItselfOnConnectLeavesNothingToTheMethod() {
    h.client.blocking().register(new OfChat());
    var own = new ArrayDeque<Subscription>();
    own.add(
        chat.onConnect(
            () -> {
              h.log.add("function");
              own.remove().close();
            }));
    h.connect("/chat");
    assertEquals(List.of("function"), h.takeLog());
  }

  @Test
  void theStarIsNotConnectedByItsHandlers() {
    all.on("news", log("news"));
    var unused = h.client.connect(OPTIONS);
    h.engine().open();
    assertEquals(Map.of("Connect/", 1), h.engine().tally());
    h.engine().confirm("*").event("*", "news");
    assertEquals(List.of(), h.takeLog());
    assertFalse(all.connected());
    assertFalse(all.recovered());
    assertNull(all.sid());
    assertEquals("*", all.path());
    assertSame(all, h.client.namespace("*"));
  }

  @Test
  void theStarCannotEmitOrConnect() {
    Namespace blocking = h.client.blocking().namespace("*");
    assertSame(blocking, h.client.blocking().namespace("*"));
    h.connect("/");
    for (Executable use :
        List.<Executable>of(
            () -> all.emit("e"),
            () -> all.send("e"),
            () -> all.call("e"),
            () -> all.call(Duration.ofSeconds(1), "e"),
            all::connect,
            () -> all.connect(Duration.ofSeconds(1)),
            all::disconnect,
            () -> blocking.emit("e"),
            () -> blocking.call("e"),
            blocking::connect,
            () -> blocking.connect(Duration.ofSeconds(1)),
            blocking::disconnect)) {
      assertSays(
          "namespace * means all namespaces and only has handlers: use emit, call, connect and disconnect of one namespace, such as namespace(\"/chat\")",
          assertThrows(UnsupportedOperationException.class, use));
    }
    assertSays(
        "namespace: '*' means all namespaces; name one to connect to it",
        assertThrows(IllegalArgumentException.class, () -> OPTIONS.namespaces("*")));
  }
}
