package socketio.msgpack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A value that does not fit its type; the message does not quote it. */
final class ValueFault extends JsonMappingException {
  private static final long serialVersionUID = 1L;

  ValueFault(JsonParser source, String reason) {
    super(source, reason);
  }
}
