/** A user's module with a parser of its own. */
module consumer {
  requires socketio.api;
  requires socketio.parser.json;

  opens consumer;

  provides socketio.spi.ParserProvider with
      consumer.MyParserProvider;
}
