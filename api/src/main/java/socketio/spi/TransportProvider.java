package socketio.spi;

/**
 * Creates transports over one network library.
 *
 * @since 1.0
 */
public interface TransportProvider extends Provider {
  /**
   * Creates a transport with the library's own resources. Called once for a client, which closes
   * it.
   *
   * @return a new transport
   */
  Transport create();

  /**
   * Creates a transport with options for TLS and proxies. Clients call this method. A provider that
   * does not override it supports the defaults only.
   *
   * @param options the options, which apply to exchanges and channels alike
   * @return a new transport, as that of {@link #create()}
   * @throws IllegalStateException if this provider cannot comply with them; the message says what
   *     to do
   */
  default Transport create(TransportOptions options) {
    if (options.equals(TransportOptions.defaults())) {
      return create();
    }
    throw new IllegalStateException(
        "the transport provider '"
            + name()
            + "' ("
            + getClass().getName()
            + ") does not support options for TLS and proxies; configure its network library and pass the"
            + " Transport built on it to Client.builder().transport(…)");
  }
}
