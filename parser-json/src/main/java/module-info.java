/** Socket.IO packets as JSON, by Jackson. */
@org.jspecify.annotations.NullMarked
module socketio.parser.json {
  requires static org.jspecify;
  requires transitive socketio.api;
}
