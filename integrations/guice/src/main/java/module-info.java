/** Clients and class-based namespaces with Guice: {@link socketio.guice.SocketIoModule}. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings({
  "requires-automatic",
  "requires-transitive-automatic"
}) // only the manifest of Guice names its module
module socketio.guice {
  requires static org.jspecify;
  requires java.logging; // needed by Guice, which has no module-info
  requires transitive socketio.api;
  requires transitive com.google.guice;
  requires transitive jakarta.inject;

  exports socketio.guice;
}
