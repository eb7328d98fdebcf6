package socketio.testkit.internal.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The last of a connection's handlers: ends it when anything has failed, and reports what neither
 * the network nor the client's bytes account for, which is a fault of the server's own.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing is to be done where closing fails
final class UnexpectedFailures extends ChannelInboundHandlerAdapter {
  private final Consumer<Throwable> report;

  UnexpectedFailures(Consumer<Throwable> report) {
    this.report = report;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
    if (!(cause instanceof IOException || cause instanceof CodecException)) {
      report.accept(cause);
    }
  }
}
