package socketio.spi;

/**
 * A service found by {@link java.util.ServiceLoader}. An implementation is stateless and has a
 * public constructor without parameters; it appears both in {@code META-INF/services} and in the
 * {@code provides} clause of its module.
 *
 * @since 1.0
 */
public interface Provider {
  /**
   * Returns the name with which an application selects this provider, such as {@code "okhttp"}.
   *
   * @return a short lower-case name, unique among the providers of its kind
   */
  String name();

  /**
   * Returns the priority among several providers of one kind when the application names none: the
   * highest wins, and a tie is an error that lists the candidates.
   *
   * @return the priority; 0 unless overridden
   */
  default int priority() {
    return 0;
  }
}
