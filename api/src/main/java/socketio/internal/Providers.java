package socketio.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.spi.ClientProvider;
import socketio.spi.EngineProvider;
import socketio.spi.ParserProvider;
import socketio.spi.Provider;
import socketio.spi.TransportProvider;

/** Finds providers; its errors say what to do if none can be chosen. */
public final class Providers {
  /**
   * A cache: the search takes longer than everything else that a new client needs. Only providers
   * from this class's loader or its parents are cached, so that no other loader is kept in memory.
   */
  private static final Map<ClassLoader, Map<Class<?>, List<? extends Provider>>> FOUND =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Our artifacts, which end with the name of their provider. */
  private static final Set<String> ARTIFACTS =
      Set.of(
          "socketio-transport-okhttp",
          "socketio-transport-jetty",
          "socketio-parser-json",
          "socketio-parser-msgpack");

  private static final String NO_CLIENT =
      "no Socket.IO client found: add the dependency dev.socketio:socketio-starter, or"
          + " dev.socketio:socketio-core together with an engine, a transport and a parser of your"
          + " choice";

  private Providers() {}

  /**
   * Returns the provider with a name, or without a name the one with the highest priority.
   *
   * @throws IllegalArgumentException if there is none with this name
   * @throws IllegalStateException if there is none at all, if several share the highest priority,
   *     or if one cannot be loaded that may be the requested one
   */
  public static <P extends Provider> P find(Class<P> type, @Nullable String name) {
    var broken = new ArrayList<ServiceConfigurationError>();
    List<P> found = load(type, broken);
    if (!broken.isEmpty() && (name == null || !isAmong(found, name))) {
      ServiceConfigurationError e = broken.get(0);
      throw new IllegalStateException(
          String.format(
              "a %s on the class path cannot be loaded: %s; add its missing dependency%s",
              kind(type), e.getMessage(), choice(type, ", or choose another one with ")),
          e);
    }
    return choose(type, found, name);
  }

  /**
   * Returns what a factory method of a provider creates; passes its exceptions on.
   *
   * @throws IllegalStateException if a class is missing or cannot be initialized
   */
  public static <T> T create(Provider provider, Supplier<T> factory) {
    try {
      return factory.get();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          String.format(
              "'%s' (%s) was found but cannot be used: %s; is its library on the class path?",
              provider.name(), provider.getClass().getName(), e),
          e);
    }
  }

  private static boolean isAmong(List<? extends Provider> found, String name) {
    return found.stream().anyMatch(provider -> provider.name().equals(name));
  }

  static <P extends Provider> P choose(Class<P> type, List<P> found, @Nullable String name) {
    String kind = kind(type);
    if (found.isEmpty()) {
      throw new IllegalStateException(
          type == ClientProvider.class
              ? NO_CLIENT
              : String.format(
                  "no %s found: add a dependency such as dev.socketio:%s, or pass one to"
                      + " Client.builder().%s(…)",
                  kind, artifact(type), kind));
    }
    if (name != null) {
      List<P> named =
          found.stream()
              .filter(provider -> provider.name().equals(name))
              .collect(Collectors.toList());
      if (named.isEmpty()) {
        throw new IllegalArgumentException(
            String.format(
                "%s: none is named '%s'; found: %s; %s, or pass one to Client.builder().%s(…)",
                kind, name, describe(found), advice(type, name), kind));
      }
      return single(type, named, "are named '" + name + "'");
    }
    int highest = found.stream().mapToInt(Provider::priority).max().getAsInt();
    List<P> best =
        found.stream()
            .filter(provider -> provider.priority() == highest)
            .collect(Collectors.toList());
    return single(type, best, "have priority " + highest);
  }

  private static <P extends Provider> P single(Class<P> type, List<P> candidates, String problem) {
    if (candidates.size() > 1) {
      throw new IllegalStateException(
          String.format(
              "several %ss %s: %s; %sremove a dependency",
              kind(type),
              problem,
              describe(candidates),
              choice(type, "choose one with ", ", or ")));
    }
    return candidates.get(0);
  }

  private static <P extends Provider> List<P> load(
      Class<P> type, List<ServiceConfigurationError> broken) {
    // A plug-in container may hide this library's siblings from the context class loader.
    List<P> found = load(type, Thread.currentThread().getContextClassLoader(), broken);
    return found.isEmpty() && broken.isEmpty()
        ? load(type, Providers.class.getClassLoader(), broken)
        : found;
  }

  @SuppressWarnings("unchecked") // each list is stored under the type of its elements
  private static <P extends Provider> List<P> load(
      Class<P> type, @Nullable ClassLoader loader, List<ServiceConfigurationError> broken) {
    if (loader == null) {
      return search(type, null, broken);
    }
    Map<Class<?>, List<? extends Provider>> known =
        FOUND.computeIfAbsent(loader, any -> new ConcurrentHashMap<>());
    List<P> remembered = (List<P>) known.get(type);
    if (remembered != null) {
      return remembered;
    }
    List<P> found = search(type, loader, broken);
    if (broken.isEmpty()
        && !found.isEmpty()
        && found.stream().allMatch(provider -> isVisible(provider.getClass()))) {
      known.put(type, found);
    }
    return found;
  }

  /** Whether a class was defined by this class's loader or one of its parents. */
  private static boolean isVisible(Class<?> provider) {
    ClassLoader theirs = provider.getClassLoader();
    ClassLoader ours = Providers.class.getClassLoader();
    while (ours != null && ours != theirs) {
      ours = ours.getParent();
    }
    return ours == theirs;
  }

  private static <P extends Provider> List<P> search(
      Class<P> type, @Nullable ClassLoader loader, List<ServiceConfigurationError> broken) {
    var found = new ArrayList<P>();
    Iterator<P> providers = loader(type, loader).iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return found;
        }
        found.add(providers.next());
      } catch (ServiceConfigurationError e) {
        broken.add(e); // the iterator continues with the next one
      } catch (LinkageError e) { // a library that the provider's class needs is missing
        broken.add(new ServiceConfigurationError(type.getName() + ": " + e, e));
      }
    }
  }

  private static <P extends Provider> ServiceLoader<P> loader(
      Class<P> type, @Nullable ClassLoader loader) {
    return loader == null ? ServiceLoader.load(type) : ServiceLoader.load(type, loader);
  }

  private static String describe(List<? extends Provider> providers) {
    return providers.stream()
        .sorted(Comparator.comparing(Provider::name))
        .map(provider -> provider.name() + " (" + provider.getClass().getName() + ")")
        .collect(Collectors.joining(", "));
  }

  /** Returns how to choose a provider; empty if the builder offers no choice. */
  private static String choice(Class<? extends Provider> type, String before, String... after) {
    return type == ClientProvider.class
        ? ""
        : before + "Client.builder()." + kind(type) + "(…)" + String.join("", after);
  }

  private static String kind(Class<? extends Provider> type) {
    return type.getSimpleName().replace("Provider", "").toLowerCase(Locale.ROOT);
  }

  /** Returns how to obtain a provider with this name. */
  private static String advice(Class<? extends Provider> type, String name) {
    String artifact = String.format("socketio-%s-%s", kind(type), name);
    return ARTIFACTS.contains(artifact)
        ? "add the dependency dev.socketio:" + artifact
        : "name one of these, add the dependency that contains it";
  }

  private static String artifact(Class<? extends Provider> type) {
    if (type == EngineProvider.class) {
      return "socketio-engineio";
    }
    if (type == TransportProvider.class) {
      return "socketio-transport-okhttp";
    }
    if (type == ParserProvider.class) {
      return "socketio-parser-json";
    }
    throw new IllegalArgumentException("type: " + type);
  }
}
