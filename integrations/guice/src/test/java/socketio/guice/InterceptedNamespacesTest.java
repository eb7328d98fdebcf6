package socketio.guice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.matcher.Matchers;
import com.google.inject.multibindings.Multibinder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.OnEvent;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** Guice generates a subclass of a class whose methods are intercepted. */
@Timeout(60)
class InterceptedNamespacesTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  private final BlockingQueue<String> intercepted = new LinkedBlockingQueue<>();

  record Item(String name) {}

  @Singleton
  static class Chat extends ClientNamespace {
    @OnEvent("all items")
    public String all(List<Item> items) {
      return items.get(0).name();
    }

    String onItems(List<Item> items) {
      return items.get(0).name();
    }
  }

  @Singleton
  static class Everywhere extends ClientNamespace {
    Everywhere() {
      super("*");
    }

    protected String onElsewhere(String path) {
      return "all of " + path;
    }
  }

  private final class Interception extends AbstractModule {
    @Override
    protected void configure() {
      bindInterceptor(
          Matchers.subclassesOf(ClientNamespace.class),
          Matchers.any(),
          call -> {
            intercepted.add(call.getMethod().getName());
            return call.proceed();
          });
      var namespaces = Multibinder.newSetBinder(binder(), ClientNamespace.class);
      namespaces.addBinding().to(Chat.class);
      namespaces.addBinding().to(Everywhere.class);
    }
  }

  @Test
  void handleTheirEventsThroughTheInterceptor() throws InterruptedException {
    Injector injector = Guice.createInjector(new SocketIoModule(), new Interception());
    Client client = injector.getInstance(Client.class);
    try {
      client.connect(server.url());
      FakeSocket socket = server.takeSocket();

      assertEquals(List.of("tea"), socket.call("all items", List.of(new Item("tea"))).toList());
      assertEquals(List.of("jam"), socket.call("items", List.of(new Item("jam"))).toList());
      assertEquals(List.of("all of /"), socket.call("elsewhere").toList());
      assertTrue(intercepted.containsAll(List.of("all", "onItems", "onElsewhere")));
      assertTrue(
          injector.getInstance(Chat.class).getClass().getName().contains("$$EnhancerByGuice$$"));
    } finally {
      injector.getInstance(SocketIoLifecycle.class).close();
    }
  }
}
