package socketio;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The blocking and the asynchronous flavour of everything have the same methods, by name and
 * parameters. Where the one returns a value that has to be waited for, or nothing, the other
 * returns its future; what is known at once is the same in both.
 */
class ParityTest {
  /** The flavours of a type, blocking first. */
  private static final Map<Class<?>, Class<?>> TWINS =
      Map.of(
          Client.class, AsyncClient.class,
          Namespace.class, AsyncNamespace.class,
          Emitter.class, AsyncEmitter.class,
          ClientNamespace.class, AsyncClientNamespace.class,
          SimpleClient.class, AsyncSimpleClient.class);

  /** Differences that are meant, with their reason. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("Client.async()", "leads to the other flavour"),
          Map.entry("AsyncClient.blocking()", "leads to the other flavour"),
          Map.entry("SimpleClient.async()", "leads to the other flavour"),
          Map.entry("AsyncSimpleClient.blocking()", "leads to the other flavour"),
          Map.entry("AsyncClient.closeAsync()", "AutoCloseable.close() cannot return a future"),
          Map.entry("AsyncSimpleClient.closeAsync()", "as of AsyncClient"),
          Map.entry("Client.close()", "AutoCloseable.close() cannot return a future"),
          Map.entry("SimpleClient.close()", "AutoCloseable.close() cannot return a future"),
          Map.entry("Client.checkNow()", "waits for nothing in either flavour"),
          Map.entry("Client.await(Duration)", "a future has orTimeout"),
          Map.entry(
              "Client.startBackgroundTask(Client$Task)",
              "a thread can be joined and interrupted; a future reports the end to the other one"));

  static Stream<Class<?>> blocking() {
    return TWINS.keySet().stream().sorted((a, b) -> a.getName().compareTo(b.getName()));
  }

  @Tag("pain-21-blocking-and-futures")
  @ParameterizedTest
  @MethodSource("blocking")
  void bothFlavoursHaveTheSameMethods(Class<?> blocking) {
    Map<String, Method> here = methods(blocking);
    Map<String, Method> there = methods(twin(blocking));
    Set<String> differences = new TreeSet<>();
    here.forEach(
        (signature, method) -> {
          Method other = there.get(signature);
          if (other == null) {
            differences.add(blocking.getSimpleName() + "." + signature + " has no twin");
          } else if (!corresponds(method, other)) {
            differences.add(
                blocking.getSimpleName()
                    + "."
                    + signature
                    + " returns "
                    + method.getGenericReturnType()
                    + ", its twin "
                    + other.getGenericReturnType());
          }
        });
    there.keySet().stream()
        .filter(signature -> !here.containsKey(signature))
        .forEach(
            signature ->
                differences.add(twin(blocking).getSimpleName() + "." + signature + " has no twin"));
    differences.removeIf(
        difference -> MEANT.keySet().stream().anyMatch(name -> difference.startsWith(name + " ")));
    assertEquals(Set.of(), differences);
  }

  @Test
  void everyMeantDifferenceExists() {
    Set<String> existing = new TreeSet<>();
    Stream.of(TWINS.keySet(), TWINS.values())
        .flatMap(Collection::stream)
        .forEach(
            type ->
                methods(type)
                    .keySet()
                    .forEach(name -> existing.add(type.getSimpleName() + "." + name)));
    Set<String> stale = new TreeSet<>(MEANT.keySet());
    stale.removeAll(existing);
    assertEquals(Set.of(), stale);
  }

  private static Class<?> twin(Class<?> blocking) {
    Class<?> twin = TWINS.get(blocking);
    if (twin == null) {
      throw new AssertionError(blocking + " has no twin");
    }
    return twin;
  }

  /** By name and parameters, those of a twin under the name of the blocking one. */
  private static Map<String, Method> methods(Class<?> type) {
    Map<String, Method> found = new TreeMap<>();
    for (Method method : type.getMethods()) {
      if (!method.isSynthetic() && !method.getDeclaringClass().equals(AutoCloseable.class)) {
        String parameters =
            Arrays.stream(method.getGenericParameterTypes())
                .map(ParityTest::name)
                .collect(joining(", "));
        String kind = Modifier.isStatic(method.getModifiers()) ? "static " : "";
        found.put(kind + method.getName() + "(" + parameters + ")", method);
      }
    }
    return found;
  }

  private static String name(Type type) {
    String name = type.getTypeName().replaceAll("[\\w.]+\\.", "");
    for (Class<?> async : TWINS.values()) {
      name = name.replace(async.getSimpleName(), async.getSimpleName().substring("Async".length()));
    }
    return name.replaceAll("\\bAsync(?=[A-Z])", "");
  }

  private static boolean corresponds(Method blocking, Method async) {
    Type waited = blocking.getGenericReturnType();
    Type given = async.getGenericReturnType();
    if (given instanceof ParameterizedType future
        && future.getRawType().equals(CompletableFuture.class)) {
      return boxed(waited).equals(name(future.getActualTypeArguments()[0]));
    }
    boolean says = List.of(blocking.getExceptionTypes()).contains(InterruptedException.class);
    boolean shared = blocking.getDeclaringClass().equals(async.getDeclaringClass());
    return shared
        || (!says && !waited.equals(void.class) && name(waited).equals(name(given)))
        || isRegistration(blocking, async);
  }

  /** Methods that register something return nothing in both. */
  private static boolean isRegistration(Method blocking, Method async) {
    return blocking.getName().equals("register")
        && blocking.getReturnType().equals(async.getReturnType());
  }

  private static String boxed(Type type) {
    return type.equals(void.class) ? "Void" : type.equals(boolean.class) ? "Boolean" : name(type);
  }
}
