/** A Socket.IO server for tests: real protocol, fault injection, fake time. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // Netty's jars name their modules in the manifest only
module socketio.testkit {
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires static org.jspecify;
  requires static transitive org.junit.jupiter.api;
  requires static org.junit.jupiter.params;
  requires transitive socketio.api;

  exports socketio.testkit;
  exports socketio.testkit.contract;

  opens socketio.testkit.contract; // to JUnit, wherever that is

  uses socketio.spi.EngineProvider;
  uses socketio.spi.ParserProvider;
  uses socketio.spi.TransportProvider;
}
