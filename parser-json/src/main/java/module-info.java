/** Socket.IO packets as JSON, with Jackson. */
@org.jspecify.annotations.NullMarked
module socketio.parser.json {
  requires static org.jspecify;
  requires transitive com.fasterxml.jackson.databind;
  requires transitive socketio.api;

  exports socketio.json;

  provides socketio.spi.ParserProvider with
      socketio.json.JsonParserProvider;
}
