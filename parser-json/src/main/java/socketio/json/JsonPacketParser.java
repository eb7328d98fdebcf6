package socketio.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * The default codec of Socket.IO (protocol revision 5, section "Packet encoding"): a packet is a
 * JSON text, followed by its binary content as attachments. Jackson reads and writes the values, so
 * every type that Jackson knows can be sent and asked for. Immutable and thread-safe; one parser
 * may serve many clients.
 *
 * <p>Encoding: {@code byte[]}, {@link java.nio.ByteBuffer} (from position to limit, not consumed)
 * and binary nodes become attachments, as arguments or at any depth inside them, except in CONNECT
 * and CONNECT_ERROR packets. NaN and infinite numbers become null, as in JavaScript. Whole numbers
 * are written exactly, although JavaScript rounds them beyond 2^53. A value that Jackson has no
 * serializer for is refused; {@code toString()} is never sent.
 *
 * <p>Decoding: {@code decode} reads the header and the event's name and looks for the ends of the
 * arguments. What is cut short, nested too deep or not of the form that the packet's type demands,
 * fails there. An argument is read when it is asked for, straight from its part of the text; what
 * is not valid JSON inside an argument, or not of the type asked for, or names a missing
 * attachment, fails then. Every {@code byte[]} handed out is a copy. Null is null for every type,
 * and an error for a primitive one.
 *
 * <p>No message of an exception quotes a value.
 */
public final class JsonPacketParser implements Parser {
  private final ObjectMapper source;
  private final JsonLimits limits;
  private final PacketWriter writer;
  private final ArgumentReader reader;

  /** Leaves the mapper as it is; nobody else may change it from now on. */
  private JsonPacketParser(ObjectMapper source, JsonLimits limits) {
    this.source = source;
    this.limits = limits;
    ObjectMapper mapper = source.copy();
    configure(mapper.getFactory(), limits);
    mapper.registerModule(ForeignTrees.module());
    writer = new PacketWriter(mapper, limits);
    reader = new ArgumentReader(mapper);
  }

  /**
   * A parser with a Jackson mapper of its own, which ignores unknown properties, reads {@code
   * Object} as the natural type, in containers too, and writes decimals without an exponent. It
   * knows no modules, so not {@code java.time} and not {@code Optional}: see {@link #of}.
   *
   * @return a parser with default limits
   */
  public static JsonPacketParser create() {
    return new JsonPacketParser(
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(NaturalTypes.module())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build(),
        JsonLimits.defaults());
  }

  /**
   * A parser with the modules, annotations and features of an application's mapper. The mapper is
   * copied: it is not changed, and its later changes do not show. Natural types ({@link
   * socketio.Args#get(int)}) do not depend on it, and {@link JsonLimits} replace its stream
   * constraints.
   *
   * @param mapper a mapper for JSON
   * @return a parser with default limits
   * @throws IllegalArgumentException if the mapper is for another format than JSON
   * @throws IllegalStateException if the mapper is of a subclass that cannot be copied
   */
  public static JsonPacketParser of(ObjectMapper mapper) {
    String format = mapper.getFactory().getFormatName();
    if (!JsonFactory.FORMAT_NAME_JSON.equals(format)) {
      throw new IllegalArgumentException(
          "this mapper is for " + format + ": Socket.IO's default codec needs one for JSON");
    }
    return new JsonPacketParser(mapper.copy(), JsonLimits.defaults());
  }

  /**
   * The same parser with other limits.
   *
   * @param limits the limits
   * @return a new parser
   */
  public JsonPacketParser withLimits(JsonLimits limits) {
    return new JsonPacketParser(source, limits);
  }

  /**
   * The limits in force.
   *
   * @return the limits
   */
  public JsonLimits limits() {
    return limits;
  }

  @Override
  public List<Frame> encode(Packet packet) {
    return writer.write(packet);
  }

  @Override
  public Decoder newDecoder() {
    return new JsonDecoder(reader, limits);
  }

  private static void configure(JsonFactory factory, JsonLimits limits) {
    factory.setStreamReadConstraints(
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxNumberLength(limits.numberLength())
            .maxStringLength(limits.textLength())
            .maxNameLength(limits.textLength())
            .build());
    factory.setStreamWriteConstraints(
        StreamWriteConstraints.builder().maxNestingDepth(limits.depth()).build());
    factory.setRecyclerPool(RecyclerSlots.SHARED);
    factory.disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
    factory.enable(JsonWriteFeature.QUOTE_FIELD_NAMES.mappedFeature());
  }
}
