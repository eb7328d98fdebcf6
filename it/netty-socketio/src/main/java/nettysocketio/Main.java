package nettysocketio;

import com.corundumstudio.socketio.AckCallback;
import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.listener.ClientListeners;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * A server with a part of the scenarios of {@code servers/scenarios.js}. Prints "READY" and its
 * port, and ends when its standard input does.
 */
public final class Main extends SocketIOServer {
  private Main(Configuration configuration) {
    super(configuration);
  }

  public static void main(String[] args) throws IOException {
    Configuration configuration = new Configuration();
    configuration.setHostname("127.0.0.1");
    configuration.setPort(0);
    configuration.setAckMode(AckMode.MANUAL); // callBack answers later
    Main server = new Main(configuration);
    server.addConnectListener(client -> client.sendEvent("hello", "/"));
    serve(server);
    SocketIONamespace admin = server.addNamespace("/admin");
    admin.addAuthTokenListener((token, client) -> admit(token));
    serve(admin);
    server.start();
    while (System.in.read() >= 0) {
      // until the parent process ends
    }
    System.exit(0); // the server's threads would go on
  }

  /** Reports the port once it is bound, which the server does not. */
  @Override
  protected void applyConnectionOptions(ServerBootstrap bootstrap) {
    super.applyConnectionOptions(bootstrap);
    bootstrap.handler(
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelActive(ChannelHandlerContext context) {
            InetSocketAddress address = (InetSocketAddress) context.channel().localAddress();
            System.out.println("READY " + address.getPort());
          }
        });
  }

  private static AuthTokenResult admit(Object auth) {
    return Map.of("token", "letmein").equals(auth)
        ? AuthTokenResult.AuthTokenResultSuccess
        : new AuthTokenResult(false, Map.of("code", 401, "hint", "auth.token"));
  }

  private static void serve(ClientListeners listeners) {
    listeners.addEventListener(
        "echo", Object.class, (client, data, ack) -> client.sendEvent("echo", data));
    listeners.addEventListener("call", Object.class, (client, data, ack) -> ack.sendAckData(data));
    listeners.addEventListener("call-back", String.class, Main::callBack);
    listeners.addEventListener(
        "length", byte[].class, (client, data, ack) -> ack.sendAckData(data.length));
    listeners.addEventListener(
        "bytes", Object.class, (client, data, ack) -> client.sendEvent("bytes", new byte[] {7, 8}));
    listeners.addEventListener("kick", Object.class, (client, data, ack) -> client.disconnect());
  }

  private static void callBack(SocketIOClient client, String question, AckRequest ack) {
    client.sendEvent(
        "question",
        new AckCallback<String>(String.class) {
          @Override
          public void onSuccess(String answer) {
            ack.sendAckData(answer);
          }
        },
        question);
  }
}
