package socketio.it.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy that tunnels only for clients with these credentials. */
final class TunnelProxy implements Closeable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String credentials;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger tunnels = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "tunnel-proxy");
            thread.setDaemon(true);
            return thread;
          });

  TunnelProxy(String credentials) throws IOException {
    this.credentials = credentials;
    threads.execute(this::accept);
  }

  Proxy address() {
    return new Proxy(
        Proxy.Type.HTTP,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
  }

  ProxySelector selector() {
    return new SingleProxySelector(address());
  }

  int tunnels() {
    return tunnels.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        sockets.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      while (!head.contains("Proxy-Authorization: " + credentials + "\r\n")) {
        client.getOutputStream().write(refusal());
        head = head(client.getInputStream());
      }
      String target = head.substring("CONNECT ".length(), head.indexOf(" HTTP/"));
      int colon = target.lastIndexOf(':');
      try (var peer =
          new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
        sockets.add(peer);
        tunnels.incrementAndGet();
        client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
        threads.execute(() -> pump(peer, client));
        pump(client, peer);
      }
    } catch (IOException e) {
      // one of both has gone
    }
  }

  private static byte[] refusal() {
    return "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"
        .getBytes(ISO_8859_1);
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client has gone");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of both has gone
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
