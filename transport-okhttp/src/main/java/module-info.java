/** HTTP and WebSocket by OkHttp. */
@org.jspecify.annotations.NullMarked
module socketio.transport.okhttp {
  requires static org.jspecify;
  requires transitive socketio.api;
}
