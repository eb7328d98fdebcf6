package socketio.testkit.internal.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1, WebSocket and TLS with Netty, on loopback. */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is reported
public final class NettyNet implements Net {
  private final @Nullable Tls tls;
  private final EventLoopGroup threads;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ServerBootstrap bootstrap;
  private final InetSocketAddress address;
  private volatile Channel listening;
  private volatile boolean closed;

  /**
   * Starts listening.
   *
   * @param port the port, or 0 for a free one
   * @param tls the TLS settings, or null for plain TCP
   * @param requests called with each request, on a Netty thread
   * @param failures called with each internal failure of the server, on a Netty thread
   */
  public NettyNet(
      int port, @Nullable Tls tls, Consumer<HttpCall> requests, Consumer<Throwable> failures) {
    this.tls = tls;
    threads = newThreads();
    bootstrap =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    prepare(channel, requests, failures);
                  }
                });
    try {
      listening = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (RuntimeException e) {
      threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
    address = (InetSocketAddress) listening.localAddress();
  }

  @SuppressWarnings("deprecation") // Netty 4.1, which is supported too, lacks its successor
  private static EventLoopGroup newThreads() {
    return new NioEventLoopGroup(1, new DefaultThreadFactory("fake-server-io", true));
  }

  private void prepare(
      SocketChannel channel, Consumer<HttpCall> requests, Consumer<Throwable> failures) {
    connections.add(channel);
    if (tls != null) {
      channel.pipeline().addLast(new SslHandler(tls.newEngine()));
    }
    channel.pipeline().addLast(NettyCall.HTTP, new HttpServerCodec());
    channel.pipeline().addLast(NettyCall.REQUESTS, new HttpServerHandler(requests));
    channel.pipeline().addLast(new UnexpectedFailures(failures));
  }

  private Channel listen(InetSocketAddress where) {
    var bound = bootstrap.bind(where).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new UncheckedIOException(
          new IOException(
              "cannot listen on port %d: is another server running there?"
                  .formatted(where.getPort()),
              bound.cause()));
    }
    return bound.channel();
  }

  @Override
  public String url() {
    InetAddress host = address.getAddress();
    String literal = host.getHostAddress();
    return (tls == null ? "http" : "https")
        + "://"
        + (host instanceof Inet6Address ? "[" + literal + "]" : literal)
        + ":"
        + port();
  }

  @Override
  public int port() {
    return address.getPort();
  }

  @Override
  public boolean accepting() {
    return listening.isOpen();
  }

  @Override
  public void interrupt(Duration downtime) {
    connections.close();
    if (!downtime.isZero()) {
      listening.close();
      threads.schedule(this::resume, downtime.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void resume() {
    if (!closed) {
      bootstrap
          .bind(address)
          .addListener(
              bound -> {
                if (bound.isSuccess()) {
                  listening = ((io.netty.channel.ChannelFuture) bound).channel();
                  if (closed) {
                    listening.close();
                  }
                } else {
                  threads.schedule(this::resume, 10, TimeUnit.MILLISECONDS);
                }
              });
    }
  }

  @Override
  public void close() {
    closed = true;
    listening.close();
    connections.close();
    threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
