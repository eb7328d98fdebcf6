package socketio.testkit.contract;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import socketio.spi.Transport;

/**
 * Tests the contract of {@link Transport} and {@link socketio.spi.Channel} over real sockets:
 * exchanges, the opening of channels, frames, flow control, and how all of them end and fail. To
 * test a transport:
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
 *
 * @since 1.0
 */
public abstract class TransportContract {
  /** Called by JUnit. */
  protected TransportContract() {}

  /**
   * Creates the transport under test.
   *
   * @return a new one, closed after the test
   */
  protected abstract Transport create();

  /** What a network library may prevent its transport from doing; Engine.IO can live with it. */
  public enum Leniency {
    /**
     * A message that is too large fails when the allowed size has arrived, not already when its
     * length is announced.
     */
    LATE_SIZE_CHECK,

    /**
     * Only whole refusals are reported with their response: a refusal of a handshake whose body is
     * cut off reaches {@code onFailure} without it.
     */
    WHOLE_REFUSALS
  }

  /**
   * What this transport cannot do. The tests then require less.
   *
   * @return nothing, unless overridden
   */
  protected Set<Leniency> leniencies() {
    return Set.of();
  }

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

    @Override
    boolean isExcused(Leniency leniency) {
      return leniencies().contains(leniency);
    }
  }

  @Nested
  class Channels extends ChannelContract {
    @Override
    Transport create() {
      return TransportContract.this.create();
    }

    @Override
    boolean isExcused(Leniency leniency) {
      return leniencies().contains(leniency);
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
