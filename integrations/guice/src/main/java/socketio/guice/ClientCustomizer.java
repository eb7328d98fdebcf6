package socketio.guice;

import socketio.ClientBuilder;

/**
 * Configures the builder of a client of {@link SocketIoModule}. Contribute it with a {@link
 * com.google.inject.multibindings.Multibinder}, under the same annotation if the client has one:
 *
 * <pre>{@code
 * Multibinder.newSetBinder(binder(), ClientCustomizer.class)
 *     .addBinding()
 *     .toInstance(builder -> builder.callTimeout(Duration.ofSeconds(5)));
 * }</pre>
 *
 * @since 1.0
 */
@FunctionalInterface
public interface ClientCustomizer {
  /**
   * Changes the builder. Called once for each client, on the thread that creates it, in the order
   * of the bindings and after a bound parser and transport have been set, so that it may replace
   * them.
   *
   * @param builder the builder, not to be kept
   */
  void customize(ClientBuilder builder);
}
