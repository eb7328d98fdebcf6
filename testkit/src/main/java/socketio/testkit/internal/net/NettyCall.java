package socketio.testkit.internal.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request received with Netty. Its state is confined to the channel's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is reported
final class NettyCall implements HttpCall {
  /** The name of the HTTP codec in the pipeline. */
  static final String HTTP = "http";

  /** The name of the {@link HttpServerHandler} in the pipeline. */
  static final String REQUESTS = "requests";

  private final ChannelHandlerContext ctx;
  private final HttpServerHandler handler;
  private final HttpRequest request;
  private final RequestHead head;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private @Nullable BodyReceiver receiver;
  private @Nullable IOException failure;
  private int limit = Integer.MAX_VALUE;
  private boolean complete;
  private boolean answered;
  private boolean gone;
  private @Nullable Runnable whenGone;

  NettyCall(ChannelHandlerContext ctx, HttpServerHandler handler, HttpRequest request) {
    this.ctx = ctx;
    this.handler = handler;
    this.request = request;
    head = RequestHead.parse(request.method().name(), request.uri(), headers(request));
  }

  private static Map<String, List<String>> headers(HttpRequest request) {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    request
        .headers()
        .forEach(
            header ->
                headers
                    .computeIfAbsent(header.getKey(), name -> new ArrayList<>())
                    .add(header.getValue()));
    return headers;
  }

  /** Rejects a malformed HTTP request. */
  static void refuseMalformed(ChannelHandlerContext ctx) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public RequestHead head() {
    return head;
  }

  /** A part of the body arrived. */
  void received(HttpContent content) {
    try {
      ByteBuf bytes = content.content();
      if (content.decoderResult().isFailure()) {
        failure = new IOException("the request's body is malformed");
        ctx.close();
      } else if (received.size() + (long) bytes.readableBytes() > limit) {
        failure = new TooLargeException(limit);
      } else if (failure == null) {
        byte[] part = new byte[bytes.readableBytes()];
        bytes.readBytes(part);
        received.writeBytes(part);
      }
      complete = complete || content instanceof LastHttpContent;
      deliverBody();
      next();
    } finally {
      content.release();
    }
  }

  /** The connection has ended. */
  void gone() {
    if (!complete && failure == null) {
      failure = new IOException("the client went away");
    }
    deliverBody();
    if (!answered) {
      answered = true;
      gone = true;
      if (whenGone != null) {
        whenGone.run();
      }
    }
  }

  @Override
  public void body(int most, BodyReceiver to) {
    ctx.executor()
        .execute(
            () -> {
              limit = most;
              receiver = to;
              if (received.size() > most || HttpUtil.getContentLength(request, 0L) > most) {
                failure = new TooLargeException(most);
              } else if (!complete && HttpUtil.is100ContinueExpected(request)) {
                ctx.writeAndFlush(
                    new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
              }
              deliverBody();
            });
  }

  private void deliverBody() {
    BodyReceiver waiting = receiver;
    if (waiting != null && (complete || failure != null)) {
      receiver = null;
      if (failure == null) {
        waiting.onBody(received.toByteArray());
      } else {
        waiting.onFailure(failure);
      }
    }
  }

  @Override
  public void respond(Reply reply) {
    answer(
        () -> {
          FullHttpResponse response =
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1,
                  HttpResponseStatus.valueOf(reply.status()),
                  Unpooled.wrappedBuffer(reply.body()));
          reply.headers().forEach((name, values) -> response.headers().set(name, values));
          response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
          boolean keepAlive = complete && HttpUtil.isKeepAlive(request) && !head.upgrade();
          if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
          }
          var written = ctx.writeAndFlush(response);
          if (keepAlive) {
            next();
          } else {
            written.addListener(ChannelFutureListener.CLOSE);
          }
        });
  }

  @Override
  public void respondTruncated(Reply reply) {
    answer(
        () -> {
          ByteBuf bytes =
              Unpooled.copiedBuffer(
                  "HTTP/1.1 %d Cut\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
                      .formatted(reply.status(), Math.max(reply.body().length, 2)),
                  US_ASCII);
          bytes = Unpooled.wrappedBuffer(bytes, half(reply.body()));
          // Bypasses the codec, which would reject it.
          @Nullable ChannelHandlerContext codec = ctx.pipeline().context(HTTP);
          if (codec != null) {
            codec.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE);
          }
        });
  }

  private static ByteBuf half(byte[] body) {
    return Unpooled.wrappedBuffer(body, 0, body.length / 2);
  }

  @Override
  public void drop(boolean reset) {
    answer(() -> drop(ctx.channel(), reset));
  }

  static void drop(Channel channel, boolean reset) {
    if (reset) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    channel.close();
  }

  @Override
  public void upgrade(int maxMessage, ServerWebSocket.Listener listener) {
    answer(
        () ->
            NettyWebSocket.open(
                ctx,
                new DefaultFullHttpRequest(
                    request.protocolVersion(),
                    request.method(),
                    request.uri(),
                    Unpooled.EMPTY_BUFFER,
                    request.headers(),
                    EmptyHttpHeaders.INSTANCE),
                maxMessage,
                listener));
  }

  @Override
  public void onGone(Runnable then) {
    ctx.executor()
        .execute(
            () -> {
              whenGone = then;
              if (gone) {
                then.run();
              }
            });
  }

  @Override
  public boolean isGone() {
    return !ctx.channel().isActive();
  }

  private void answer(Runnable how) {
    ctx.executor()
        .execute(
            () -> {
              if (!answered) {
                answered = true;
                how.run();
              }
            });
  }

  private void next() {
    if (answered && complete) {
      handler.answered(ctx);
    }
  }
}
