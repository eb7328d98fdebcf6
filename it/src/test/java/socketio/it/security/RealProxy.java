package socketio.it.security;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import socketio.it.support.Commands;
import socketio.it.support.ErrorLog;

/**
 * A proxy in a process of its own, on a free port. Its connections to servers come from 127.0.0.2.
 */
final class RealProxy implements AutoCloseable {
  /** The program for HTTP. */
  static final String HTTP = "tinyproxy";

  /** The program for SOCKS 5. */
  static final String SOCKS = "microsocks";

  static final String USER = "me";
  static final String PASSWORD = "a-secret-of-the-proxy";

  /** The address that servers see for clients behind a proxy. */
  static final String OUTSIDE = "127.0.0.2";

  private static final String LOOPBACK = "127.0.0.1";
  private static final long START_NANOS = SECONDS.toNanos(30);

  private final Process process;
  private final Proxy proxy;

  private RealProxy(Process process, Proxy proxy) {
    this.process = process;
    this.proxy = proxy;
  }

  /** An HTTP proxy that requires {@link #USER} and {@link #PASSWORD}. */
  static RealProxy http() throws IOException, InterruptedException {
    int port = freePort();
    Path settings = Files.createTempFile("tinyproxy", ".conf");
    settings.toFile().deleteOnExit();
    Files.writeString(
        settings,
        """
        Listen %s
        Port %d
        Bind %s
        BasicAuth %s %s
        LogLevel Connect
        """
            .formatted(LOOPBACK, port, OUTSIDE, USER, PASSWORD));
    return start(Proxy.Type.HTTP, port, List.of(HTTP, "-d", "-c", settings.toString()));
  }

  /** A SOCKS proxy without authentication. */
  static RealProxy socks() throws IOException, InterruptedException {
    int port = freePort();
    return start(Proxy.Type.SOCKS, port, socksCommand(port));
  }

  /** A SOCKS proxy that requires {@link #USER} and {@link #PASSWORD}. */
  static RealProxy socksWithPassword() throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = Commands.with(socksCommand(port), "-u");
    command = Commands.with(Commands.with(command, USER), "-P");
    return start(Proxy.Type.SOCKS, port, Commands.with(command, PASSWORD));
  }

  private static List<String> socksCommand(int port) {
    return List.of(SOCKS, "-i", LOOPBACK, "-p", String.valueOf(port), "-b", OUTSIDE);
  }

  /** Neither program prints which port the system has chosen. */
  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static RealProxy start(Proxy.Type type, int port, List<String> command)
      throws IOException, InterruptedException {
    ErrorLog log = ErrorLog.create();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.file().toFile())
            .start();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    long begin = System.nanoTime();
    while (!accepts(address)) {
      boolean late = System.nanoTime() - begin > START_NANOS;
      if (late || process.waitFor(10, MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command.get(0) + " does not start: " + log.text());
      }
    }
    return new RealProxy(process, new Proxy(type, address));
  }

  private static boolean accepts(InetSocketAddress address) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  int port() {
    return ((InetSocketAddress) proxy.address()).getPort();
  }

  /** Selects this proxy for every address. */
  ProxySelector selector() {
    return new SingleProxySelector(proxy);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
