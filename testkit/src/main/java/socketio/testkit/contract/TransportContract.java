package socketio.testkit.contract;

import org.junit.jupiter.api.Nested;
import socketio.spi.Transport;

/**
 * What {@link Transport} and {@link socketio.spi.Channel} promise, over real sockets: exchanges,
 * the opening of channels, frames, flow control, and how all of them end and fail. To prove a
 * transport:
 *
 * <pre>{@code
 * class MyTransportTest extends TransportContract {
 *   @Override
 *   protected Transport create() {
 *     return new MyTransport();
 *   }
 * }
 * }</pre>
 *
 * <p>HTTP is that of RFC 9110 and 9112, WebSocket that of RFC 6455.
 */
public abstract class TransportContract {
  /** Called by JUnit. */
  protected TransportContract() {}

  /**
   * Makes the transport to be proved.
   *
   * @return a new one, closed after the test
   */
  protected abstract Transport create();

  @Nested
  class Exchanges extends ExchangeContract {
    @Override
    Transport create() {
      return TransportContract.this.create();
    }
  }

  @Nested
  class FailingExchanges extends ExchangeFailureContract {
    @Override
    Transport create() {
      return TransportContract.this.create();
    }
  }

  @Nested
  class Handshakes extends HandshakeContract {
    @Override
    Transport create() {
      return TransportContract.this.create();
    }
  }

  @Nested
  class Channels extends ChannelContract {
    @Override
    Transport create() {
      return TransportContract.this.create();
    }
  }

  @Nested
  class Closing extends ClosingContract {
    @Override
    Transport create() {
      return TransportContract.this.create();
    }
  }

  @Nested
  class FlowControl extends FlowControlContract {
    @Override
    Transport create() {
      return TransportContract.this.create();
    }
  }
}
