package socketio.core.link;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.internal.ConnectSpec;
import socketio.internal.OptionSource;
import socketio.internal.Urls;

/**
 * The options of one connection attempt, as resolved from their sources.
 *
 * @param auth the payload of each namespace's CONNECT packet, by path
 */
public record ResolvedOptions(
    URI uri, Map<String, String> query, Map<String, List<String>> headers, Map<String, Args> auth) {
  /** Calls all suppliers, one after another; never in the loop unless {@link #isFixed}. */
  public static CompletableFuture<ResolvedOptions> resolve(
      ConnectSpec spec, Set<String> namespaces) {
    var query = new LinkedHashMap<String, String>();
    var headers = new LinkedHashMap<String, List<String>>();
    var auth = new LinkedHashMap<String, Args>();
    CompletableFuture<URI> uri =
        ask(spec.url, "url").thenApply(ResolvedOptions::toUri).toCompletableFuture();
    CompletionStage<?> chain = uri;
    for (OptionSource source : spec.query) {
      chain =
          chain
              .thenCompose(done -> ask(source, "query"))
              .thenAccept(value -> toMap(value, "query").forEach(query::put));
    }
    for (OptionSource source : spec.headers) {
      chain =
          chain
              .thenCompose(done -> ask(source, "headers"))
              .thenAccept(
                  value ->
                      toMap(value, "headers")
                          .forEach(
                              (name, text) -> {
                                Urls.checkHeader(name, text);
                                headers.put(name, List.of(text));
                              }));
    }
    for (String namespace : namespaces) {
      chain =
          chain
              .thenCompose(done -> auth(spec, namespace))
              .thenAccept(payload -> auth.put(namespace, payload));
    }
    return chain
        .thenApply(done -> new ResolvedOptions(uri.join(), query, headers, auth))
        .toCompletableFuture();
  }

  /** Resolves the auth payload of one namespace. */
  public static CompletionStage<Args> auth(ConnectSpec spec, String namespace) {
    return ask(spec.authOf(namespace), "auth")
        .thenApply(value -> value == null ? Args.of() : Args.of(value));
  }

  /** Returns whether {@link #resolve} runs no code of the application. */
  public static boolean isFixed(ConnectSpec spec) {
    var all = new ArrayList<OptionSource>();
    all.add(spec.url);
    all.add(spec.auth);
    all.addAll(spec.query);
    all.addAll(spec.headers);
    all.addAll(spec.namespaceAuth.values());
    return all.stream().allMatch(OptionSource::isFixed);
  }

  private static CompletionStage<@Nullable Object> ask(OptionSource source, String option) {
    try {
      CompletionStage<@Nullable Object> stage = source.get();
      if (stage == null) {
        return failed(option, null);
      }
      return stage
          .handle(
              (value, error) ->
                  error == null
                      ? CompletableFuture.completedFuture(value)
                      : failed(option, unwrapped(error)))
          .thenCompose(result -> result);
    } catch (Throwable e) {
      return failed(option, e);
    }
  }

  private static Throwable unwrapped(Throwable error) {
    Throwable cause = error.getCause();
    return error instanceof CompletionException && cause != null ? cause : error;
  }

  /** Keeps an exception of the application as the cause only: its message may contain secrets. */
  private static CompletionStage<@Nullable Object> failed(
      String option, @Nullable Throwable cause) {
    var failed = new CompletableFuture<@Nullable Object>();
    failed.completeExceptionally(
        new IllegalStateException("the supplier of " + option + " failed", cause));
    return failed;
  }

  private static URI toUri(@Nullable Object value) {
    if (value instanceof URI uri) {
      return Urls.server(uri);
    }
    if (value instanceof String text) {
      return Urls.server(text);
    }
    throw new IllegalArgumentException(
        "url: the supplier must give a String, not " + typeOf(value));
  }

  private static Map<String, String> toMap(@Nullable Object value, String option) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          option + ": the supplier must give a Map<String, String>, not " + typeOf(value));
    }
    var texts = new LinkedHashMap<String, String>();
    map.forEach(
        (name, text) -> {
          if (!(name instanceof String key) || !(text instanceof String string)) {
            throw new IllegalArgumentException(
                option + ": the supplier's map must hold Strings only, and no null");
          }
          texts.put(key, string);
        });
    return texts;
  }

  private static String typeOf(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  /** Omits the content, which may be secret. */
  @Override
  public String toString() {
    return "ResolvedOptions";
  }
}
