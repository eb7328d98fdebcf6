package socketio.engineio;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import socketio.spi.Frame;

/**
 * Packets and payloads (Engine.IO protocol, "Packet encoding"). A packet is a {@link Frame} in
 * WebSocket form; a payload is a polling body: packets separated by 0x1E, binary messages as {@code
 * b} and base64.
 */
final class PacketCodec {
  static final char OPEN = '0';
  static final char CLOSE = '1';
  static final char PING = '2';
  static final char PONG = '3';
  static final char MESSAGE = '4';
  static final char UPGRADE = '5';
  static final char NOOP = '6';
  static final char BASE64 = 'b';

  static final byte SEPARATOR = 0x1E;

  /** How much is encoded at once: a multiple of three bytes, which are four chars of base64. */
  private static final int PIECE = 3 << 14;

  private PacketCodec() {}

  /**
   * Packets that leave together.
   *
   * @param payload the body of a POST
   * @param weight how much they counted in the queue
   */
  @SuppressWarnings("ArrayRecordComponent") // the payload is sent and not compared
  record Batch(byte[] payload, long weight) {}

  /** Turns messages into packets. */
  static List<Frame> messages(List<Frame> messages) {
    if (messages.size() == 1) {
      return Collections.singletonList(message(messages.get(0)));
    }
    List<Frame> packets = new ArrayList<>(messages.size());
    for (Frame message : messages) {
      packets.add(message(message));
    }
    return Collections.unmodifiableList(packets);
  }

  private static Frame message(Frame message) {
    return message instanceof Frame.Text text ? message(text) : message;
  }

  /** No copy if the type already precedes the text, as a parser may have arranged. */
  private static Frame message(Frame.Text text) {
    int before = text.start() - 1;
    return before >= 0 && text.source().charAt(before) == MESSAGE
        ? new Frame.Text(text.source(), before)
        : new Frame.Text(MESSAGE + text.data());
  }

  /** A list of one packet without a message. */
  static List<Frame> control(char type, String data) {
    return Collections.singletonList(new Frame.Text(type + data));
  }

  /** How much a packet counts in a queue: bytes, or characters of a text. */
  static long weight(Frame packet) {
    return packet instanceof Frame.Binary binary
        ? binary.data().length
        : ((Frame.Text) packet).length();
  }

  /**
   * Encodes as many packets as fit into a payload, but at least one.
   *
   * @param queue the packets; those used are removed
   * @param maxPayload the most bytes
   */
  static Batch encodePayload(Deque<Frame> queue, long maxPayload) {
    List<Frame> packets = new ArrayList<>();
    long size = 0;
    long weight = 0;
    do {
      Frame packet = queue.element();
      long larger = size + (packets.isEmpty() ? 0 : 1) + encodedSize(packet);
      if (!packets.isEmpty() && larger > maxPayload) {
        break;
      }
      packets.add(queue.remove());
      size = larger;
      weight += weight(packet);
    } while (!queue.isEmpty());
    ByteBuffer payload = ByteBuffer.allocate(Math.toIntExact(size));
    for (Frame packet : packets) {
      if (payload.position() > 0) {
        payload.put(SEPARATOR);
      }
      append(payload, packet);
    }
    return new Batch(payload.array(), weight);
  }

  private static void append(ByteBuffer payload, Frame packet) {
    if (packet instanceof Frame.Binary binary) {
      payload.put((byte) BASE64);
      append(payload, binary.data());
    } else {
      Frame.Text text = (Frame.Text) packet;
      append(payload, text.source(), text.start());
    }
  }

  /** Piece by piece, so that a large message is not in memory once more. */
  private static void append(ByteBuffer payload, byte[] data) {
    for (int from = 0; from < data.length; ) {
      int length = Math.min(PIECE, data.length - from);
      payload.put(Base64.getEncoder().encode(ByteBuffer.wrap(data, from, length)));
      from += length;
    }
  }

  private static void append(ByteBuffer payload, String text, int start) {
    for (int from = start; from < text.length(); ) {
      int to = from + Math.min(PIECE, text.length() - from);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--; // with the other half of the pair
      }
      payload.put(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
      from = to;
    }
  }

  /** The bytes that a packet takes in a payload. */
  static long encodedSize(Frame packet) {
    return packet instanceof Frame.Binary binary
        ? 1 + (binary.data().length + 2L) / 3 * 4
        : utf8Length(((Frame.Text) packet).data());
  }

  /** The most bytes of a binary message whose packet takes no more than this in a payload. */
  static long largestBinary(long encodedSize) {
    return Math.max(0, (encodedSize - 1) / 4 * 3);
  }

  private static long utf8Length(String text) {
    long length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (!Character.isSurrogate(c)) {
        length += c < 0x800 ? 1 : 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        length += 2; // four bytes for the pair; a surrogate alone is encoded as '?'
        i++;
      }
    }
    return length;
  }

  /** Decodes the text form of a binary message. */
  static Frame decodeBase64(String packet) throws ProtocolException {
    byte[] bytes = packet.getBytes(StandardCharsets.ISO_8859_1);
    return binary(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
  }

  /** Decodes the base64 of a binary message. */
  @SuppressWarnings("ByteBufferBackingArray") // the decoder has just created the array
  static Frame binary(ByteBuffer base64) throws ProtocolException {
    ByteBuffer data;
    try {
      data = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("a binary message with invalid base64");
    }
    byte[] bytes = data.array();
    return new Frame.Binary(
        data.remaining() == bytes.length ? bytes : Arrays.copyOf(bytes, data.remaining()));
  }
}
