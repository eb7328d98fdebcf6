/** Socket.IO packets as CBOR: {@link socketio.examples.cbor.CborPacketParser}. */
@org.jspecify.annotations.NullMarked
module socketio.examples.cbor {
  requires static org.jspecify;
  requires transitive socketio.api;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.cbor;

  exports socketio.examples.cbor;

  provides socketio.spi.ParserProvider with
      socketio.examples.cbor.CborParserProvider;
}
