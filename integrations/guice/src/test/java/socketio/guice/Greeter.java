package socketio.guice;

import jakarta.inject.Inject;
import socketio.ClientNamespace;

/** The namespace "/chat", whose answers come from an injected object. */
@SuppressWarnings("UnusedMethod") // the client calls it
final class Greeter extends ClientNamespace {
  private final Greetings greetings;

  @Inject
  Greeter(Greetings greetings) {
    super("/chat");
    this.greetings = greetings;
  }

  String onGreet(String name) {
    return greetings.of(name);
  }

  /** What is injected. */
  static final class Greetings {
    @Inject
    Greetings() {}

    String of(String name) {
      return "hello " + name;
    }
  }
}
