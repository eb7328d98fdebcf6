package socketio.it.messages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.CookieManager;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.AsyncEmitter;
import socketio.AsyncNamespace;
import socketio.AsyncSimpleClient;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ClientNamespace;
import socketio.ConnectOptions;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.Events;
import socketio.Namespace;
import socketio.OfflinePolicy;
import socketio.Reconnection;
import socketio.SimpleClient;
import socketio.TransportKind;
import socketio.TypeRef;
import socketio.guice.SocketIoModule;
import socketio.jetty.JettyTransport;
import socketio.okhttp.OkHttpTransport;
import socketio.testkit.FakeEngineServer;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.Fault;
import socketio.testkit.When;

/**
 * Null for any argument that may not be null is refused at the call, by name. The compiler knows
 * which may: they are annotated.
 */
@Timeout(60)
class NullArgumentsTest {
  private static final Pattern NAMED = Pattern.compile("[a-z]\\w*( \\([^)]+\\))? must not be null");

  /** An event, a namespace and an address: no method takes a wrong one of these for long. */
  private static final List<String> STRINGS = List.of("news", "/news", "http://localhost");

  private static final AsyncClient CLIENT = Client.builder().buildAsync();
  private static final AsyncSimpleClient SIMPLE = AsyncSimpleClient.of(Client.builder());

  private static final FakeServer SERVER = FakeServer.start();

  /** A call of a method, or of a constructor, with null for one argument. */
  private record Call(Executable target, int index) {
    @Override
    public String toString() {
      return String.format(
          "%s.%s%s, null as argument %d",
          target.getDeclaringClass().getSimpleName(),
          target.getName(),
          Stream.of(target.getParameterTypes()).map(Class::getSimpleName).toList(),
          index);
    }

    /** Returns the text of the failure; empty if null was not what failed. */
    String failure(String text) throws Exception {
      Class<?>[] types = target.getParameterTypes();
      var arguments = new @Nullable Object[types.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] = i == index ? null : sample(types[i], text);
      }
      try {
        Object unused =
            target instanceof Method method
                ? method.invoke(
                    Modifier.isStatic(method.getModifiers())
                        ? null
                        : sample(method.getDeclaringClass(), text),
                    arguments)
                : ((Constructor<?>) target).newInstance(arguments);
        return "";
      } catch (InvocationTargetException e) {
        return e.getCause() instanceof NullPointerException failure
            ? String.valueOf(failure.getMessage())
            : "";
      }
    }
  }

  @AfterAll
  static void close() {
    CLIENT.close();
    SIMPLE.close();
    SERVER.close();
  }

  static Stream<Executable> targets() {
    return Stream.of(
            Stream.of(
                    Client.class,
                    AsyncClient.class,
                    Namespace.class,
                    AsyncNamespace.class,
                    Emitter.class,
                    AsyncEmitter.class,
                    Events.class,
                    SimpleClient.class,
                    AsyncSimpleClient.class,
                    ClientBuilder.class,
                    ConnectOptions.class,
                    EmitOptions.class,
                    Reconnection.class,
                    OfflinePolicy.class,
                    TransportKind.class,
                    Args.class,
                    FakeServer.class,
                    FakeServer.Builder.class,
                    FakeEngineServer.Builder.class,
                    When.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())),
            Stream.of(
                    OkHttpTransport.class,
                    JettyTransport.class,
                    SocketIoModule.class,
                    FakeTransport.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers())),
            Arrays.stream(FakeServer.Builder.class.getSuperclass().getDeclaredMethods()),
            Arrays.stream(Fault.class.getDeclaredClasses())
                .flatMap(type -> Arrays.stream(type.getConstructors())))
        .flatMap(all -> all)
        .map(Executable.class::cast)
        .filter(target -> Modifier.isPublic(target.getModifiers()) && !target.isSynthetic());
  }

  static Stream<Call> calls() throws Exception {
    List<Call> calls = new ArrayList<>();
    for (Executable target : targets().toList()) {
      for (int index = 0; index < target.getParameterCount(); index++) {
        if (mayNotBeNull(target, index)) {
          calls.add(new Call(target, index));
        }
      }
    }
    return calls.stream();
  }

  private static boolean mayNotBeNull(Executable target, int index) {
    Class<?> type = target.getParameterTypes()[index];
    boolean arguments = target.isVarArgs() && type == Object[].class; // null is one null argument
    return !type.isPrimitive()
        && !arguments
        && !target.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class)
        && !target.getName().equals("auth") // auth(null) is the overload of a supplier
        && !target.getName().equals("equals");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void nullIsRefusedByName(Call call) throws Exception {
    List<String> texts = new ArrayList<>();
    for (String text : STRINGS) {
      texts.add(call.failure(text));
    }

    texts.removeIf(String::isEmpty); // another argument is wrong, too
    assertFalse(texts.isEmpty(), () -> "accepted by " + call);
    texts.forEach(text -> assertTrue(NAMED.matcher(text).matches(), () -> text + " by " + call));
  }

  private static @Nullable Object sample(Class<?> type, String text) throws Exception {
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    for (Object known : samples(text)) {
      if (type.isInstance(known)) {
        return known;
      }
    }
    if (type == int.class) {
      return 200;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 0.5;
    }
    if (type == boolean.class) {
      return true;
    }
    assertTrue(type.isInterface(), () -> "no sample of " + type);
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
  }

  private static List<Object> samples(String text) throws Exception {
    return List.of(
        text,
        String.class,
        new TypeRef<String>() {},
        Duration.ofSeconds(1),
        URI.create("http://localhost"),
        Map.of(),
        CLIENT,
        CLIENT.blocking(),
        CLIENT.namespace("/news"),
        CLIENT.blocking().namespace("/news"),
        SIMPLE,
        SIMPLE.blocking(),
        Client.builder(),
        ConnectOptions.to("http://localhost"),
        EmitOptions.defaults(),
        Reconnection.defaults(),
        OfflinePolicy.fail(),
        TransportKind.POLLING,
        Args.of("x"),
        SERVER,
        FakeServer.builder(),
        FakeEngineServer.builder(),
        new Fault.NoPing(),
        When.next(),
        new ClientNamespace("/sample") {},
        new AsyncClientNamespace("/sample") {},
        new CookieManager(),
        ProxySelector.getDefault(),
        new PasswordAuthentication("user", new char[0]),
        SSLContext.getDefault(),
        new SSLParameters());
  }
}
