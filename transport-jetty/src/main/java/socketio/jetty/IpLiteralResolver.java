package socketio.jetty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves numeric addresses on the calling thread, since nothing has to be looked up: that saves a
 * change of threads and a timer for each connection. Another resolver looks up names.
 */
final class IpLiteralResolver implements SocketAddressResolver {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  /** No name has a colon. A zone would be looked up, among the interfaces. */
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*\\]?");

  private final SocketAddressResolver names;

  /**
   * @param names resolves names
   */
  IpLiteralResolver(SocketAddressResolver names) {
    this.names = names;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    if (!LITERAL.matcher(host).matches()) {
      names.resolve(host, port, context, promise);
      return;
    }
    InetSocketAddress address;
    try {
      address = new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) { // not a valid one
      promise.failed(e);
      return;
    }
    promise.succeeded(List.of(address));
  }
}
