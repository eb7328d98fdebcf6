package socketio.testkit.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/** A WebSocket with Netty. Its state is confined to the channel's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is reported
final class NettyWebSocket extends ChannelInboundHandlerAdapter implements ServerWebSocket {
  /** How long a client may take to answer a close frame. */
  private static final int CLOSE_SECONDS = 1;

  private final ChannelHandlerContext context;
  private final Listener listener;
  private final ArrayDeque<Frame> arrived = new ArrayDeque<>();
  private boolean wanted;
  private boolean closing;
  private boolean ended;
  private int closeCode = 1006;

  private NettyWebSocket(ChannelHandlerContext context, Listener listener) {
    this.context = context;
    this.listener = listener;
  }

  /** Answers the handshake and turns the connection into a WebSocket. On the channel's thread. */
  static void open(
      ChannelHandlerContext context, FullHttpRequest request, int maxMessage, Listener listener) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(
                null,
                null,
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(maxMessage)
                    .withUTF8Validator(true)
                    .closeOnProtocolViolation(
                        false) // done here, after the client has had time to close
                    .build())
            .newHandshaker(request);
    if (handshaker == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel())
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    NettyWebSocket webSocket = new NettyWebSocket(context, listener);
    context.channel().config().setAutoRead(false);
    try {
      handshaker
          .handshake(context.channel(), request)
          .addListener(done -> webSocket.opened(done.isSuccess(), maxMessage));
    } catch (RuntimeException e) {
      context.channel().config().setAutoRead(true);
      NettyCall.refuseMalformed(context); // no key, or another error in the handshake
    }
  }

  private void opened(boolean success, int maxMessage) {
    if (!success) {
      context.close();
      return;
    }
    context
        .pipeline()
        .addBefore(NettyCall.REQUESTS, null, new WebSocketFrameAggregator(maxMessage))
        .addBefore(NettyCall.REQUESTS, null, this);
    context.pipeline().remove(NettyCall.REQUESTS);
    listener.onOpen(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (closing && !(message instanceof CloseWebSocketFrame)) {
        return;
      }
      if (message instanceof TextWebSocketFrame text) {
        arrived.add(new Frame.Text(text.text()));
      } else if (message instanceof BinaryWebSocketFrame binary) {
        byte[] bytes = new byte[binary.content().readableBytes()];
        binary.content().readBytes(bytes);
        arrived.add(new Frame.Binary(bytes));
      } else if (message instanceof PingWebSocketFrame ping) {
        ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      } else if (message instanceof CloseWebSocketFrame close) {
        peerCloses(ctx, close);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void peerCloses(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
    closeCode = close.statusCode() < 0 ? 1005 : close.statusCode();
    if (closing) {
      ctx.close();
    } else {
      closing = true;
      ctx.writeAndFlush(close.retainedDuplicate()).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    deliver();
    ctx.fireChannelReadComplete();
  }

  private void deliver() {
    if (!wanted) {
      return;
    }
    Frame next = arrived.poll();
    if (next == null) {
      context.channel().read();
      return;
    }
    wanted = false;
    listener.onFrame(next);
    if (ended && arrived.isEmpty()) {
      listener.onClosed(closeCode);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }

  /** Nothing more will arrive. Frames already received are still delivered when requested. */
  private void end() {
    if (!ended) {
      ended = true;
      if (arrived.isEmpty()) {
        listener.onClosed(closeCode);
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      close(corrupted.closeStatus().code(), corrupted.closeStatus().reasonText());
      end();
    } else if (cause instanceof TooLongFrameException) {
      close(1009, "message too big");
      end();
    } else {
      ctx.fireExceptionCaught(cause);
    }
  }

  @Override
  public void read() {
    run(
        () -> {
          wanted = true;
          deliver();
        });
  }

  @Override
  public void send(Frame frame) {
    run(
        () -> {
          if (!closing) {
            context.channel().writeAndFlush(encode(frame));
          }
        });
  }

  private static WebSocketFrame encode(Frame frame) {
    if (frame instanceof Frame.Text text) {
      return new TextWebSocketFrame(text.data());
    }
    return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(((Frame.Binary) frame).data()));
  }

  @Override
  public void sendTruncated(Frame frame) {
    run(
        () -> {
          boolean text = frame instanceof Frame.Text;
          byte[] data =
              frame instanceof Frame.Text message
                  ? message.data().getBytes(StandardCharsets.UTF_8)
                  : ((Frame.Binary) frame).data();
          ByteBuf cut = Unpooled.buffer();
          cut.writeByte(text ? 0x81 : 0x82); // FIN and the opcode (RFC 6455, 5.2)
          cut.writeByte(127); // eight bytes of length follow
          cut.writeLong(data.length + 1L);
          cut.writeBytes(data, 0, data.length / 2);
          @Nullable ChannelHandlerContext encoder = context.pipeline().context("wsencoder");
          closing = true;
          if (encoder == null) {
            context.channel().close();
          } else { // bypasses the encoder, which would reject it
            encoder.writeAndFlush(cut).addListener(ChannelFutureListener.CLOSE);
          }
        });
  }

  @Override
  public void close(int code, String reason) {
    run(
        () -> {
          if (!closing) {
            closing = true;
            Channel channel = context.channel();
            channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
            // Closing before all that the client sent is read would reset the connection, and the
            // client might not see the close frame.
            channel.config().setAutoRead(true);
            channel.eventLoop().schedule(() -> channel.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
          }
        });
  }

  @Override
  public void drop(boolean reset) {
    run(
        () -> {
          closing = true;
          NettyCall.drop(context.channel(), reset);
        });
  }

  private void run(Runnable task) {
    context.channel().eventLoop().execute(task);
  }
}
