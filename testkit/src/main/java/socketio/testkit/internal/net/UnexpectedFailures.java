package socketio.testkit.internal.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The last handler of a connection: closes it after any failure, and reports failures caused
 * neither by the network nor by the client's bytes, which are bugs of this server.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nothing to do if closing fails
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
