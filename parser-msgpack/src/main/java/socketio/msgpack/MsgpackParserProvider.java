package socketio.msgpack;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;

/**
 * Offers {@link MsgpackPacketParser#create()} under the name {@code "msgpack"}. Where the JSON
 * parser, which the starter brings along, is there as well, that one is the default and this one
 * must be named. Clients share one parser as long as any of them holds it: what it has learnt about
 * a type is learnt once, and goes with the last client.
 */
public final class MsgpackParserProvider implements ParserProvider {
  private static WeakReference<@Nullable MsgpackPacketParser> shared = new WeakReference<>(null);

  /** For {@link java.util.ServiceLoader}. */
  public MsgpackParserProvider() {}

  @Override
  public String name() {
    return "msgpack";
  }

  /** One less than the default, so that JSON, which every server speaks, goes first. */
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
