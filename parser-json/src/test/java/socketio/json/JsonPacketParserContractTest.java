package socketio.json;

import socketio.spi.Parser;

class JsonPacketParserContractTest extends ParserContract {
  private final JsonPacketParser parser = JsonPacketParser.create();

  @Override
  Parser parser() {
    return parser;
  }
}
