package socketio.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** One connection of a {@link FloodServer}. */
final class FloodConnection {
  private static final int HEAD = 48;
  private static final String OPEN =
      "0{\"sid\":\"bench\",\"upgrades\":[],\"pingInterval\":300000,\"pingTimeout\":200000,\"maxPayload\":100000000}";

  private static final Flood NOTHING = new Flood(Kind.SMALL);

  private final byte[] head = new byte[HEAD];
  private byte[] rest = {};
  private boolean opened;
  private boolean closing;
  private boolean stalled;
  private boolean flowing;
  private ByteBuffer out = ByteBuffer.allocate(256);
  private long counted;
  private Flood flood = NOTHING;
  private long left;
  private ByteBuffer flooding = ByteBuffer.allocate(0);

  boolean isClosing() {
    return closing;
  }

  /** Whether the server has stopped reading from this connection. */
  boolean isStalled() {
    return stalled;
  }

  /** Whether the server should resume reading from all connections; returns true once. */
  boolean takeFlow() {
    boolean asked = flowing;
    flowing = false;
    return asked;
  }

  /** Resumes reading from this connection. */
  void resume() {
    stalled = false;
  }

  /** Reads and processes what has arrived. */
  void read(ByteBuffer input) {
    ByteBuffer all = input;
    if (rest.length > 0) {
      all = ByteBuffer.allocate(rest.length + input.remaining());
      all.put(rest).put(input).flip();
    }
    if (opened || open(all)) {
      while (frame(all)) {
        // processes the next frame
      }
    }
    rest = new byte[all.remaining()];
    all.get(rest);
  }

  private boolean open(ByteBuffer input) {
    byte[] bytes = new byte[input.remaining()];
    input.duplicate().get(bytes);
    String request = new String(bytes, ISO_8859_1);
    int end = request.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    input.position(input.position() + end + 4);
    opened = true;
    String name = "sec-websocket-key:";
    int start = request.toLowerCase(java.util.Locale.ROOT).indexOf(name) + name.length();
    String key = request.substring(start, request.indexOf("\r\n", start)).strip();
    append(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept(key)
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    append(Flood.text(OPEN));
    return true;
  }

  private static String accept(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Processes one frame if it is complete. */
  private boolean frame(ByteBuffer input) {
    int start = input.position();
    if (input.remaining() < 6) {
      return false;
    }
    int opcode = input.get(start) & 0x0f;
    int length = input.get(start + 1) & 0x7f;
    int header = 6;
    if (length == 126) {
      header = 8;
      if (input.remaining() < header) {
        return false;
      }
      length = input.getShort(start + 2) & 0xffff;
    } else if (length == 127) {
      header = 14;
      if (input.remaining() < header) {
        return false;
      }
      length = (int) input.getLong(start + 2);
    }
    if (input.remaining() < header + length) {
      return false;
    }
    int known = Math.min(length, HEAD);
    for (int i = 0; i < known; i++) {
      head[i] = (byte) (input.get(start + header + i) ^ input.get(start + header - 4 + (i & 3)));
    }
    input.position(start + header + length);
    if (opcode == 8) {
      closing = true;
      append(new byte[] {(byte) 0x88, 0});
    } else if (opcode == 1) {
      text(known);
    }
    return true;
  }

  private void text(int length) {
    if (length < 2 || head[0] != '4') {
      return; // a pong, or a close packet, after which the close frame comes
    }
    if (head[1] == '0') {
      append(Flood.text("40{\"sid\":\"bench\"}"));
    } else if (head[1] == '5') {
      counted++;
    } else if (head[1] == '2' && head[2] != '[') {
      acknowledge(length);
    } else if (head[1] == '2' && head[4] == 'e' && head[5] == '"') {
      counted++;
    } else if (head[1] == '2') {
      command(new String(head, 0, length, ISO_8859_1));
    }
  }

  private void acknowledge(int length) {
    int end = 2;
    while (end < length && head[end] != '[') {
      end++;
    }
    reserve(end + 4);
    out.put((byte) 0x81).put((byte) (end + 2));
    out.put((byte) '4').put((byte) '3').put(head, 2, end - 2).put((byte) '[').put((byte) ']');
  }

  private void command(String event) {
    if (event.startsWith("42[\"stall\"") || event.startsWith("42[\"flow\"")) {
      stalled = event.startsWith("42[\"stall\"");
      flowing = !stalled;
      return;
    }
    String[] words = event.substring(3, event.indexOf(']')).replace("\"", "").split(",", -1);
    if (words[0].equals("end")) {
      append(Flood.text("42[\"counted\"," + counted + "]"));
      counted = 0;
    } else if (words[0].equals("flood")) {
      flood = new Flood(Kind.valueOf(words[1]));
      left = Long.parseLong(words[2]);
    }
  }

  private void append(byte[] bytes) {
    reserve(bytes.length);
    out.put(bytes);
  }

  private void reserve(int bytes) {
    if (out.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(2 * (out.position() + bytes));
      out = larger.put(out.flip());
    }
  }

  /** Writes pending output; returns whether all of it was written. */
  boolean write(SocketChannel channel) throws IOException {
    if (out.position() > 0) {
      out.flip();
      channel.write(out);
      boolean whole = !out.hasRemaining();
      out.compact();
      if (!whole) {
        return false;
      }
    }
    while (flooding.hasRemaining() || left > 0) {
      if (!flooding.hasRemaining()) {
        long count = Math.min(left, flood.count());
        left -= count;
        flooding = flood.frames((int) count);
      }
      channel.write(flooding);
      if (flooding.hasRemaining()) {
        return false;
      }
    }
    return true;
  }
}
