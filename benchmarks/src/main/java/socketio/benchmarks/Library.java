package socketio.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import socketio.jetty.JettyTransport;
import socketio.okhttp.OkHttpTransport;
import socketio.spi.Transport;

/** The libraries that are compared. */
enum Library {
  OURS_OKHTTP("us on OkHttp"),
  OURS_JETTY("us on Jetty"),
  OFFICIAL("official Java client"),
  BARE_OKHTTP("bare OkHttp"),
  BARE_OKHTTP_JSON("bare OkHttp + Jackson"),
  BARE_JETTY("bare Jetty"),
  BARE_JETTY_JSON("bare Jetty + Jackson");

  final String title;

  Library(String title) {
    this.title = title;
  }

  boolean isOurs() {
    return this == OURS_OKHTTP || this == OURS_JETTY;
  }

  /** Whether this is a bare network library that also reads and writes JSON. */
  boolean isBareWithJson() {
    return this == BARE_OKHTTP_JSON || this == BARE_JETTY_JSON;
  }

  /** The name on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Library of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Starts the library; all of its connections share one HTTP client. */
  Supplier<Contestant> start() throws Exception {
    return switch (this) {
      case OURS_OKHTTP -> ours(OkHttpTransport.create());
      case OURS_JETTY -> ours(JettyTransport.create());
      case OFFICIAL -> official();
      case BARE_OKHTTP -> bareOkHttp(false);
      case BARE_OKHTTP_JSON -> bareOkHttp(true);
      case BARE_JETTY -> bareJetty(false);
      case BARE_JETTY_JSON -> bareJetty(true);
    };
  }

  private static Supplier<Contestant> ours(Transport transport) {
    return () -> new OurClient(transport);
  }

  private static Supplier<Contestant> official() {
    OkHttpClient http = okHttp();
    return () -> new OfficialClient(http);
  }

  private static Supplier<Contestant> bareOkHttp(boolean json) {
    OkHttpClient http = okHttp();
    return () -> new BareOkHttp(http, json);
  }

  private static Supplier<Contestant> bareJetty(boolean json) throws Exception {
    WebSocketCoreClient client = new WebSocketCoreClient();
    client.start();
    return () -> new BareJetty(client, json);
  }

  /** Without the limits and the delays of OkHttp's defaults, which would distort the comparison. */
  private static OkHttpClient okHttp() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(100_000);
    dispatcher.setMaxRequestsPerHost(100_000);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .socketFactory(new PromptSockets())
        .readTimeout(Duration.ZERO)
        .connectionPool(new ConnectionPool())
        .build();
  }

  /** Switches Nagle's algorithm off. */
  private static final class PromptSockets extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      Socket socket = new Socket();
      socket.setTcpNoDelay(true);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
