package socketio.it.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import socketio.it.support.Commands;
import socketio.testkit.FakeServer;

/** Guice in a Java process of its own in which everything is a named module. */
class GuiceModulePathTest {
  private static final String PROGRAM =
      """
      package program;

      import com.google.inject.AbstractModule;
      import com.google.inject.Guice;
      import com.google.inject.Injector;
      import com.google.inject.multibindings.Multibinder;
      import jakarta.inject.Inject;
      import socketio.Client;
      import socketio.ClientNamespace;
      import socketio.ConnectOptions;
      import socketio.guice.ClientCustomizer;
      import socketio.guice.SocketIoLifecycle;
      import socketio.guice.SocketIoModule;

      public class Main {
        static class Greetings {
          String of(String name) {
            return "hello " + name;
          }
        }

        static class Chat extends ClientNamespace {
          private final Client client;
          private final Greetings greetings;

          @Inject
          Chat(Client client, Greetings greetings) {
            super("/chat");
            this.client = client;
            this.greetings = greetings;
          }

          String onGreet(String name) {
            return greetings.of(name) + " from " + (client == client());
          }
        }

        public static void main(String[] arguments) throws Exception {
          Injector injector =
              Guice.createInjector(
                  new SocketIoModule(),
                  new AbstractModule() {
                    @Override
                    protected void configure() {
                      Multibinder.newSetBinder(binder(), ClientNamespace.class)
                          .addBinding()
                          .to(Chat.class);
                      Multibinder.newSetBinder(binder(), ClientCustomizer.class)
                          .addBinding()
                          .toInstance(builder -> System.out.println("customized"));
                      bind(ConnectOptions.class)
                          .toInstance(
                              ConnectOptions.to(arguments[0]).namespaces("/", "/chat"));
                    }
                  });
          System.out.println(SocketIoModule.class.getModule().getName());
          try (SocketIoLifecycle lifecycle = injector.getInstance(SocketIoLifecycle.class)) {
            lifecycle.start();
            System.out.println(injector.getInstance(Client.class).call("answer").get(0));
          }
        }
      }
      """;

  @RegisterExtension final FakeServer server = FakeServer.create();

  @Test
  void aNamedModuleGetsItsClientAndNamespace(@TempDir Path folder) throws Exception {
    server.namespace("/chat");
    server.onCall(
        "answer", (socket, args) -> server.takeSocket("/chat").call("greet", "Ada").get(0));
    Path moduleInfo =
        Files.writeString(
            folder.resolve("module-info.java"),
            "module program { requires socketio.guice;"
                + " opens program to com.google.guice, socketio.api; }");
    Path main = Files.writeString(folder.resolve("Main.java"), PROGRAM);
    Path classes = folder.resolve("classes");
    String modulePath = Commands.modulePath();
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release",
                "17",
                "--module-path",
                modulePath,
                "-d",
                classes.toString(),
                moduleInfo.toString(),
                main.toString());
    assertEquals(0, status);

    List<String> printed =
        Commands.run(
                folder,
                List.of(
                    Commands.java(),
                    "--module-path",
                    classes + File.pathSeparator + modulePath,
                    "--module",
                    "program/program.Main",
                    server.url()))
            .lines()
            .filter(line -> !line.startsWith("WARNING: ")) // Guava uses Unsafe
            .toList();

    assertEquals(List.of("socketio.guice", "customized", "hello Ada from true"), printed);
  }
}
