package socketio.msgpack;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import com.fasterxml.jackson.databind.ser.SerializerFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * Writes and reads beans, and everything else that Jackson supports. Requires {@code
 * org.msgpack:jackson-dataformat-msgpack} and {@code jackson-databind}, which are optional
 * dependencies of this module; on the module path, a module of the application must require {@code
 * com.fasterxml.jackson.databind}. Thread-safe.
 *
 * @since 1.0
 */
public final class JacksonCodec implements ObjectCodec {
  private final ObjectMapper mapper;

  /**
   * The mapper's provider, with a separate serializer cache: mappers of this format cannot be
   * copied.
   */
  private final DefaultSerializerProvider serializers;

  private final SerializerFactory factory;

  /** Whether the mapper is not the application's. */
  private final boolean own;

  private JacksonCodec(ObjectMapper mapper, boolean own) {
    this.mapper = mapper;
    this.own = own;
    serializers =
        mapper.getSerializerProvider() instanceof DefaultSerializerProvider.Impl given
            ? given.copy()
            : new DefaultSerializerProvider.Impl();
    factory =
        mapper
            .getSerializerFactory()
            .withSerializerModifier(new ForeignTrees())
            .withSerializerModifier(new RefusedTypes());
  }

  /**
   * Creates a codec with its own mapper, which ignores unknown properties. The JDK's types have the
   * form in beans that they have elsewhere ({@link socketio.spi.support.ValueForm}).
   *
   * @return a codec
   */
  public static JacksonCodec create() {
    MessagePackFactory factory = new MessagePackFactory();
    factory.setReuseResourceInGenerator(false);
    factory.setReuseResourceInParser(false);
    ObjectMapper mapper =
        new ObjectMapper(factory)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(new StandardValues());
    mapper.getSerializerProvider().setNullKeySerializer(new StandardValues.NullKey());
    return new JacksonCodec(mapper, true);
  }

  /**
   * Creates a codec with the modules, annotations and features of an application's mapper, which is
   * not changed. What is no data, such as a thread, is rejected unless the mapper has a serializer
   * for it. Nobody else may change it either, because Jackson's mappers must not be changed once in
   * use.
   *
   * @param mapper a mapper whose factory is a {@link MessagePackFactory}
   * @return a codec
   * @throws IllegalArgumentException if the mapper is for a different format
   */
  public static JacksonCodec of(ObjectMapper mapper) {
    if (!(mapper.getFactory() instanceof MessagePackFactory)) {
      throw new IllegalArgumentException(
          "this mapper is for "
              + mapper.getFactory().getFormatName()
              + ": MessagePack needs one with a MessagePackFactory");
    }
    return new JacksonCodec(mapper, false);
  }

  @Override
  public byte[] write(Object value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = generator(bytes)) {
      SerializationConfig config = mapper.getSerializationConfig();
      serializers.createInstance(config, factory).serializeValue(generator, value);
      generator.flush();
      return bytes.toByteArray();
    } catch (InvalidDefinitionException e) {
      String message = String.valueOf(e.getOriginalMessage());
      throw new PacketFault(
          message.startsWith("No serializer found for class")
              ? e.getType().getRawClass().getTypeName()
                  + " has no properties: send a record or a map, or give it getters"
              : message);
    } catch (IOException e) {
      throw failure(e, "written");
    }
  }

  private JsonGenerator generator(OutputStream bytes) throws IOException {
    JsonGenerator generator = mapper.createGenerator(bytes);
    return own ? new NumberGenerator(generator) : generator;
  }

  /** Writes numbers as {@link ValueWriter} does. */
  private static final class NumberGenerator extends JsonGeneratorDelegate {
    NumberGenerator(JsonGenerator target) {
      super(target, false); // nested values must come back here
    }

    @Override
    public void writeNumber(float value) throws IOException {
      double shortest = ValueWriter.shortest(value);
      if (shortest == value || !Float.isFinite(value)) {
        super.writeNumber(value);
      } else {
        super.writeNumber(shortest);
      }
    }

    @Override
    public void writeNumber(BigDecimal value) throws IOException {
      if (ValueWriter.isLong(value)) {
        super.writeNumber(value.longValueExact());
      } else {
        super.writeNumber(value);
      }
    }
  }

  @Override
  public @Nullable Object read(byte[] data, Type type) throws IOException {
    JavaType wanted = mapper.constructType(type);
    try {
      ForeignTrees.checkReadable(mapper, wanted);
      return mapper.readValue(data, wanted);
    } catch (PacketFault e) {
      throw e;
    } catch (ValueFault e) {
      throw new PacketFault(String.valueOf(e.getOriginalMessage()));
    } catch (MismatchedInputException e) {
      if (e.getTargetType() == null) {
        throw failure(e, "read");
      }
      throw new PacketFault("a value does not fit " + e.getTargetType().getTypeName());
    } catch (InvalidDefinitionException e) {
      throw new PacketFault(
          "Jackson cannot construct a " + e.getType().getRawClass().getTypeName());
    } catch (IOException e) {
      throw failure(e, "read");
    }
  }

  /** Jackson's own messages quote values. */
  private static PacketFault failure(IOException problem, String when) {
    Throwable cause = problem.getCause();
    return cause == null || cause instanceof IOException
        ? new PacketFault(problem.getClass().getName() + " was thrown while it was " + when)
        : new PacketFault(cause.getClass().getName() + " was thrown while it was " + when, cause);
  }
}
