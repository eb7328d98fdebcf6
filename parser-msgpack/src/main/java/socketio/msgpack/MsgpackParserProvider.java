package socketio.msgpack;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;

/**
 * Provides {@link MsgpackPacketParser#create()} under the name {@code "msgpack"}. If the JSON
 * parser, which the starter depends on, is present too, it is the default and this one must be
 * selected by name. Clients share one parser as long as any of them uses it: each type is analyzed
 * once, and the results are released with the last client.
 *
 * @since 1.0
 */
public final class MsgpackParserProvider implements ParserProvider {
  private static WeakReference<@Nullable MsgpackPacketParser> shared = new WeakReference<>(null);

  /** For {@link java.util.ServiceLoader}. */
  public MsgpackParserProvider() {}

  @Override
  public String name() {
    return "msgpack";
  }

  /** One less than the default, so that JSON, which every server supports, takes precedence. */
  @Override
  public int priority() {
    return -1;
  }

  @Override
  public Parser create() {
    synchronized (MsgpackParserProvider.class) {
      MsgpackPacketParser parser = shared.get();
      if (parser == null) {
        parser = MsgpackPacketParser.create();
        shared = new WeakReference<>(parser);
      }
      return parser;
    }
  }
}
