package socketio.spi;

/** Creates transports over one network library. */
public interface TransportProvider extends Provider {
  /**
   * Creates a transport with the library's own resources. Called once for a client, which closes
   * it.
   *
   * @return a new transport
   */
  Transport create();
}
