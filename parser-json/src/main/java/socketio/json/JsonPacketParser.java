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
 * The default codec of Socket.IO (protocol revision 5, section "Packet encoding"): a packet is JSON
 * text, followed by its binary content as attachments. Jackson reads and writes the values, so
 * every type that Jackson supports can be sent and received. Immutable and thread-safe; one parser
 * may serve many clients.
 *
 * <p>Encoding: {@code byte[]}, {@link java.nio.ByteBuffer} (from position to limit, not consumed)
 * and binary nodes become attachments, as arguments or nested at any depth inside them; CONNECT and
 * CONNECT_ERROR packets cannot carry them. NaN and infinite numbers become null, as in JavaScript.
 * Integers are written exactly, although JavaScript rounds them beyond 2^53. A value that is no
 * data is rejected: a thread, a future, a stream, a function ({@link
 * socketio.spi.support.Unsendable}), or an object without properties.
 *
 * <p>Decoding: {@code decode} reads the header and the event's name, and finds the bounds of the
 * arguments. It fails if the packet is cut short, is nested too deeply, or lacks the form that its
 * type requires. Each argument is parsed on access, directly from its part of the text; the access
 * fails if the argument is invalid JSON, does not fit the requested type or refers to a missing
 * attachment. Every {@code byte[]} returned is a copy. Null is read as null for every type but a
 * primitive one, for which it is an error.
 *
 * <p>Exception messages never quote a value.
 *
 * @since 1.0
 */
public final class JsonPacketParser implements Parser {
  private final ObjectMapper source;
  private final JsonLimits limits;
  private final PacketWriter writer;
  private final ArgumentReader reader;

  /** Does not change the mapper; nobody else may change it from now on. */
  private JsonPacketParser(ObjectMapper source, JsonLimits limits) {
    this.source = source;
    this.limits = limits;
    ObjectMapper mapper = source.copy();
    configure(mapper.getFactory(), limits);
    mapper.registerModule(ForeignTrees.module());
    mapper.setSerializerFactory(
        mapper.getSerializerFactory().withSerializerModifier(new RefusedTypes()));
    writer = new PacketWriter(mapper, limits);
    reader = new ArgumentReader(mapper);
  }

  /**
   * Creates a parser with its own Jackson mapper, which ignores unknown properties, reads {@code
   * Object} as the natural type, in containers too, and writes decimals without an exponent. The
   * JDK's types, {@code java.time} and {@code Optional} among them, have the form that they have
   * with every parser ({@link socketio.spi.support.ValueForm}).
   *
   * @return a parser with default limits
   */
  public static JsonPacketParser create() {
    JsonMapper mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(NaturalTypes.module())
            .addModule(new StandardValues())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    mapper.getSerializerProvider().setNullKeySerializer(new StandardValues.NullKey());
    return new JsonPacketParser(mapper, JsonLimits.defaults());
  }

  /**
   * Creates a parser with the modules, annotations and features of an application's mapper. The
   * mapper is copied: it is not changed, and later changes to it have no effect. Natural types
   * ({@link socketio.Args#get(int)}) do not depend on it, and {@link JsonLimits} replace its stream
   * constraints. The forms of {@link #create} do not apply: {@code java.time} and {@code Optional}
   * need Jackson's modules for them. What is no data, such as a thread, is rejected unless the
   * mapper has a serializer for it.
   *
   * @param mapper a mapper for JSON
   * @return a parser with default limits
   * @throws IllegalArgumentException if the mapper is for a format other than JSON
   * @throws IllegalStateException if the mapper is an instance of a subclass that cannot be copied
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
   * Returns this parser with other limits.
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
