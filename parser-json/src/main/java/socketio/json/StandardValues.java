package socketio.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.KeyDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.impl.IteratorSerializer;
import com.fasterxml.jackson.databind.ser.std.IterableSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import socketio.spi.support.Unsendable;
import socketio.spi.support.ValueForm;

/**
 * The forms that values of the JDK's types have with every parser ({@link ValueForm}), for the
 * mapper of a parser that has no mapper of the application.
 */
final class StandardValues extends SimpleModule {
  private static final long serialVersionUID = 1L;

  StandardValues() {
    super("socketio.StandardValues");
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addSerializers(new Writers());
    context.addKeySerializers(new KeyWriters());
    context.addDeserializers(new Readers());
    context.addKeyDeserializers(new KeyReaders());
  }

  /** Whether a type says itself how it is written. */
  private static boolean isAnnotated(JavaType type, BeanDescription bean) {
    JsonFormat format = bean.getClassAnnotations().get(JsonFormat.class);
    return type.isTypeOrSubTypeOf(JsonSerializable.class)
        || bean.findJsonValueAccessor() != null
        || (format != null && format.shape() == JsonFormat.Shape.OBJECT);
  }

  private static boolean isOptional(Class<?> type) {
    return type == Optional.class
        || type == OptionalInt.class
        || type == OptionalLong.class
        || type == OptionalDouble.class;
  }

  private static final class Writers extends Serializers.Base {
    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription bean) {
      Class<?> raw = type.getRawClass();
      if (isOptional(raw)) {
        return new OptionalWriter();
      }
      if (isAnnotated(type, bean)) {
        return null;
      }
      ValueForm form = ValueForm.of(raw);
      if (form != null) {
        return new FormWriter(form);
      }
      if (Unsendable.reason(raw) != null && !raw.isInterface()) {
        return new RefusedTypes.Refusal(raw, String.valueOf(Unsendable.reason(raw)));
      }
      if (CharSequence.class.isAssignableFrom(raw) && raw != String.class) {
        return ToStringSerializer.instance; // before Jackson sees getters
      }
      if (Iterable.class.isAssignableFrom(raw)) {
        return new IterableSerializer(TypeFactory.unknownType(), false, null);
      }
      return Iterator.class.isAssignableFrom(raw)
          ? new IteratorSerializer(TypeFactory.unknownType(), false, null)
          : null;
    }
  }

  private static final class FormWriter extends StdScalarSerializer<Object> {
    private static final long serialVersionUID = 1L;

    private final transient ValueForm form;

    FormWriter(ValueForm form) {
      super(Object.class);
      this.form = form;
    }

    @Override
    public void serialize(Object value, JsonGenerator target, SerializerProvider context)
        throws IOException {
      Object wire = form.write(value);
      if (wire instanceof String text) {
        target.writeString(text);
      } else if (wire instanceof Long number) {
        target.writeNumber(number);
      } else if (wire instanceof Double number) {
        target.writeNumber(number);
      } else if (wire instanceof Boolean bool) {
        target.writeBoolean(bool);
      } else {
        target.writeBinary((byte[]) wire);
      }
    }
  }

  private static final class OptionalWriter extends StdSerializer<Object> {
    private static final long serialVersionUID = 1L;

    OptionalWriter() {
      super(Object.class);
    }

    @Override
    public void serialize(Object value, JsonGenerator target, SerializerProvider context)
        throws IOException {
      Object content = content(value);
      if (content == null) {
        context.defaultSerializeNull(target);
      } else {
        context.findValueSerializer(content.getClass()).serialize(content, target, context);
      }
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator target, SerializerProvider context, TypeSerializer type)
        throws IOException {
      serialize(value, target, context);
    }

    @Override
    public boolean isEmpty(SerializerProvider context, Object value) {
      return content(value) == null;
    }

    private static @Nullable Object content(Object value) {
      if (value instanceof Optional<?> optional) {
        return optional.orElse(null);
      }
      if (value instanceof OptionalInt number) {
        return number.isPresent() ? (Object) number.getAsInt() : null;
      }
      if (value instanceof OptionalLong number) {
        return number.isPresent() ? (Object) number.getAsLong() : null;
      }
      OptionalDouble number = (OptionalDouble) value;
      return number.isPresent() ? (Object) number.getAsDouble() : null;
    }
  }

  /** Keys whose type Jackson does not know from an annotation. */
  private static final class KeyWriters extends Serializers.Base {
    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, @Nullable BeanDescription bean) {
      return type.isEnumType()
              || (bean != null
                  && (bean.findJsonKeyAccessor() != null || bean.findJsonValueAccessor() != null))
          ? null
          : new KeyWriter(type.getRawClass());
    }
  }

  private static final class KeyWriter extends StdSerializer<Object> {
    private static final long serialVersionUID = 1L;

    private final Class<?> declared;

    KeyWriter(Class<?> declared) {
      super(Object.class);
      this.declared = declared;
    }

    @Override
    public void serialize(Object key, JsonGenerator target, SerializerProvider context)
        throws IOException {
      Class<?> type = key instanceof Enum<?> c ? c.getDeclaringClass() : key.getClass();
      String text = key instanceof Enum<?> ? null : ValueForm.key(key);
      if (text != null) {
        target.writeFieldName(text);
      } else if (type != declared) {
        context.findKeySerializer(type, null).serialize(key, target, context);
      } else {
        context.reportBadDefinition(
            type,
            "a map has a key that is a "
                + type.getTypeName()
                + ": keys must be strings, numbers, enum constants, or of a type that is sent as"
                + " text");
      }
    }
  }

  /** Refuses null as a key. */
  static final class NullKey extends StdSerializer<Object> {
    private static final long serialVersionUID = 1L;

    NullKey() {
      super(Object.class);
    }

    @Override
    public void serialize(@Nullable Object key, JsonGenerator target, SerializerProvider context)
        throws IOException {
      context.reportBadDefinition(Object.class, "a map has a key that is null");
    }
  }

  private static final class Readers extends Deserializers.Base {
    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription bean) {
      Class<?> raw = type.getRawClass();
      if (isOptional(raw)) {
        return new OptionalReader(raw, type.containedTypeOrUnknown(0), null);
      }
      ValueForm form = ValueForm.reading(raw);
      if (form != null) {
        return new FormReader(raw, form);
      }
      return Unsendable.reason(raw) == null || raw.isInterface() ? null : new NoReader(raw);
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return isOptional(type) || ValueForm.reading(type) != null;
    }
  }

  private static final class FormReader extends StdScalarDeserializer<Object> {
    private static final long serialVersionUID = 1L;

    private final transient ValueForm form;

    FormReader(Class<?> type, ValueForm form) {
      super(type);
      this.form = form;
    }

    @Override
    public Object deserialize(JsonParser source, DeserializationContext context)
        throws IOException {
      Object wire =
          switch (source.currentToken()) {
            case VALUE_STRING -> source.getText();
            case VALUE_NUMBER_INT ->
                source.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? source.getBigIntegerValue()
                    : source.getLongValue();
            case VALUE_NUMBER_FLOAT -> source.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_EMBEDDED_OBJECT -> source.getEmbeddedObject();
            default -> context.handleUnexpectedToken(handledType(), source);
          };
      try {
        return form.read(wire);
      } catch (IllegalArgumentException e) {
        throw new ValueFault(source, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Reads null, and a property that is missing, as empty. */
  private static final class OptionalReader extends JsonDeserializer<Object>
      implements ContextualDeserializer {
    private final Class<?> type;
    private final JavaType content;
    private final @Nullable JsonDeserializer<?> reader;

    OptionalReader(Class<?> type, JavaType content, @Nullable JsonDeserializer<?> reader) {
      this.type = type;
      this.content = content;
      this.reader = reader;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property)
        throws JsonMappingException {
      JavaType wanted =
          type == Optional.class
              ? content
              : context.constructType(
                  type == OptionalInt.class
                      ? int.class
                      : type == OptionalLong.class ? long.class : double.class);
      return new OptionalReader(
          type, content, context.findContextualValueDeserializer(wanted, property));
    }

    @Override
    public Object deserialize(JsonParser source, DeserializationContext context)
        throws IOException {
      Object value = reader == null ? null : reader.deserialize(source, context);
      if (value instanceof Integer number && type == OptionalInt.class) {
        return OptionalInt.of(number);
      }
      if (value instanceof Long number && type == OptionalLong.class) {
        return OptionalLong.of(number);
      }
      return value instanceof Double number && type == OptionalDouble.class
          ? OptionalDouble.of(number)
          : Optional.ofNullable(value);
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      return empty(type);
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return empty(type);
    }
  }

  /** What null is read as. */
  static @Nullable Object ofNull(Type type) {
    Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
    return raw instanceof Class<?> optional && isOptional(optional) ? empty(optional) : null;
  }

  private static Object empty(Class<?> type) {
    return type == OptionalInt.class
        ? OptionalInt.empty()
        : type == OptionalLong.class
            ? OptionalLong.empty()
            : type == OptionalDouble.class ? OptionalDouble.empty() : Optional.empty();
  }

  private static final class NoReader extends JsonDeserializer<Object> {
    private final Class<?> type;

    NoReader(Class<?> type) {
      this.type = type;
    }

    @Override
    public Object deserialize(JsonParser source, DeserializationContext context)
        throws IOException {
      throw new ValueFault(source, type.getTypeName() + " is a type that no value is read as");
    }
  }

  private static final class KeyReaders implements KeyDeserializers {
    @Override
    public @Nullable KeyDeserializer findKeyDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription bean) {
      ValueForm form = ValueForm.reading(type.getRawClass());
      return form == null
          ? null
          : new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context)
                throws IOException {
              try {
                return form.readKey(key);
              } catch (IllegalArgumentException e) {
                throw new ValueFault(context.getParser(), String.valueOf(e.getMessage()));
              }
            }
          };
    }
  }
}
