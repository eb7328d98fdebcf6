package consumer;

import java.util.List;
import socketio.json.JsonPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;

/** A parser around a parser. */
public final class MyParserProvider implements ParserProvider {
  @Override
  public String name() {
    return "mine";
  }

  @Override
  public int priority() {
    return 1; // rather than that of JSON
  }

  @Override
  public Parser create() {
    return new MyParser(JsonPacketParser.create());
  }

  private record MyParser(Parser inner) implements Parser {
    @Override
    public List<Frame> encode(Packet packet) {
      System.out.println("my parser: " + packet.getClass().getSimpleName());
      return inner.encode(packet);
    }

    @Override
    public Decoder newDecoder() {
      return inner.newDecoder();
    }
  }
}
