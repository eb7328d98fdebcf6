package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers requests as a test has prepared it, and records the requests. */
final class ScriptedHttp implements RawServer.Handler {
  private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  /**
   * A request.
   *
   * @param lines its head
   * @param body its body
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Asked(List<String> lines, byte[] body) {
    /** The values of a header, in the order of its lines. */
    List<String> values(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .toList();
    }

    String text() {
      return new String(body, UTF_8);
    }
  }

  /** Prepares an answer with a Content-Length. */
  void answer(int status, String headers, byte[] body) {
    raw(
        "HTTP/1.1 %d Prepared\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(status, body.length, headers),
        body);
  }

  void answer(int status, String headers, String body) {
    answer(status, headers, body.getBytes(UTF_8));
  }

  /** Prepares an answer of any form. */
  void raw(String head, byte[] body) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    answers.add(bytes.toByteArray());
  }

  /** The next request, which must have arrived. */
  Asked takeRequest() throws InterruptedException {
    Asked next = asked.poll(10, SECONDS);
    if (next == null) {
      throw new AssertionError("no request came");
    }
    return next;
  }

  /** How many requests have arrived and not been taken. */
  int count() {
    return asked.size();
  }

  @Override
  public void handle(Socket socket) throws Exception {
    DataInputStream in = RawWebSocket.input(socket);
    while (true) {
      List<String> lines = RawWebSocket.readHead(in);
      Asked request = new Asked(lines, new byte[0]);
      asked.add(new Asked(lines, body(in, request)));
      socket.getOutputStream().write(answers.take());
      socket.getOutputStream().flush();
    }
  }

  private static byte[] body(DataInputStream in, Asked request) throws IOException {
    List<String> length = request.values("Content-Length");
    if (!length.isEmpty()) {
      return in.readNBytes(Integer.parseInt(length.get(0)));
    }
    return request.values("Transfer-Encoding").isEmpty() ? new byte[0] : chunks(in);
  }

  private static byte[] chunks(DataInputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in), 16);
      body.writeBytes(in.readNBytes(size));
      line(in);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(DataInputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next; (next = in.readUnsignedByte()) != '\n'; ) {
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
