package socketio.msgpack;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerBuilder;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import socketio.spi.support.Unsendable;

/**
 * Rejects what is no data ({@link Unsendable}), which Jackson would treat as a bean: {@code {}} for
 * a lambda, {@code {"done":false}} for a future. What the application's mapper has a serializer for
 * is allowed, and so are exceptions, which it may have configured.
 */
final class RefusedTypes extends BeanSerializerModifier {
  private static final long serialVersionUID = 1L;

  @Override
  public BeanSerializerBuilder updateBuilder(
      SerializationConfig config, BeanDescription bean, BeanSerializerBuilder builder) {
    Class<?> type = bean.getBeanClass();
    String reason = Throwable.class.isAssignableFrom(type) ? null : Unsendable.reason(type);
    if (reason == null) {
      return builder;
    }
    return new BeanSerializerBuilder(bean) {
      @Override
      public JsonSerializer<?> build() {
        return new Refusal(type, reason);
      }
    };
  }

  /** Jackson writes its own mappers, parsers and the like as {@code {}}. */
  @Override
  public JsonSerializer<?> modifySerializer(
      SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
    return serializer.getClass().getSimpleName().equals("ToEmptyObjectSerializer")
        ? new Refusal(bean.getBeanClass(), bean.getBeanClass().getTypeName() + " is no data")
        : serializer;
  }

  /** Refuses all values of a type. */
  static final class Refusal extends StdSerializer<Object> {
    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final String reason;

    Refusal(Class<?> type, String reason) {
      super(Object.class);
      this.type = type;
      this.reason = reason;
    }

    @Override
    public void serialize(@Nullable Object value, JsonGenerator target, SerializerProvider context)
        throws IOException {
      context.reportBadDefinition(type, reason);
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator target, SerializerProvider context, TypeSerializer writer)
        throws IOException {
      serialize(value, target, context);
    }
  }
}
