package socketio.it.contract;

import java.util.List;
import socketio.json.JsonPacketParser;
import socketio.spi.Parser;
import socketio.testkit.contract.GoldenPacket;
import socketio.testkit.contract.ParserContract;

class JsonParserTest extends ParserContract {
  private final Parser parser = JsonPacketParser.create();

  @Override
  protected Parser parser() {
    return parser;
  }

  @Override
  protected List<GoldenPacket> goldenWire() {
    return GoldenPacket.json();
  }
}
