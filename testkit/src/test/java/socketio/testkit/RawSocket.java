package socketio.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** A TCP connection for requests that an HTTP library would not send. */
final class RawSocket implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  RawSocket(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** A connection that has become a WebSocket. */
  static RawSocket webSocket(int port, String target) throws IOException {
    RawSocket raw = new RawSocket(port);
    raw.sendHead(
        "GET " + target + " HTTP/1.1",
        "Host: a",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    String response = raw.readResponse();
    if (!response.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no WebSocket: " + response);
    }
    return raw;
  }

  /** Sends the lines of a request's head, and the empty line after them. */
  void sendHead(String... lines) throws IOException {
    send(String.join("\r\n", lines) + "\r\n\r\n");
  }

  void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** One response with its body, by Content-Length. */
  String readResponse() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ended after: " + head);
      }
      head.append((char) next);
    }
    int length = 0;
    for (String line : head.toString().split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    return head + new String(body, UTF_8);
  }

  /** The number of bytes received and not yet read. */
  int available() throws IOException {
    return in.available();
  }

  /** Sends no more. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Everything until the server ends the connection. */
  byte[] readToEnd() throws IOException {
    var all = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int read; (read = in.read(part)) >= 0; ) {
      all.write(part, 0, read);
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
