/** A user's module. */
module consumer {
  requires socketio.api;

  opens consumer; // to Jackson, for the record, and to socketio.api, for the methods of Chat
}
