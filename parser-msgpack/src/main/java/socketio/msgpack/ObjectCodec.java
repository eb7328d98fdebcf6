package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads objects for which {@link MsgpackPacketParser} has no form, such as beans. Must
 * be thread-safe: it is called on the threads that emit and on those that handle events.
 *
 * @since 1.0
 */
public interface ObjectCodec {
  /**
   * Writes an object.
   *
   * @param value an argument, or a part of one; never null
   * @return one MessagePack value, without extensions; the parser takes ownership of the array
   * @throws IOException if it cannot be written; its message becomes part of the {@link
   *     socketio.EncodingException}, so it must not quote a value
   */
  byte[] write(Object value) throws IOException;

  /**
   * Reads an object.
   *
   * @param data one MessagePack value that is not nil, without extensions; timestamps are strings.
   *     A copy that the codec owns
   * @param type the requested type
   * @return the object, of this type
   * @throws IOException if it cannot be read; its message becomes part of the {@link
   *     socketio.DecodingException}, so it must not quote a value
   */
  @Nullable Object read(byte[] data, Type type) throws IOException;
}
