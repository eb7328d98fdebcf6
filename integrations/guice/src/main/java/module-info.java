/** Clients and class-based namespaces by Guice: {@link socketio.guice.SocketIoModule}. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings({
  "requires-automatic",
  "requires-transitive-automatic"
}) // Guice is named by its manifest only
module socketio.guice {
  requires static org.jspecify;
  requires java.logging; // Guice cannot say that it needs it
  requires transitive socketio.api;
  requires transitive com.google.guice;
  requires transitive jakarta.inject;

  exports socketio.guice;
}
