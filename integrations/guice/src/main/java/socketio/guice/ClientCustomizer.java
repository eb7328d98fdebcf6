package socketio.guice;

import socketio.ClientBuilder;

/**
 * Sets what a client of {@link SocketIoModule} is built with. Contributed with a {@link
 * com.google.inject.multibindings.Multibinder}, for a client with an annotation under the same
 * annotation:
 *
 * <pre>{@code
 * Multibinder.newSetBinder(binder(), ClientCustomizer.class)
 *     .addBinding()
 *     .toInstance(builder -> builder.callTimeout(Duration.ofSeconds(5)));
 * }</pre>
 */
@FunctionalInterface
public interface ClientCustomizer {
  /**
   * Changes the builder. Called once for each client, on the thread that makes it, in the order of
   * the bindings, and after a bound parser and transport were set, so that it may replace them.
   *
   * @param builder the builder, not to be kept
   */
  void customize(ClientBuilder builder);
}
