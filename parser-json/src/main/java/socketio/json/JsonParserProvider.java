package socketio.json;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;

/**
 * Provides {@link JsonPacketParser#create()} under the name {@code "json"}. Clients share one
 * parser as long as any of them uses it: Jackson analyzes each type once, and the results are
 * released with the last client.
 *
 * @since 1.0
 */
public final class JsonParserProvider implements ParserProvider {
  private static WeakReference<@Nullable JsonPacketParser> shared = new WeakReference<>(null);

  /** For {@link java.util.ServiceLoader}. */
  public JsonParserProvider() {}

  @Override
  public String name() {
    return "json";
  }

  @Override
  public Parser create() {
    synchronized (JsonParserProvider.class) {
      JsonPacketParser parser = shared.get();
      if (parser == null) {
        parser = JsonPacketParser.create();
        shared = new WeakReference<>(parser);
      }
      return parser;
    }
  }
}
