package socketio.okhttp;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Keeps requests off pooled connections that the server has probably closed: servers close idle
 * ones after as little as 2 or 5 seconds. OkHttp would notice when it sends the request, and send
 * it again; but neither a POST nor a poll may reach the server twice, since the first may have been
 * processed. So a connection that was idle for a while is dropped before anything is sent on it,
 * and so is one to a server that closes connections at once although it announces to keep them.
 */
final class StaleConnections {
  /** The name of netty-socketio, which closes a connection after every answer. */
  private static final String CLOSES_AT_ONCE = "netty-socketio/";

  private final long maxIdleNanos;
  private final LongSupplier clock;
  private final Map<Connection, Long> lastUse = Collections.synchronizedMap(new WeakHashMap<>());

  StaleConnections(long maxIdleNanos, LongSupplier clock) {
    this.maxIdleNanos = maxIdleNanos;
    this.clock = clock;
  }

  void install(OkHttpClient.Builder client) {
    client.addInterceptor(this::takeAnother).addNetworkInterceptor(this::refuse);
  }

  /** Ends at the latest when the pool has no idle connection left: new ones are not refused. */
  private Response takeAnother(Interceptor.Chain chain) throws IOException {
    while (true) {
      try {
        return chain.proceed(chain.request());
      } catch (StaleConnectionException e) {
        // OkHttp has closed that connection, and nothing was sent.
      }
    }
  }

  private Response refuse(Interceptor.Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection == null || connection.protocol() == Protocol.HTTP_2) {
      return chain.proceed(chain.request());
    }
    Long last = lastUse.get(connection);
    if (last != null && clock.getAsLong() - last > maxIdleNanos) {
      throw new StaleConnectionException();
    }
    Response response = chain.proceed(chain.request());
    String server = response.header("Server");
    boolean closes = server != null && server.startsWith(CLOSES_AT_ONCE);
    lastUse.put(connection, clock.getAsLong() - (closes ? maxIdleNanos + 1 : 0));
    return response;
  }

  private static final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1;

    StaleConnectionException() {
      super("The pooled connection was idle for too long");
    }
  }
}
