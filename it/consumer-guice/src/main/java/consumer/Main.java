package consumer;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.Map;
import socketio.Args;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ConnectOptions;
import socketio.TypeRef;
import socketio.guice.SocketIoLifecycle;
import socketio.guice.SocketIoModule;

/** A user's first program with Guice. */
public final class Main {
  private Main() {}

  /**
   * Calls the server, and is called by it.
   *
   * @param args the server's address
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    Injector injector =
        Guice.createInjector(
            new AbstractModule() {
              @Override
              protected void configure() {
                install(new SocketIoModule());
                bind(Chat.class).in(Singleton.class);
                Multibinder.newSetBinder(binder(), ClientNamespace.class)
                    .addBinding()
                    .to(Chat.class);
                bind(ConnectOptions.class)
                    .toInstance(ConnectOptions.to(args[0]).namespaces("/", "/chat"));
              }
            });
    try (SocketIoLifecycle lifecycle = injector.getInstance(SocketIoLifecycle.class)) {
      lifecycle.start();
      Client client = injector.getInstance(Client.class);
      Args reply = client.call("call", new Point(1, 2), Map.of("three", 3));
      System.out.println("reply: " + reply.toList());
      System.out.println("point: " + reply.get(0, Point.class));
      System.out.println("map: " + reply.get(0, new TypeRef<Map<String, Integer>>() {}));
      Chat chat = injector.getInstance(Chat.class);
      System.out.println("chat: " + chat.call("call-back", new Point(3, 4)).toList());
      System.out.println("module: " + Client.class.getModule().getName());
      System.out.println("Guice module: " + injector.getClass().getModule().getName());
    }
  }
}
