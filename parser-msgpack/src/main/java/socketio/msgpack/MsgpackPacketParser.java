package socketio.msgpack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * A codec by MessagePack, for servers that use it, too: Node's {@code socket.io-msgpack-parser},
 * python-socketio with {@code serializer="msgpack"}. A packet is one binary frame; binary content
 * stands where it belongs, so there are no attachments. Immutable and thread-safe; one parser may
 * serve many clients.
 *
 * <p>What can be sent, and asked for:
 *
 * <ul>
 *   <li>booleans, integers of up to 64 bits, floating-point numbers, NaN and infinite ones
 *       included; {@code BigDecimal} where a double holds all its digits;
 *   <li>strings, characters, enum constants by name, {@code UUID}, {@code URI}; a lone surrogate
 *       becomes a question mark, as MessagePack has UTF-8 only;
 *   <li>{@code byte[]} and {@link java.nio.ByteBuffer} (from position to limit, not consumed),
 *       except in CONNECT and CONNECT_ERROR packets;
 *   <li>{@link java.time.Instant} and {@link java.util.Date} as the timestamp extension, which
 *       python-socketio reads and Node's parser does not know; what Node sends for a {@code Date}
 *       is understood, and so is a text as of ISO 8601;
 *   <li>arrays, collections, maps whose keys are strings, numbers or enum constants;
 *   <li>records by the names of their components: what is unknown is ignored, what is missing is
 *       null or zero. Annotations of Jackson on records are not heeded;
 *   <li>all else by an {@link ObjectCodec}.
 * </ul>
 *
 * <p>Reading is strict: a number is no string and a string no number, and a number with a fraction
 * is no integer. By their natural types values are what they would be with JSON: a timestamp is a
 * text, {@code undefined} is null or, in a map, left out, and the keys of maps are texts.
 *
 * <p>Decoding: {@code decode} reads the header and the event's name and looks for the ends of the
 * arguments. What is cut short, nested too deep, not of the form that the packet's type demands or
 * has an extension that nobody knows, fails there. An argument is read when it is asked for,
 * straight from its part of the frame; what is not of the type asked for fails then. Every {@code
 * byte[]} handed out is a copy. Null is null for every type, and an error for a primitive one.
 *
 * <p>No message of an exception quotes a value.
 */
public final class MsgpackPacketParser implements Parser {
  private final MsgpackLimits limits;
  private final @Nullable ObjectCodec objects;
  private final PacketWriter writer;
  private final ArgumentReader reader;

  private MsgpackPacketParser(@Nullable ObjectCodec objects, MsgpackLimits limits) {
    this.objects = objects;
    this.limits = limits;
    Codec codec = new Codec(objects, limits);
    writer = new PacketWriter(codec, limits);
    reader = new ArgumentReader(codec);
  }

  /**
   * A parser that reads and writes beans by Jackson if {@code
   * org.msgpack:jackson-dataformat-msgpack} is there, see {@link JacksonCodec}, and not at all
   * otherwise.
   *
   * @return a parser with default limits
   */
  public static MsgpackPacketParser create() {
    return new MsgpackPacketParser(OptionalJackson.find(), MsgpackLimits.defaults());
  }

  /**
   * The same parser with a codec for what MessagePack has no form for.
   *
   * @param codec the codec
   * @return a new parser
   */
  public MsgpackPacketParser withCodec(ObjectCodec codec) {
    return new MsgpackPacketParser(codec, limits);
  }

  /**
   * The same parser with other limits.
   *
   * @param limits the limits
   * @return a new parser
   */
  public MsgpackPacketParser withLimits(MsgpackLimits limits) {
    return new MsgpackPacketParser(objects, limits);
  }

  /**
   * The limits in force.
   *
   * @return the limits
   */
  public MsgpackLimits limits() {
    return limits;
  }

  @Override
  public List<Frame> encode(Packet packet) {
    return writer.write(packet);
  }

  @Override
  public Decoder newDecoder() {
    return new MsgpackDecoder(reader, limits);
  }
}
