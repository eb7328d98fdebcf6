/** Socket.IO packets as MessagePack. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings(
    "requires-automatic") // MessagePack's libraries are automatic modules, named by their file
// names only
module socketio.parser.msgpack {
  requires static org.jspecify;
  requires static com.fasterxml.jackson.databind;
  requires static jackson.dataformat.msgpack;
  requires transitive socketio.api;
  requires msgpack.core;

  exports socketio.msgpack;

  provides socketio.spi.ParserProvider with
      socketio.msgpack.MsgpackParserProvider;
}
