/** A user's module. */
module consumer {
  requires socketio.api;

  opens consumer; // to Jackson, for the record
}
