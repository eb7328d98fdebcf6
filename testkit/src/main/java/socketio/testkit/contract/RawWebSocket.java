package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The server's side of a WebSocket (RFC 6455), one frame at a time. Not thread-safe.
 *
 * @since 1.0
 */
public final class RawWebSocket {
  /** The opcode of a text frame. */
  public static final int TEXT = 0x1;

  /** The opcode of a binary frame. */
  public static final int BINARY = 0x2;

  /** The opcode of a close frame. */
  public static final int CLOSE = 0x8;

  /** The bit of the last, or only, frame of a message. */
  public static final int FINAL = 0x80;

  private final DataInputStream in;
  private final DataOutputStream out;
  private boolean lastWasFinal;

  /**
   * A frame.
   *
   * @param opcode its type
   * @param length the length of its payload
   * @param payload unmasked; only its first bytes if the rest was skipped
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  public record RawFrame(int opcode, long length, byte[] payload) {
    /**
     * The payload as text.
     *
     * @return the text
     */
    public String text() {
      return new String(payload, UTF_8);
    }
  }

  private RawWebSocket(Socket socket, DataInputStream in) throws IOException {
    this.in = in;
    this.out = new DataOutputStream(socket.getOutputStream());
  }

  /**
   * Reads a request up to the empty line.
   *
   * @param in the connection, see {@link #input}
   * @return its lines
   * @throws IOException if the connection breaks
   */
  public static List<String> readHead(DataInputStream in) throws IOException {
    var lines = new ArrayList<String>();
    var line = new ByteArrayOutputStream();
    while (true) {
      int next = in.readUnsignedByte();
      if (next == '\n') {
        if (line.size() == 0) {
          return lines;
        }
        lines.add(line.toString(ISO_8859_1));
        line.reset();
      } else if (next != '\r') {
        line.write(next);
      }
    }
  }

  /**
   * Reads from a connection, buffered.
   *
   * @param socket the connection
   * @return its bytes
   * @throws IOException if the connection is broken
   */
  public static DataInputStream input(Socket socket) throws IOException {
    return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
  }

  /**
   * Performs the handshake.
   *
   * @param socket a connection on which nothing was read
   * @return the WebSocket, open
   * @throws IOException if the connection breaks
   */
  public static RawWebSocket accept(Socket socket) throws IOException {
    return accept(socket, input(socket));
  }

  /**
   * Performs the handshake.
   *
   * @param socket a connection
   * @param in its input, beginning with the request
   * @return the WebSocket, open
   * @throws IOException if the connection breaks
   */
  public static RawWebSocket accept(Socket socket, DataInputStream in) throws IOException {
    return accept(socket, in, List.of());
  }

  /**
   * Performs the handshake.
   *
   * @param socket a connection
   * @param in its input, beginning with the request
   * @param headers further lines of the response, such as the extensions
   * @return the WebSocket, open
   * @throws IOException if the connection breaks
   */
  public static RawWebSocket accept(Socket socket, DataInputStream in, List<String> headers)
      throws IOException {
    String key =
        readHead(in).stream()
            .filter(line -> line.startsWith("Sec-WebSocket-Key:"))
            .map(line -> line.substring(line.indexOf(':') + 1).trim())
            .findFirst()
            .orElseThrow();
    var webSocket = new RawWebSocket(socket, in);
    webSocket.writeRaw(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + acceptOf(key)
                + "\r\nX-Peer: raw\r\n"
                + headers.stream().map(line -> line + "\r\n").collect(joining())
                + "\r\n")
            .getBytes(ISO_8859_1));
    return webSocket;
  }

  private static String acceptOf(String key) {
    try {
      byte[] input = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(input));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Writes bytes as they are.
   *
   * @param bytes the bytes
   * @throws IOException if the connection breaks
   */
  public void writeRaw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /**
   * Writes a text message of one frame.
   *
   * @param text the text
   * @throws IOException if the connection breaks
   */
  public void writeText(String text) throws IOException {
    writeRaw(frame(FINAL | TEXT, text.getBytes(UTF_8)));
  }

  /**
   * Writes a close frame.
   *
   * @param code the status code
   * @throws IOException if the connection breaks
   */
  public void writeClose(int code) throws IOException {
    writeRaw(frame(FINAL | CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
  }

  /**
   * A frame as it appears on the wire.
   *
   * @param firstByte flags and opcode
   * @param payload the payload
   * @return its bytes
   * @throws IOException never
   */
  public static byte[] frame(int firstByte, byte[] payload) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var data = new DataOutputStream(bytes);
    writeHeader(data, firstByte, payload.length);
    data.write(payload);
    return bytes.toByteArray();
  }

  /**
   * The header of a frame as it appears on the wire.
   *
   * @param firstByte flags and opcode
   * @param length the length of a payload
   * @return its bytes
   * @throws IOException never
   */
  public static byte[] header(int firstByte, long length) throws IOException {
    var bytes = new ByteArrayOutputStream();
    writeHeader(new DataOutputStream(bytes), firstByte, length);
    return bytes.toByteArray();
  }

  private static void writeHeader(DataOutputStream data, int firstByte, long length)
      throws IOException {
    data.writeByte(firstByte);
    if (length < 126) {
      data.writeByte((int) length);
    } else if (length < 65536) {
      data.writeByte(126);
      data.writeShort((int) length);
    } else {
      data.writeByte(127);
      data.writeLong(length);
    }
  }

  /**
   * Reads a frame.
   *
   * @param keep how many bytes of the payload to keep
   * @return the frame
   * @throws IOException if the connection breaks
   */
  public RawFrame read(int keep) throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    var mask = new byte[4];
    in.readFully(mask);
    var payload = new byte[(int) Math.min(keep, length)];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    in.skipNBytes(length - payload.length);
    lastWasFinal = (first & FINAL) != 0;
    return new RawFrame(first & 0xf, length, payload);
  }

  /**
   * Reads a message of any number of frames.
   *
   * @param keep how many bytes of the payload to keep
   * @return the message as one frame
   * @throws IOException if the connection breaks
   */
  public RawFrame readMessage(int keep) throws IOException {
    RawFrame begin = read(keep);
    if (lastWasFinal) {
      return begin;
    }
    var payload = new ByteArrayOutputStream();
    payload.writeBytes(begin.payload());
    long length = begin.length();
    while (!lastWasFinal) {
      RawFrame next = read(keep - payload.size());
      payload.writeBytes(next.payload());
      length += next.length();
    }
    return new RawFrame(begin.opcode(), length, payload.toByteArray());
  }

  /**
   * Reads until the client is gone.
   *
   * @throws IOException if the connection breaks
   */
  public void readToEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
