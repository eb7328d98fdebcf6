package socketio.it.consumer;

import java.util.List;
import java.util.Map;
import socketio.it.support.Module;
import socketio.json.JsonPacketParser;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Parser;

/** The dependencies and plug-ins that a user project chooses. */
enum DependencyChoice {
  STARTER("consumer", "starter"),
  OKHTTP_JSON("consumer", "core", "engineio", "transport-okhttp", "parser-json"),
  JETTY_JSON("consumer", "core", "engineio", "transport-jetty", "parser-json"),
  OKHTTP_MSGPACK("consumer", "core", "engineio", "transport-okhttp", "parser-msgpack"),
  JETTY_MSGPACK("consumer", "core", "engineio", "transport-jetty", "parser-msgpack"),
  MY_TRANSPORT("consumer-transport", "starter"),
  MY_PARSER("consumer-parser", "starter"),
  GUICE("consumer-guice", "starter", "guice"),
  OLDEST_OKHTTP("consumer", "starter"),
  OLDEST_JETTY("consumer", "core", "engineio", "transport-jetty", "parser-msgpack");

  private final String sources;

  @SuppressWarnings("ImmutableEnumChecker") // a list of List.of
  private final List<String> modules;

  /**
   * Creates a choice.
   *
   * @param sources the folder in this module whose files are copied over the sources of {@code
   *     consumer}
   * @param modules the modules that the project depends on
   */
  DependencyChoice(String sources, String... modules) {
    this.sources = sources;
    this.modules = List.of(modules);
  }

  String sources() {
    return sources;
  }

  List<Module> modules() {
    return modules.stream().map(Module::new).toList();
  }

  /**
   * The libraries whose versions the project pins, by group and artifact: the oldest ones that
   * docs/dependencies.md allows.
   */
  Map<String, String> pinned() {
    return switch (this) {
      case OLDEST_OKHTTP ->
          Map.of(
              "com.squareup.okhttp3:okhttp-jvm",
              "5.2.0",
              "com.fasterxml.jackson.core:jackson-databind",
              "2.16.0");
      case OLDEST_JETTY ->
          Map.of(
              "org.eclipse.jetty.websocket:jetty-websocket-core-client",
              "12.1.0",
              "org.msgpack:msgpack-core",
              "0.9.0");
      default -> Map.of();
    };
  }

  /** The parser that a server needs for it. */
  Parser parser() {
    return modules.contains("parser-msgpack")
        ? MsgpackPacketParser.create()
        : JsonPacketParser.create();
  }

  /** A line that the program prints about itself. */
  String said() {
    return switch (this) {
      case MY_TRANSPORT -> "my transport: GET";
      case MY_PARSER -> "my parser: Event";
      case GUICE -> "Guice module: ";
      default -> "reply: ";
    };
  }
}
