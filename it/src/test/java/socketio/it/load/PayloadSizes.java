package socketio.it.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import socketio.Args;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.it.support.TransportMode;
import socketio.it.support.Values;
import socketio.testkit.FakeServer;

/**
 * A program that sends payloads to a server and receives some, run with as much memory as a test
 * grants it. Arguments: the server's address, library, mode, and for each payload a word such as
 * {@code binary-up-1000}. Prints a line for each that arrived unchanged.
 */
final class PayloadSizes {
  private static final int FIRST_LETTER = '@';
  private static final int LETTERS = 15;
  private static final int PIECE = 1 << 16;

  /** The kind of a payload. */
  enum Kind {
    BINARY,
    TEXT
  }

  /** In which direction. */
  enum Direction {
    UP,
    DOWN
  }

  /**
   * One payload.
   *
   * @param size how many bytes
   */
  record Transfer(Kind kind, Direction direction, int size) {
    static Transfer of(String word) {
      String[] parts = word.split("-", -1);
      return new Transfer(
          Kind.valueOf(parts[0]), Direction.valueOf(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
      return kind + "-" + direction + "-" + size;
    }
  }

  private PayloadSizes() {}

  /** The other side: returns the digest of what it receives, and sends payloads on request. */
  static FakeServer startServer(int maxPayload) {
    FakeServer server = FakeServer.builder().recording(false).maxPayload(maxPayload).start();
    server.onCall("take-BINARY", (socket, args) -> digest(Values.get(args, 0, byte[].class)));
    server.onCall("take-TEXT", (socket, args) -> digest(Values.get(args, 0, String.class)));
    server.onCall("give-BINARY", (socket, args) -> bytes(Values.get(args, 0, Integer.class)));
    server.onCall("give-TEXT", (socket, args) -> text(Values.get(args, 0, Integer.class)));
    server.onCall("echo", (socket, args) -> args.get(0));
    return server;
  }

  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    ConnectOptions options =
        ConnectOptions.to(words.get(0)).transports(TransportMode.valueOf(words.get(2)).kinds());
    try (Client client = Client.builder().transport(words.get(1)).reconnection(false).build()) {
      client.connect(options);
      for (String word : words.subList(3, words.size())) {
        Transfer transfer = Transfer.of(word);
        String expected =
            transfer.kind == Kind.BINARY
                ? digest(bytes(transfer.size))
                : digest(text(transfer.size));
        String actual =
            transfer.direction == Direction.UP ? up(client, transfer) : down(client, transfer);
        System.out.println(transfer + " " + (expected.equals(actual) ? "unchanged" : "changed"));
      }
    }
  }

  private static String up(Client client, Transfer transfer) throws InterruptedException {
    String event = "take-" + transfer.kind;
    Args digest =
        transfer.kind == Kind.BINARY
            ? client.call(event, bytes(transfer.size))
            : client.call(event, text(transfer.size));
    return Values.get(digest, 0, String.class);
  }

  private static String down(Client client, Transfer transfer) throws InterruptedException {
    Args payload = client.call("give-" + transfer.kind, transfer.size);
    return transfer.kind == Kind.BINARY
        ? digest(Values.get(payload, 0, byte[].class))
        : digest(Values.get(payload, 0, String.class));
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Of one byte a character, none of which JSON escapes. */
  private static String text(int size) {
    byte[] bytes = bytes(size);
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (FIRST_LETTER + (bytes[i] & LETTERS));
    }
    return new String(bytes, ISO_8859_1);
  }

  private static String digest(byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** In pieces, so that the text is not there twice. */
  private static String digest(String text) {
    MessageDigest digest = sha256();
    for (int from = 0; from < text.length(); from += PIECE) {
      int to = Math.min(from + PIECE, text.length());
      digest.update(text.substring(from, to).getBytes(ISO_8859_1));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
