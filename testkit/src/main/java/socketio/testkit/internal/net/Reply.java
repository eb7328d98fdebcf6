package socketio.testkit.internal.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP response.
 *
 * @param status the status code
 * @param headers the headers, without Content-Length
 * @param body the body, possibly empty
 */
@SuppressWarnings("ArrayRecordComponent") // the body changes owner and is not compared
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
  /**
   * A response with text.
   *
   * @param status the status code
   * @param contentType the media type
   * @param body the text
   * @return the response
   */
  public static Reply of(int status, String contentType, String body) {
    return new Reply(
        status,
        Map.of("Content-Type", List.of(contentType)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * This response with more headers.
   *
   * @param more the headers to add
   * @return the response
   */
  public Reply with(Map<String, List<String>> more) {
    if (more.isEmpty()) {
      return this;
    }
    var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.putAll(more);
    return new Reply(status, all, body);
  }
}
