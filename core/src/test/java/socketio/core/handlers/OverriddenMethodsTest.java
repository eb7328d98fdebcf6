package socketio.core.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.assertSays;

import java.lang.reflect.Constructor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.OnEvent;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;

/**
 * Methods of class-based namespaces that override others: in subclasses of the application, and in
 * those that a proxy library generates, without annotations and with erased types.
 */
@SuppressWarnings({"UnusedMethod", "EffectivelyPrivate", "rawtypes", "unchecked"})
class OverriddenMethodsTest {
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

  private List<String> takeLog() {
    List<String> log = h.takeLog();
    assertEquals(List.of(), h.errors);
    return log;
  }

  private class Chat extends ClientNamespace {
    @OnEvent("user left")
    public void left(String user) {
      h.log.add("left " + user);
    }

    void onNews(List<Integer> numbers) {
      h.log.add("news " + numbers);
    }

    @OnEvent("old name")
    protected void renamed() {
      h.log.add("renamed");
    }

    private void onOwn() {
      h.log.add("own");
    }
  }

  /** As Guice, CGLIB and Byte Buddy generate them: neither annotations nor generic types. */
  private class Chat$$EnhancerByTest extends Chat {
    @Override
    public void left(String user) {
      h.log.add("before");
      super.left(user);
    }

    @Override
    void onNews(List numbers) {
      h.log.add("before");
      super.onNews(numbers);
    }

    @Override
    protected @Nullable Object triggerEvent(String event, Args args) throws Exception {
      return super.triggerEvent(event, args);
    }
  }

  @Test
  void ofAProxyHaveTheAnnotationAndTheTypesOfTheMethodBelow() {
    FakeEngine engine = connect(new Chat$$EnhancerByTest());
    engine.event("/", "user left", "Ada");
    engine.event("/", "news", List.of(1, 2));
    engine.event("/", "own");
    assertEquals(List.of("before", "left Ada", "before", "news [1, 2]", "own"), takeLog());
    engine.event("/", "news", "text");
    h.handlers.run();
    assertSays("event 'news', argument 0 as java.util.List<java.lang.Integer>: ", h.errors.get(0));
  }

  @Test
  void ofAProxyDoNotHideTheStar() {
    client.register(
        new ClientNamespace("*") {
          void onUnknown(String path) {
            h.log.add("star " + path);
          }
        });
    FakeEngine engine = connect(new Chat$$EnhancerByTest());
    engine.event("/", "unknown");
    assertEquals(List.of("star /"), takeLog());
  }

  private class Renaming extends Chat {
    @Override
    public void left(String user) {
      h.log.add("overridden " + user);
    }

    @Override
    @OnEvent("new name")
    protected void renamed() {
      super.renamed();
    }
  }

  @Test
  void inheritTheAnnotationUnlessTheyHaveTheirOwn() {
    FakeEngine engine = connect(new Renaming());
    engine.event("/", "user left", "Ada");
    engine.event("/", "old name");
    engine.event("/", "new name");
    assertEquals(List.of("overridden Ada", "renamed"), takeLog());
  }

  private abstract class Generic<T> extends ClientNamespace {
    @OnEvent("a b")
    abstract void take(List<T> values);

    @OnEvent("c d")
    void takeOne(T value) {
      h.log.add("not called");
    }

    @OnEvent("e f")
    void takeOther(T value) {
      h.log.add("other " + value);
    }
  }

  private class Numbers extends Generic<Integer> {
    @Override
    void take(List<Integer> values) {
      h.log.add("list " + (values.get(0) + 1));
    }

    @Override
    void takeOne(Integer value) {
      h.log.add("one " + (value + 1));
    }
  }

  /** A proxy of a generic class overrides bridges, too, and what they call. */
  private class Numbers$$Proxy extends Numbers {
    @Override
    void take(List values) {
      super.take(values);
    }

    @Override
    void takeOther(Integer value) {
      super.takeOther(value);
    }
  }

  @Test
  void ofGenericClassesInheritTheAnnotation() {
    for (ClientNamespace handlers : List.of(new Numbers(), new Numbers$$Proxy())) {
      try (var other = new Harness()) {
        other.client.blocking().register(handlers);
        FakeEngine engine = other.connect();
        engine.event("/", "a b", List.of(1));
        engine.event("/", "c d", 2);
        engine.event("/", "e f", 3);
        other.handlers.run();
        assertEquals(List.of("list 2", "one 3", "other 3"), takeLog());
        engine.event("/", "c d", "text");
        other.handlers.run();
        assertSays("argument 0 as java.lang.Integer", other.errors.get(0));
      }
    }
  }

  private interface Leaving<U> {
    @OnEvent("user left")
    void left(U user);

    @OnEvent("user joined")
    default String joined(U user) {
      return "joined " + user;
    }

    default void onPlain(List<U> users) {}
  }

  private interface Joining extends Leaving<String> {
    @Override
    default String joined(String user) {
      return "really " + Leaving.super.joined(user);
    }
  }

  private class Lobby extends ClientNamespace implements Joining {
    @Override
    public void left(String user) {
      h.log.add("left " + user);
    }

    @Override
    public void onPlain(List<String> users) {
      h.log.add("plain " + users);
    }
  }

  @Test
  void ofInterfacesInheritTheAnnotation() {
    FakeEngine engine = connect(new Lobby());
    engine.event("/", "user left", "Ada");
    engine.event("/", "plain", List.of("Bob"));
    engine.call("/", 1, "user joined", "Eve");
    assertEquals(List.of("left Ada", "plain [Bob]"), takeLog());
    assertEquals(
        List.of("really joined Eve"),
        engine.sent(socketio.spi.Packet.Ack.class).get(0).args().toList());
  }

  /** For its public methods the compiler generates bridges in a public subclass. */
  static class Hidden extends ClientNamespace {
    static String called = "";

    public void onNews(List<Integer> numbers) {
      called += numbers;
    }

    @OnEvent("other news")
    public void other() {
      called += "other";
    }
  }

  public static class Shown extends Hidden {}

  @Test
  void ofAClassThatIsNotPublicAreFoundInAPublicSubclass() {
    FakeEngine engine = connect(new Shown());
    engine.event("/", "news", List.of(1));
    engine.event("/", "other news");
    assertEquals(List.of(), takeLog());
    assertEquals("[1]other", Hidden.called);
  }

  private class Twice extends Chat {
    private void onOwn() {
      h.log.add("another");
    }
  }

  @Test
  void doNotOverridePrivateOnes() {
    String name = OverriddenMethodsTest.class.getName();
    assertEquals(
        "handlers: %s$Twice.onOwn() and %s$Chat.onOwn() both handle 'own': only one method can"
            .formatted(name, name),
        assertThrows(IllegalArgumentException.class, () -> client.register(new Twice()))
            .getMessage());
  }

  private static class AsyncChat extends AsyncClientNamespace {}

  /** Creates an object as Objenesis does, which Spring uses: without its constructor. */
  private static <T> T unconstructed(Class<T> type) throws ReflectiveOperationException {
    Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
    Constructor<?> constructor =
        (Constructor<?>)
            factory
                .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(
                    factory.getMethod("getReflectionFactory").invoke(null),
                    type,
                    Object.class.getDeclaredConstructor());
    return type.cast(constructor.newInstance());
  }

  @Test
  void ofAnObjectWithoutConstructorCallAreRejected() throws ReflectiveOperationException {
    Chat$$EnhancerByTest handlers = unconstructed(Chat$$EnhancerByTest.class);
    AsyncChat async = unconstructed(AsyncChat.class);
    String message =
        "the constructor of this %s was never called, as is usual with proxies; register the object"
            + " that the proxy stands for, or make the proxy library call the constructor";
    assertEquals(
        "handlers: " + message.formatted(handlers.getClass().getName()),
        assertThrows(IllegalArgumentException.class, () -> client.register(handlers)).getMessage());
    assertEquals(
        "handlers: " + message.formatted(async.getClass().getName()),
        assertThrows(IllegalArgumentException.class, () -> h.client.register(async)).getMessage());
    assertEquals(
        message.formatted(handlers.getClass().getName()),
        assertThrows(IllegalStateException.class, handlers::path).getMessage());
    assertThrows(IllegalStateException.class, () -> handlers.emit("e"));
    assertThrows(IllegalStateException.class, async::client);
  }
}
