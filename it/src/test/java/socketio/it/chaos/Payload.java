package socketio.it.chaos;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/** Binary data with its checksum. */
final class Payload {
  private static final double MOST_POWER = 15;

  private Payload() {}

  /** From 1 byte to 32 KiB. */
  static byte[] random(SplittableRandom random) {
    var bytes = new byte[(int) Math.pow(2, MOST_POWER * random.nextDouble())];
    random.nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Checks a checksum and its bytes, if there are any from this index on; returns the fault, or
   * null.
   */
  static @Nullable String offence(Args args, int index) {
    if (args.size() < index + 2) {
      return null;
    }
    byte[] bytes = Objects.requireNonNull(args.get(index + 1, byte[].class), "bytes");
    String expected = Objects.requireNonNull(args.get(index, String.class), "checksum");
    return sha256(bytes).equals(expected)
        ? null
        : bytes.length + " bytes are not those of the checksum " + expected;
  }
}
