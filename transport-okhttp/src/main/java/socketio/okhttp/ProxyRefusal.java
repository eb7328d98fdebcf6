package socketio.okhttp;

import java.net.ProtocolException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import socketio.spi.Transport;

/** A proxy wants other credentials. OkHttp does not retry after a protocol exception. */
final class ProxyRefusal extends ProtocolException {
  private static final long serialVersionUID = 1;

  private final transient Transport.Response response;

  ProxyRefusal(Response response) {
    super("The proxy refused a tunnel: HTTP " + response.code());
    this.response = Requests.opened(response);
  }

  /** The proxy's answer, if a call failed because of it, perhaps at another address before. */
  static Transport.@Nullable Response in(Throwable failure) {
    if (failure instanceof ProxyRefusal refusal) {
      return refusal.response;
    }
    for (Throwable other : failure.getSuppressed()) {
      if (other instanceof ProxyRefusal refusal) {
        return refusal.response;
      }
    }
    return null;
  }
}
