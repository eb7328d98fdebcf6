package socketio.testkit.internal.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnexpectedFailuresTest {
  private final List<Throwable> reported = new ArrayList<>();
  private final RuntimeException fault = new IllegalStateException("a fault of the server");

  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new HttpServerCodec(),
          new HttpServerHandler(
              call -> {
                throw fault;
              }),
          new UnexpectedFailures(reported::add));

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void faultsOfTheServerAreReportedAndEndTheConnection() {
    channel.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", US_ASCII));

    assertEquals(List.of(fault), reported);
    assertFalse(channel.isOpen());
  }

  static Stream<Throwable> expected() {
    return Stream.of(
        new IOException("reset"),
        new DecoderException("no TLS"),
        new PrematureChannelClosureException("closed amid a message"));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void brokenConnectionsAndBytesThatCannotBeReadEndItWithoutAWord(Throwable cause) {
    channel.pipeline().fireExceptionCaught(cause);

    assertEquals(List.of(), reported);
    assertFalse(channel.isOpen());
  }
}
