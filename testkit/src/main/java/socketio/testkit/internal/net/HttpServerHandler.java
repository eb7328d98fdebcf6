package socketio.testkit.internal.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the requests of one connection into {@link NettyCall}s, one at a time: a pipelined request
 * waits until the one before it has been answered. Confined to the channel's thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is reported
final class HttpServerHandler extends ChannelInboundHandlerAdapter {
  /** Far more than a client that waits for responses sends ahead. */
  private static final int MAX_AHEAD = 1024;

  private final Consumer<HttpCall> requests;
  private final ArrayDeque<Object> ahead = new ArrayDeque<>();
  private @Nullable NettyCall call;

  HttpServerHandler(Consumer<HttpCall> requests) {
    this.requests = requests;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (call != null && (message instanceof HttpRequest || !ahead.isEmpty())) {
      if (ahead.size() == MAX_AHEAD) {
        ReferenceCountUtil.release(message);
        ctx.close();
      } else {
        ahead.add(message);
      }
    } else {
      accept(ctx, message);
    }
  }

  private void accept(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      if (request.decoderResult().isFailure()) {
        ReferenceCountUtil.release(message);
        NettyCall.refuseMalformed(ctx);
        return;
      }
      NettyCall accepted = new NettyCall(ctx, this, request);
      call = accepted;
      requests.accept(accepted);
      if (!(message instanceof HttpContent)) {
        return;
      }
    }
    if (message instanceof HttpContent content && call != null) {
      call.received(content);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  /** The current request has been read and answered; the next one can be handled. */
  void answered(ChannelHandlerContext ctx) {
    call = null;
    while (!ahead.isEmpty() && (call == null || !(ahead.peek() instanceof HttpRequest))) {
      accept(ctx, ahead.remove());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (call != null) {
      call.gone();
    }
    handlerRemoved(ctx);
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    ahead.forEach(ReferenceCountUtil::release);
    ahead.clear();
  }
}
