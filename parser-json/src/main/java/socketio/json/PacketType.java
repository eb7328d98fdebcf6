package socketio.json;

import org.jspecify.annotations.Nullable;

/** The packet types, with their digits on the wire. */
enum PacketType {
  CONNECT('0'),
  DISCONNECT('1'),
  EVENT('2', '5'),
  ACK('3', '6'),
  CONNECT_ERROR('4');

  private static final char NONE = 0;
  private static final PacketType[] TYPES = values();

  private final char digit;
  private final char binaryDigit;

  PacketType(char digit) {
    this(digit, NONE);
  }

  PacketType(char digit, char binaryDigit) {
    this.digit = digit;
    this.binaryDigit = binaryDigit;
  }

  /** The type with this digit, with or without attachments. */
  static @Nullable PacketType of(char digit) {
    for (PacketType type : TYPES) {
      if (digit == type.digit || (digit == type.binaryDigit && digit != NONE)) {
        return type;
      }
    }
    return null;
  }

  /** The digit of packets without attachments. */
  char digit() {
    return digit;
  }

  /** The digit of packets with attachments; only events and acknowledgements have one. */
  char binaryDigit() {
    return binaryDigit;
  }

  /** Whether packets of this type have a list of arguments, and may have an id and attachments. */
  boolean hasArguments() {
    return binaryDigit != NONE;
  }
}
