/** A Socket.IO server for tests: real protocol, faults on command, fake time. */
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
  requires transitive socketio.api;

  exports socketio.testkit;

  uses socketio.spi.ParserProvider;
}
