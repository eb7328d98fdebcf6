package socketio.it.realservers;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;

/**
 * The tests against real servers once more, over MessagePack: Node's with {@code
 * socket.io-msgpack-parser}, and python-socketio's.
 */
class MsgpackServersTest {
  @Nested
  @RealServer(parser = NodeServer.MSGPACK)
  class Acknowledgements extends AcknowledgementsTest {
    Acknowledgements(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  @Nested
  @RealServer(parser = NodeServer.MSGPACK)
  class Binary extends BinaryTest {
    Binary(Setup setup, NodeServer server) {
      super(setup, server);
    }

    /** A packet is one message, which OkHttp limits to 16 MiB altogether. */
    @Override
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 << 10, (16 << 20) - 100})
    void bytesArriveUnchangedInBothDirections(int length) throws InterruptedException {
      super.bytesArriveUnchangedInBothDirections(length);
    }
  }

  @Nested
  @RealServer(parser = NodeServer.MSGPACK)
  class Concurrency extends ConcurrencyTest {
    Concurrency(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  @Nested
  @RealServer(parser = NodeServer.MSGPACK)
  class Disconnection extends DisconnectionTest {
    Disconnection(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  @Nested
  @RealServer(parser = NodeServer.MSGPACK)
  class Events extends EventsTest {
    Events(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  @Nested
  @RealServer(parser = NodeServer.MSGPACK)
  class Namespaces extends NamespacesTest {
    Namespaces(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  @Nested
  @RealServer(parser = NodeServer.MSGPACK)
  class StandardValues extends StandardValuesOnNodeTest {
    StandardValues(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  @Nested
  @RealServer(software = NodeServer.PYTHON, parser = NodeServer.MSGPACK)
  class Python extends OtherServersTest.ShortSet {
    Python(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }
}
