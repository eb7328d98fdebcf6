package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what {@link MsgpackPacketParser} has no form for, such as beans. Thread-safe,
 * and called on the threads of those who emit and of those who handle events.
 */
public interface ObjectCodec {
  /**
   * Writes an object.
   *
   * @param value an argument, or a part of one; never null
   * @return one value of MessagePack, without extensions; owned by the parser from now on
   * @throws IOException if it cannot be written; its message becomes part of the {@link
   *     socketio.EncodingException}, and so must not quote a value
   */
  byte[] write(Object value) throws IOException;

  /**
   * Reads an object.
   *
   * @param data one value of MessagePack that is not nil, without extensions; timestamps are texts
   *     in it. A copy that the codec owns
   * @param type what is wanted
   * @return the object, of this type
   * @throws IOException if it cannot be read; its message becomes part of the {@link
   *     socketio.DecodingException}, and so must not quote a value
   */
  @Nullable Object read(byte[] data, Type type) throws IOException;
}
