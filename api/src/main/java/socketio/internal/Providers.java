package socketio.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.spi.EngineProvider;
import socketio.spi.ParserProvider;
import socketio.spi.Provider;
import socketio.spi.TransportProvider;

/** Finds providers, and says what to do where none can be chosen. */
public final class Providers {
  private Providers() {}

  /**
   * The provider of a name, or without one that of highest priority.
   *
   * @throws IllegalArgumentException if there is none of this name
   * @throws IllegalStateException if there is none at all, if several share the highest priority,
   *     or if one cannot be loaded
   */
  public static <P extends Provider> P find(Class<P> type, @Nullable String name) {
    return choose(type, load(type), name);
  }

  static <P extends Provider> P choose(Class<P> type, List<P> found, @Nullable String name) {
    String kind = kind(type);
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "no %s found: add a dependency such as dev.socketio:%s, or give one with Client.builder().%s(…)"
              .formatted(kind, artifact(type), kind));
    }
    if (name != null) {
      List<P> named = found.stream().filter(provider -> provider.name().equals(name)).toList();
      if (named.isEmpty()) {
        throw new IllegalArgumentException(
            "%s: none is named '%s'; found: %s".formatted(kind, name, describe(found)));
      }
      return single(kind, named, "are named '" + name + "'");
    }
    int highest = found.stream().mapToInt(Provider::priority).max().orElseThrow();
    List<P> best = found.stream().filter(provider -> provider.priority() == highest).toList();
    return single(kind, best, "have priority " + highest);
  }

  private static <P extends Provider> P single(String kind, List<P> candidates, String problem) {
    if (candidates.size() > 1) {
      throw new IllegalStateException(
          "several %ss %s: %s; choose one with Client.builder().%s(…), or remove a dependency"
              .formatted(kind, problem, describe(candidates), kind));
    }
    return candidates.get(0);
  }

  private static <P extends Provider> List<P> load(Class<P> type) {
    // A plug-in container may hide this library's neighbours from the context class loader.
    List<P> found = load(type, Thread.currentThread().getContextClassLoader());
    return found.isEmpty() ? load(type, Providers.class.getClassLoader()) : found;
  }

  private static <P extends Provider> List<P> load(Class<P> type, @Nullable ClassLoader loader) {
    try {
      var found = new ArrayList<P>();
      loader(type, loader).forEach(found::add);
      return found;
    } catch (ServiceConfigurationError e) {
      throw new IllegalStateException(
          "a %s on the class path cannot be loaded: %s".formatted(kind(type), e.getMessage()), e);
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

  private static String kind(Class<? extends Provider> type) {
    return type.getSimpleName().replace("Provider", "").toLowerCase(Locale.ROOT);
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
