package socketio.msgpack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * A MessagePack codec, for servers that use MessagePack, too: Node.js with {@code
 * socket.io-msgpack-parser}, python-socketio with {@code serializer="msgpack"}. A packet is one
 * binary frame that includes binary content in place, so there are no attachments. Immutable and
 * thread-safe; one parser may serve many clients.
 *
 * <p>Types that can be sent and received:
 *
 * <ul>
 *   <li>booleans, integers of up to 64 bits, floating-point numbers, including NaN and infinite
 *       ones; {@code BigDecimal} if a double holds all its digits;
 *   <li>strings, characters, enum constants by name; a lone surrogate becomes a question mark,
 *       because MessagePack strings are UTF-8;
 *   <li>{@code byte[]} and {@link java.nio.ByteBuffer} (from position to limit, not consumed),
 *       except in CONNECT and CONNECT_ERROR packets;
 *   <li>the JDK's types that have a {@link socketio.spi.support.ValueForm}: {@code java.time},
 *       {@code Date}, {@code UUID}, {@code Locale} and the like, a date as ISO 8601 text; when
 *       received, MessagePack's timestamps and Node's form of a {@code Date} are understood as
 *       well;
 *   <li>{@code Optional} and {@code AtomicReference} as what they contain;
 *   <li>arrays, collections and other {@code Iterable}s and {@code Iterator}s; maps whose keys are
 *       strings, numbers, enum constants or of a type that is sent as text;
 *   <li>records, by the names of their components: unknown keys are ignored, missing ones are null
 *       or zero. Jackson annotations on records have no effect;
 *   <li>everything else through an {@link ObjectCodec}, but not what is no data: a thread, a
 *       future, a stream, a function ({@link socketio.spi.support.Unsendable}), or an object
 *       without properties.
 * </ul>
 *
 * <p>Reading is strict: numbers and strings are not converted into each other, and a number with a
 * fraction is not an integer. Natural types are the same as with JSON: a timestamp is a string,
 * {@code undefined} is null or, in a map, omitted, and the keys of maps are strings.
 *
 * <p>Decoding: {@code decode} reads the header and the event's name, and finds the bounds of the
 * arguments. It fails if the packet is cut short, is nested too deeply, lacks the form that its
 * type requires or contains an unknown extension. Each argument is read on access, directly from
 * its part of the frame; the access fails if the argument does not fit the requested type. Every
 * {@code byte[]} returned is a copy. Null is read as null for every type but a primitive one, for
 * which it is an error.
 *
 * <p>Exception messages never quote a value.
 *
 * @since 1.0
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
   * Creates a parser that reads and writes beans with Jackson if {@code
   * org.msgpack:jackson-dataformat-msgpack} is present (see {@link JacksonCodec}), and rejects
   * beans otherwise.
   *
   * @return a parser with default limits
   */
  public static MsgpackPacketParser create() {
    return new MsgpackPacketParser(OptionalJackson.find(), MsgpackLimits.defaults());
  }

  /**
   * Returns this parser with a codec for objects for which MessagePack has no form.
   *
   * @param codec the codec
   * @return a new parser
   */
  public MsgpackPacketParser withCodec(ObjectCodec codec) {
    return new MsgpackPacketParser(codec, limits);
  }

  /**
   * Returns this parser with other limits.
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
